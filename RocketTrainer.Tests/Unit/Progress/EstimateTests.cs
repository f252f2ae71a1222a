using CsCheck;
using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class EstimateTests
{
    // Student's t with 3 degrees of freedom exceeds 1.637744 with a probability of 10 %.
    private const double Reach = 1.637744 * 1.2909944 / 2;

    [Fact]
    public void OfMean_OfFourValues_HasStudentsInterval()
    {
        var estimate = Estimate.OfMean([4, 1, 3, 2]);

        Assert.Equal(2.5, estimate.Value, 12);
        Assert.Equal(2.5 - Reach, estimate.Low!.Value, 5);
        Assert.Equal(2.5 + Reach, estimate.High!.Value, 5);
    }

    [Fact]
    public void OfSums_OfTheSameValues_IsTheSame()
    {
        var (sums, values) = (Estimate.OfSums(4, 10, 30), Estimate.OfMean([1, 2, 3, 4]));

        Assert.Equal(values.Value, sums.Value, 12);
        Assert.Equal(values.Low!.Value, sums.Low!.Value, 9);
    }

    [Fact]
    public void OfMean_OfOneValue_HasNoInterval() => Assert.Equal(new Estimate(7, null, null), Estimate.OfMean([7]));

    [Fact]
    public void OfMean_OfEqualValues_IsCertain() => Assert.Equal(new Estimate(7, 7, 7), Estimate.OfMean([7, 7, 7]));

    [Fact]
    public void OfDifference_OfUnequalSpreads_HasWelchsInterval()
    {
        var estimate = Estimate.OfDifference([10, 12, 14, 16], [1, 1, 2, 2, 2]);

        // Variances 20/3 and 0.3: the error is √(20/12 + 0.3/5), with 3.22 degrees of freedom, at which t is 1.6117.
        Assert.Equal(13 - 1.6, estimate.Value, 12);
        Assert.InRange(estimate.High!.Value - estimate.Value, 2.09, 2.14);
    }

    [Fact]
    public void OfDifference_WithOneValueOnASide_HasNoInterval() => Assert.Equal(new Estimate(3, null, null), Estimate.OfDifference([4, 6], [2]));

    [Fact]
    public void OfShare_OfThreeInTen_HasJeffreysInterval()
    {
        var share = Estimate.OfShare(3, 7)!;

        // A tenth of the beta distribution with 3.5 and 7.5 lies outside on either side.
        Assert.Equal(0.3, share.Value, 12);
        Assert.Equal(0.1, Beta.CDF(3.5, 7.5, share.Low!.Value), 9);
        Assert.Equal(0.9, Beta.CDF(3.5, 7.5, share.High!.Value), 9);
    }

    [Fact]
    public void OfShare_OfNoneOrAll_ReachesTheEnd()
    {
        Assert.Equal((0, 0), (Estimate.OfShare(0, 5)!.Value, Estimate.OfShare(0, 5)!.Low));
        Assert.Equal((1, 1), (Estimate.OfShare(5, 0)!.Value, Estimate.OfShare(5, 0)!.High));
        Assert.Null(Estimate.OfShare(0, 0));
    }

    [Fact]
    public void OfShare_OfAnyCounts_HoldsTheShareAndMirrors() => Gen.Int[0, 300].Select(Gen.Int[1, 300]).Sample((yes, no) =>
    {
        var (share, mirrored) = (Estimate.OfShare(yes, no)!, Estimate.OfShare(no, yes)!);
        return share.Low >= 0 && share.Low <= share.Value && share.Value < share.High && share.High <= 1 && Math.Abs(share.Low.Value + mirrored.High!.Value - 1) < 1e-9;
    }, iter: 1_000, seed: "0000000000000");

    [Fact]
    public void P_IsTheChanceThatTheIntervalLeaves()
    {
        var estimate = Estimate.OfDifference([10, 12, 14, 16], [1, 1, 2, 2, 2]);

        // With the 3.22 degrees of freedom of above, and 11.4 / 1.3140 standard errors.
        Assert.Equal(2 * StudentT.CDF(0, 1, 3.2197, -8.6757), estimate.P!.Value, 4);
        Assert.Null(Estimate.OfMean([7, 7, 7]).P);
        Assert.Null(Estimate.OfMean([7]).P);
    }
}
