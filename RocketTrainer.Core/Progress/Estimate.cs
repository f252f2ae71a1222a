using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace RocketTrainer.Core.Progress;

/// <summary>
/// A mean and how sure it is: the bounds of the 80 % interval after Student, as if matches were independent of each other.
/// With fewer than two values there are no bounds.
/// </summary>
public sealed record Estimate(double Value, double? Low, double? High)
{
    /// <summary>The share that lies outside an interval's upper bound.</summary>
    private const double Above = 0.1;

    /// <summary>How likely it is to be at least as far from zero by chance alone (two-sided); null without bounds or spread.</summary>
    [JsonIgnore]
    public double? P { get; private init; }

    /// <param name="sum">Of the values, of which there are <paramref name="count"/>, at least one.</param>
    /// <param name="sumOfSquares">Of the same.</param>
    public static Estimate OfSums(int count, double sum, double sumOfSquares)
    {
        var mean = sum / count;
        return Around(mean, count < 2 ? double.NaN : Math.Max(0, (sumOfSquares - (count * mean * mean)) / (count - 1)) / count, count - 1);
    }

    /// <param name="values">At least one.</param>
    public static Estimate OfMean(double[] values)
    {
        var (mean, variance) = ArrayStatistics.MeanVariance(values);
        return Around(mean, variance / values.Length, values.Length - 1);
    }

    /// <summary>The mean of one sample less the mean of another, after Welch. Each has at least one value.</summary>
    public static Estimate OfDifference(double[] of, double[] less)
    {
        var (meanOf, varianceOf) = ArrayStatistics.MeanVariance(of);
        var (meanLess, varianceLess) = ArrayStatistics.MeanVariance(less);
        var (a, b) = (varianceOf / of.Length, varianceLess / less.Length);
        return Around(meanOf - meanLess, a + b, (a + b) * (a + b) / ((a * a / (of.Length - 1)) + (b * b / (less.Length - 1))));
    }

    /// <summary>
    /// A share with the interval that leaves a tenth on either side of it, after Jeffreys (Brown, Cai and DasGupta 2001, <i>Interval
    /// estimation for a binomial proportion</i>, Stat. Sci. 16, 101–133): it holds for few matches, too. Null without any.
    /// </summary>
    public static Estimate? OfShare(int yes, int no)
    {
        if (yes + no == 0)
            return null;
        var (low, high) = (Beta.InvCDF(yes + 0.5, no + 0.5, Above), Beta.InvCDF(yes + 0.5, no + 0.5, 1 - Above));
        return new((double)yes / (yes + no), yes == 0 ? 0 : low, no == 0 ? 1 : high);
    }

    private static Estimate Around(double value, double squaredError, double degrees)
    {
        if (double.IsNaN(squaredError))
            return new(value, Low: null, High: null);
        if (squaredError == 0)
            return new(value, value, value); // all alike: how far chance alone reaches can't be told
        var error = Math.Sqrt(squaredError);
        var reach = StudentT.InvCDF(0, 1, degrees, 1 - Above) * error;
        return new(value, value - reach, value + reach) { P = 2 * StudentT.CDF(0, 1, degrees, -Math.Abs(value) / error) };
    }
}
