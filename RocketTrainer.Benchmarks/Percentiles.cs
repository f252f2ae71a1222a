namespace RocketTrainer.Benchmarks;

internal static class Percentiles
{
    /// <summary>The value that so large a share of the values doesn't exceed; sorts them.</summary>
    public static double Of(List<double> values, double share)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)(values.Count * share))];
    }
}
