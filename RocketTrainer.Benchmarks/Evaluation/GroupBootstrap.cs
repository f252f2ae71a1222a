namespace RocketTrainer.Benchmarks.Evaluation;

internal static class GroupBootstrap
{
    private const int Draws = 1000;

    /// <summary>The middle 95 % of means over groups drawn again and again: rows of one group don't count as if they were independent.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<double> rows, IReadOnlyList<string> groups)
    {
        var sums = rows.Zip(groups).GroupBy(r => r.Second, r => r.First, StringComparer.Ordinal).Select(g => (Sum: g.Sum(), Count: g.Count())).ToArray();
        var random = new Random(1);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = 0; i < sums.Length; i++)
            {
                var one = sums[random.Next(sums.Length)];
                (sum, count) = (sum + one.Sum, count + one.Count);
            }

            means[draw] = sum / count;
        }

        Array.Sort(means);
        return (means[Draws * 25 / 1000], means[Draws * 975 / 1000]);
    }
}
