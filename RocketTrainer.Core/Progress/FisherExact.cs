using MathNet.Numerics.Distributions;

namespace RocketTrainer.Core.Progress;

/// <summary>
/// How likely two shares differ at least so much by chance alone, however few cases there are: two-sided, all tables as
/// unlikely as this one or more so (Fisher 1922, <i>On the interpretation of chi-squared from contingency tables</i>, J. R. Stat. Soc. 85, 87–94).
/// </summary>
public static class FisherExact
{
    private const double AsUnlikely = 1 + 1e-7; // equal but for rounding

    /// <returns>0 to 1; null where one side has no case.</returns>
    public static double? P(int yes, int no, int otherYes, int otherNo)
    {
        if (yes + no == 0 || otherYes + otherNo == 0)
            return null;
        var (population, successes, draws) = (yes + no + otherYes + otherNo, yes + otherYes, yes + no);
        var distribution = new Hypergeometric(population, successes, draws);
        var here = distribution.Probability(yes) * AsUnlikely;
        return Math.Min(1, Enumerable.Range(Math.Max(0, draws + successes - population), Math.Min(draws, successes) - Math.Max(0, draws + successes - population) + 1)
            .Select(distribution.Probability).Where(p => p <= here).Sum());
    }
}
