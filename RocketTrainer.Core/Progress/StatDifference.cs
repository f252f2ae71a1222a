namespace RocketTrainer.Core.Progress;

/// <summary>A stat in some matches against the same stat in others.</summary>
/// <param name="FromMatches">In which it is known; likewise on the other side.</param>
/// <param name="Difference">To less from, with an 80 % interval after Welch.</param>
/// <param name="IsClear">Whether it holds up among all stats compared: see <see cref="FalseDiscovery"/>.</param>
public sealed record StatDifference(string Stat, int FromMatches, double From, int ToMatches, double To, Estimate Difference, bool IsClear)
{
    /// <summary>Fewer matches on a side than these are no ground for a verdict.</summary>
    public const int Fewest = 10;

    private const double UpperTenth = 1.2816; // of the normal distribution: the reach of an 80 % interval in standard errors

    /// <summary>
    /// What one match varies by, so that different stats can be drawn on one scale; from the interval's width, null without one.
    /// </summary>
    public double? Spread => Difference is { Low: { } low, High: { } high } && high > low ? (high - low) / 2 / UpperTenth / Math.Sqrt((1d / FromMatches) + (1d / ToMatches)) : null;

    /// <summary>Of the stats that are known on both sides; both hold the same stats.</summary>
    internal static IReadOnlyList<StatDifference> Of(StatSeries from, StatSeries to)
    {
        var differences = new List<StatDifference>();
        foreach (var (stat, place) in from.Stats)
        {
            var (then, now) = (from.Values(place), to.Values(place));
            if (then.Length > 0 && now.Length > 0)
                differences.Add(new(stat.Key, then.Length, then.Average(), now.Length, now.Average(), Estimate.OfDifference(now, then), IsClear: false));
        }

        var clear = FalseDiscovery.Clear([.. differences.Select(d => Math.Min(d.FromMatches, d.ToMatches) < Fewest ? null : d.Difference.P)]);
        return [.. differences.Select((d, i) => d with { IsClear = clear[i] })];
    }
}
