using CsCheck;
using RocketTrainer.Core.Coaching;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class StatNormTests
{
    /// <summary>Some with many equal ones, as counts have.</summary>
    private static readonly Gen<StatNorm> Norms = Gen.OneOf(Gen.Double[-50, 50], Gen.Int[0, 4].Select(i => (double)i)).Array[StatNorm.Steps + 1].Select(Norm);

    [Fact]
    public void Percentile_BetweenQuantiles_IsLinear()
    {
        var norm = Norm([.. Enumerable.Range(0, StatNorm.Steps + 1).Select(i => i * 10.0)]);

        Assert.Equal([0, 0, 2.5, 50, 52.5, 100, 100], new[] { -1.0, 0, 5, 100, 105, 200, 201 }.Select(norm.Percentile));
        Assert.Equal(100, norm.Median);
    }

    [Fact]
    public void Percentile_OfAValueThatHalfOfAllHave_IsTheirMiddle()
    {
        var norm = Norm([.. Enumerable.Range(0, StatNorm.Steps + 1).Select(i => i <= 10 ? 0.0 : i)]);

        Assert.Equal(25, norm.Percentile(0));
        Assert.Equal(100, norm.Percentile(21));
    }

    [Fact]
    public void Percentile_OfAnyNorm_GrowsWithTheValueFromNoneToAll() => Gen.Select(Norms, Gen.Double[-60, 60], Gen.Double[-60, 60]).Sample((norm, one, other) =>
    {
        var (low, high) = (norm.Percentile(Math.Min(one, other)), norm.Percentile(Math.Max(one, other)));
        return low >= 0 && low <= high && high <= 100;
    }, iter: 5_000, seed: "0000000000000");

    [Fact]
    public void Percentile_OfAQuantile_LiesBesideItsNeighbours() => Gen.Select(Norms, Gen.Int[0, StatNorm.Steps]).Sample((norm, i) =>
    {
        var value = norm.Quantiles[i];
        return norm.Percentile(value - 1e-9) <= norm.Percentile(value) && norm.Percentile(value) <= norm.Percentile(value + 1e-9);
    }, iter: 5_000, seed: "0000000000000");

    private static StatNorm Norm(double[] quantiles)
    {
        Array.Sort(quantiles);
        return new(1000, 0, 1, quantiles);
    }
}
