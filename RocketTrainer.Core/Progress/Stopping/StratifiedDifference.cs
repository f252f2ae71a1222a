using MathNet.Numerics.Distributions;

namespace RocketTrainer.Core.Progress.Stopping;

/// <summary>
/// The difference of two win rates within strata, and none between them (Mantel and Haenszel 1959, <i>Statistical aspects of the analysis of
/// data from retrospective studies of disease</i>, J. Natl. Cancer Inst. 22, 719–748). With a and b of the exposed won and lost, n₁ exposed and
/// n₀ others in a stratum of n, it is Σ(a − n₁·wins/n) / Σ(n₁n₀/n); the numerator's variance is hypergeometric, as if nothing differed.
/// </summary>
/// <param name="Exposed">In strata that hold both.</param>
/// <param name="Others">In the same.</param>
/// <param name="Value">Exposed less others, −1 to 1.</param>
/// <param name="Error">The standard error if there is no difference; above 0.</param>
/// <param name="P">Of a difference as low as this by chance: one-sided, with the correction for continuity.</param>
internal sealed record StratifiedDifference(int Exposed, int Others, double Value, double Error, double P)
{
    private const double Continuity = 0.5;

    /// <summary>Null where no stratum holds both, or all of them ended alike.</summary>
    public static StratifiedDifference? Of<TStratum>(IEnumerable<(TStratum Stratum, bool IsExposed, bool Won)> matches)
        where TStratum : notnull
    {
        var (exposed, others) = (0, 0);
        double excess = 0, variance = 0, weight = 0;
        foreach (var stratum in matches.GroupBy(m => m.Stratum))
        {
            double a = 0, n1 = 0, wins = 0, n = 0;
            foreach (var (_, isExposed, won) in stratum)
            {
                n++;
                wins += won ? 1 : 0;
                n1 += isExposed ? 1 : 0;
                a += isExposed && won ? 1 : 0;
            }

            var n0 = n - n1;
            if (n1 == 0 || n0 == 0)
                continue;
            (exposed, others) = (exposed + (int)n1, others + (int)n0);
            excess += a - (n1 * wins / n);
            weight += n1 * n0 / n;
            variance += n1 * n0 * wins * (n - wins) / (n * n * (n - 1));
        }

        var deviation = Math.Sqrt(variance);
        return variance > 0 ? new(exposed, others, excess / weight, deviation / weight, Normal.CDF(0, 1, (excess + Continuity) / deviation)) : null;
    }
}
