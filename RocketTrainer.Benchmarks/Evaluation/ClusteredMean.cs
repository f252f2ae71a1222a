namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// A mean over rows with a 95 % interval from drawing whole clusters anew (bootstrap): rows of one player, or of one group, don't count as if they
/// were independent.
/// </summary>
internal sealed class ClusteredMean
{
    private const int Draws = 2000;
    private const int Seed = 7;

    private readonly SortedDictionary<string, (double Sum, double Count)> _cells = new(StringComparer.Ordinal);

    public static ClusteredMean Of(IEnumerable<(string Cluster, double Value)> rows)
    {
        var mean = new ClusteredMean();
        foreach (var (cluster, value) in rows)
            mean.Add(cluster, value);
        return mean;
    }

    public double Count => _cells.Values.Sum(c => c.Count);

    public double Value => _cells.Values.Sum(c => c.Sum) / Count;

    public void Add(string cluster, double value)
    {
        var (sum, n) = _cells.GetValueOrDefault(cluster);
        _cells[cluster] = (sum + value, n + 1);
    }

    public void Add(string cluster, bool hit) => Add(cluster, hit ? 1 : 0);

    public (double Low, double High) Interval()
    {
        var random = new Random(Seed);
        var cells = _cells.Values.ToArray();
        var values = new double[Draws];
        for (var d = 0; d < Draws; d++)
        {
            double sum = 0, n = 0;
            for (var i = 0; i < cells.Length; i++)
            {
                var (s, c) = cells[random.Next(cells.Length)];
                (sum, n) = (sum + s, n + c);
            }

            values[d] = n > 0 ? sum / n : double.NaN;
        }

        Array.Sort(values);
        return (values[(int)(0.025 * Draws)], values[(int)(0.975 * Draws)]);
    }
}
