using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress.Stopping;

/// <summary>Win rates by what came before in the session.</summary>
internal static class StopCurve
{
    /// <summary>Fewer matches than this are told together with the next place's.</summary>
    public const int FewestInBucket = 20;

    private const int MostByNumber = 8;
    private const int MostByLosses = 5;

    public static IReadOnlyList<StopBucket> ByNumber(IReadOnlyCollection<Situation> situations) =>
        Buckets(situations, s => s.Number, s => (s.Session, s.Playlist), MostByNumber);

    public static IReadOnlyList<StopBucket> ByLosses(IReadOnlyCollection<Situation> situations) =>
        Buckets(situations, s => s.LossesBefore, s => s.Score, MostByLosses);

    private static List<StopBucket> Buckets<TKin>(IReadOnlyCollection<Situation> situations, Func<Situation, int> place, Func<Situation, TKin> kin, int most)
        where TKin : notnull
    {
        var expected = situations.GroupBy(kin).ToDictionary(g => g.Key, g => g.Average(s => s.Won ? 1.0 : 0));
        var buckets = new List<(int From, List<Situation> Matches)>();
        foreach (var next in situations.GroupBy(place).OrderBy(g => g.Key))
        {
            if (buckets.Count > 0 && (buckets.Count == most || buckets[^1].Matches.Count < FewestInBucket))
                buckets[^1].Matches.AddRange(next);
            else
                buckets.Add((next.Key, [.. next]));
        }

        if (buckets.Count > 1 && buckets[^1].Matches.Count < FewestInBucket)
        {
            buckets[^2].Matches.AddRange(buckets[^1].Matches);
            buckets.RemoveAt(buckets.Count - 1);
        }

        return [.. buckets.Select((b, i) => new StopBucket(b.From, i + 1 < buckets.Count ? buckets[i + 1].From - 1 : null,
            WinLoss.Of([.. b.Matches.Select(s => (MatchResult?)(s.Won ? MatchResult.Win : MatchResult.Loss))]), b.Matches.Average(s => expected[kin(s)])))];
    }
}
