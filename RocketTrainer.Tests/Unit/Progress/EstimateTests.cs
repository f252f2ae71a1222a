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
}
