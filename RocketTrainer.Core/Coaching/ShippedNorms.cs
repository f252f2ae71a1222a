using System.Collections.Frozen;
using System.Globalization;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <param name="Mean">Per minute of play where the stat adds up over time.</param>
/// <param name="Spread">The standard deviation of one player-game within a rank.</param>
public sealed record ShippedNorm(int Tier, double Mean, double Spread);

/// <summary>
/// What was usual in ranked 3v3 in public collections of 2021 and 2026, from Bronze I to Grand Champion III: for as long as too
/// few lobbies are stored here.
/// </summary>
public static class ShippedNorms
{
    public const string Playlist = "ranked-standard";

    private const string PerMinute = "_per_min";

    private static readonly FrozenDictionary<string, IReadOnlyList<ShippedNorm>> ByStat = Read();

    /// <summary>By tier, from 1 up; empty for stats of which the collections say nothing.</summary>
    public static IReadOnlyList<ShippedNorm> Of(Stat stat) => ByStat.TryGetValue(stat.Key, out var norms) ? norms : [];

    private static FrozenDictionary<string, IReadOnlyList<ShippedNorm>> Read()
    {
        var rows = EmbeddedTable.Rows(typeof(ShippedNorms), "rank-norms.csv").ToLookup(row => row[0], StringComparer.Ordinal);
        return rows.Select(stat => (Stat: Find(stat.Key), Means: Numbers(stat, "mean"), Spreads: Numbers(stat, "spread")))
            .ToFrozenDictionary(s => s.Stat.Key, s => (IReadOnlyList<ShippedNorm>)[.. s.Means.Zip(s.Spreads, (mean, spread) => (mean, spread)).Select((n, i) => new ShippedNorm(i + 1, n.mean, n.spread))], StringComparer.Ordinal);

        static double[] Numbers(IEnumerable<string[]> rows, string measure) => [.. rows.Single(row => row[2] == measure).Skip(3).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    private static Stat Find(string name) => name.EndsWith(PerMinute, StringComparison.Ordinal)
        ? StatCatalog.OfPlayer.Single(s => s.GrowsWithTime && s.Member == name[..^PerMinute.Length])
        : StatCatalog.OfPlayer.Single(s => s.Member == name);
}
