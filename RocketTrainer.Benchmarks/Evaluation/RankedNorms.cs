using System.Globalization;
using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>What is usual at each tier of ranked 3v3.</summary>
/// <param name="Curves">By stat, of its score, each with what the collections differ by.</param>
/// <param name="Width">Of the smoothing, in tiers: of those tried the one whose curves are nearest to the scores of games that they weren't made of.</param>
/// <param name="Games">By tier from 1 up.</param>
internal sealed record RankedNorms(CollectionCurve[] Curves, double Width, int[] Games, double[] Spreads)
{
    private static readonly double[] Widths = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 6];
    private static readonly int[] Seeds = [1, 2, 3];

    /// <param name="spreads">By stat, one game's standard deviation within a rank.</param>
    public static RankedNorms Of(IReadOnlyList<RankedRow> rows, double[] spreads)
    {
        var errors = HeldOutErrors(rows, spreads);
        return new([.. spreads.Select((_, s) => new CollectionCurve(rows, s))], Widths[Array.IndexOf(errors, errors.Min())], [.. Enumerable.Range(1, CollectionCurve.Tiers).Select(tier => rows.Count(r => r.Tier == tier))], spreads);
    }

    /// <summary>By stat, at tiers 1 to 21.</summary>
    public double[][] Means() => Array.ConvertAll(Curves, curve => curve.Smooth(Width));

    /// <summary>How far the collections lie from each other at one tier, over all stats (root mean square, in standard deviations of one game).</summary>
    public void ShowOffsets(IEnumerable<string> sources)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nNorms: smoothed over {Width} tiers. Collections differ at one tier by (standard deviations of one game, root mean square over the stats):"));
        var all = sources.Order(StringComparer.Ordinal).ToList();
        foreach (var (a, b) in all.SelectMany((a, i) => all.Skip(i + 1).Select(b => (a, b))))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{a} and {b}: {Math.Sqrt(Curves.Select((c, s) => Math.Pow((c.OffsetOf(a) - c.OffsetOf(b)) / Spreads[s], 2)).Average()):0.00}"));
    }

    /// <summary>By width: the squared distance of a held-out game's score from the curve, in squared spreads, over all stats and five folds of groups, three times.</summary>
    private static double[] HeldOutErrors(IReadOnlyList<RankedRow> rows, double[] spreads)
    {
        var errors = new double[Widths.Length];
        foreach (var seed in Seeds)
        {
            foreach (var fold in Enumerable.Range(0, GroupFolds.Count))
            {
                var (asked, seen) = (rows.Where(r => GroupFolds.Of(r.Group, seed) == fold).ToList(), rows.Where(r => GroupFolds.Of(r.Group, seed) != fold).ToList());
                for (var s = 0; s < spreads.Length; s++)
                {
                    var curve = new CollectionCurve(seen, s);
                    for (var w = 0; w < Widths.Length; w++)
                    {
                        var means = curve.Smooth(Widths[w]);
                        errors[w] += asked.Where(r => !double.IsNaN(r.Scores[s])).Sum(r => Math.Pow((r.Scores[s] - curve.OffsetOf(r.Source) - means[r.Tier - 1]) / spreads[s], 2));
                    }
                }
            }
        }

        return errors;
    }
}
