using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>A player's skills among those of his rank, reckoned from payloads as the glossary defines them.</summary>
internal sealed class RecountedSkills
{
    private const int Window = 50;
    private const int Fewest = 10;

    /// <summary>Each with its stats, a minus before those of which less is better, and what share of a game's variance lies between players.</summary>
    private static readonly (string Label, double Reliability, string[] Stats)[] Groups =
    [
        ("Finishing", .08, ["core.goals", "core.shots"]),
        ("Playmaking", .07, ["core.assists"]),
        ("Defending", .02, ["core.saves", "-core.shots_against"]),
        ("Boost economy", .28, ["boost.count_collected_small", "boost.bcpm", "-boost.amount_overfill", "boost.amount_stolen"]),
        ("Boost control", .37, ["-boost.percent_zero_boost", "-boost.percent_boost_0_25", "-boost.amount_used_while_supersonic"]),
        ("Speed", .38, ["movement.avg_speed", "movement.percent_supersonic_speed", "-movement.percent_slow_speed"]),
        ("Aerial", .40, ["movement.percent_high_air", "movement.percent_low_air"]),
        ("Powerslide", .40, ["movement.count_powerslide", "-movement.avg_powerslide_duration"]),
        ("Goalside", .13, ["positioning.percent_behind_ball"]),
        ("Rotation", .04, ["-positioning.percent_most_back", "-positioning.percent_most_forward"]),
        ("Ball proximity", .15, ["-positioning.avg_distance_to_ball", "-positioning.avg_distance_to_ball_no_possession"]),
        ("Demos", .02, ["demo.inflicted", "-demo.taken"]),
    ];

    private readonly Dictionary<string, (double Mean, double Spread)?> _norms = new(StringComparer.Ordinal);

    /// <param name="matches">All that are stored, newest first.</param>
    public RecountedSkills(IReadOnlyList<RawMatch> matches, string account, string playlist)
    {
        var lines = matches.Where(m => m.Playlist == playlist).SelectMany(m => m.Lines).ToList();
        var own = lines.Where(l => l.Account == account).ToList();
        Tier = own.First(l => l.Tier > 0).Tier!.Value;
        Peers =
        [
            .. lines.Where(l => l.Account is not null && l.Tier > 0).Take(20_000).Where(IsWhole).Where(l => Math.Abs(l.Tier!.Value - Tier) <= 1)
                .GroupBy(l => l.Account, StringComparer.Ordinal).SelectMany(g => g.Take(20)),
        ];
        Games = [.. own.Take(Window).Where(IsWhole)];
        Skills = [.. Groups.Select(g => (g.Label, Percentile(g.Stats, g.Reliability))).Where(s => s.Item2 is not null).Select(s => (s.Label, s.Item2!.Value))];
    }

    public int Tier { get; }

    /// <summary>The player's own newest games.</summary>
    public IReadOnlyList<RawLine> Games { get; }

    /// <summary>The games that they are held against.</summary>
    public IReadOnlyList<RawLine> Peers { get; }

    public IReadOnlyList<(string Label, double Percentile)> Skills { get; }

    private static bool IsWhole(RawLine game) => game.Minutes >= 2.5;

    private double? Percentile(string[] stats, double reliability)
    {
        var own = Games.Select(g => Composite(g, stats)).OfType<double>().ToArray();
        var peers = Peers.Select(g => Composite(g, stats)).OfType<double>().ToArray();
        if (own.Length < Fewest || peers.Length < 2)
            return null;
        var between = reliability * Variance(peers);
        if (between == 0)
            return null;
        // A player's true mean, before and after these games: normal with the variance between players, and each game's own.
        var drawn = own.Average() * (1 / (1 + (Variance(own) / own.Length / between)));
        return 100 * Normal.CDF(0, Math.Sqrt(between), drawn);
    }

    private double? Composite(RawLine game, string[] stats)
    {
        var known = stats.Select(s => Deviation(game, s.TrimStart('-')) * (s[0] == '-' ? -1 : 1)).OfType<double>().ToList();
        return known.Count < stats.Length / 2.0 ? null : known.Average();
    }

    private double? Deviation(RawLine game, string key)
    {
        if (!_norms.TryGetValue(key, out var norm))
        {
            var all = Peers.Select(g => Even(g, key)).OfType<double>().ToArray();
            _norms[key] = norm = all.Length < 2 || Variance(all) == 0 ? null : (all.Average(), Math.Sqrt(Variance(all)));
        }

        return Even(game, key) is { } own && norm is { } usual ? Math.Clamp((own - usual.Mean) / usual.Spread, -4, 4) : null;
    }

    /// <summary>What adds up over time per minute, of counts the square root.</summary>
    private static double? Even(RawLine game, string key)
    {
        var stat = StatCatalog.Get(key);
        var rate = stat.GrowsWithTime ? game[key] / game.Minutes : game[key];
        return rate is { } given && stat is { Type: StatType.Count, GrowsWithTime: true } ? Math.Sqrt(given) : rate;
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }
}
