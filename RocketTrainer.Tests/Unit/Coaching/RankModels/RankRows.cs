using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Unit.Coaching.RankModels;

/// <summary>Made-up players: of each rank what is usual there, after the shipped norms, and chance.</summary>
internal static class RankRows
{
    private const double Minutes = 6;

    private static readonly string[] Thirds = ["positioning.time_defensive_third", "positioning.time_neutral_third", "positioning.time_offensive_third"];

    /// <summary>So many 3v3 matches, their tiers going from 1 to 21 and again; everybody in a match is of its tier.</summary>
    public static List<RankRow> Matches(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).SelectMany(match => Enumerable.Range(0, 6).Select(_ =>
            new RankRow($"m{match}", $"m{match}", Player(1 + (match % 21), random), 1 + (match % 21), Minutes * 60, IsRecent: true, IsWhole: true)))];
    }

    /// <summary>A player of a tier, 1 to 21; without chance exactly the usual one.</summary>
    public static double[] Player(int tier, Random? random = null)
    {
        var values = Array.ConvertAll([.. PlayerGame.Stats], stat =>
        {
            var norms = ShippedNorms.Of(stat);
            if (norms.Count == 0)
                return double.NaN;
            var norm = norms[tier - 1];
            var rate = norm.Mean + (random is null ? 0 : norm.Spread * 0.5 * ((2 * random.NextDouble()) - 1));
            return Math.Max(0, stat.GrowsWithTime ? rate * Minutes : rate);
        });
        foreach (var third in Thirds)
            values[Place(third)] = Minutes * 60 / Thirds.Length;
        return values;
    }

    /// <summary>Six such players.</summary>
    public static RankMatch Match(int tier) => new(new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero), Minutes * 60, [.. Enumerable.Range(0, 6).Select(_ => Player(tier))]);

    public static int Place(string key) => PlayerGame.PlaceOf(StatCatalog.Get(key));
}
