using System.Collections.Immutable;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>The stats that are told first, when nobody asks for particular ones.</summary>
public static class Headline
{
    public static readonly ImmutableArray<Stat> Stats =
    [
        .. new[]
        {
            "core.score", "core.goals", "core.assists", "core.saves", "core.shots", "core.shooting_percentage", "core.mvp",
            "boost.bpm", "boost.bcpm", "boost.avg_amount", "boost.amount_stolen", "boost.percent_zero_boost",
            "movement.avg_speed", "movement.percent_supersonic_speed", "positioning.percent_behind_ball", "positioning.goals_against_while_last_defender",
            "demo.inflicted", "demo.taken",
        }.Select(StatCatalog.Get),
    ];

    /// <summary>
    /// Those by which wins can be told from losses without saying the same twice: whoever scores more has won, so nothing
    /// of the scoreboard is among them.
    /// </summary>
    public static readonly ImmutableArray<Stat> BehindResults =
    [
        .. new[]
        {
            "boost.bpm", "boost.bcpm", "boost.avg_amount", "boost.percent_zero_boost", "boost.amount_stolen", "boost.count_collected_small",
            "movement.avg_speed", "movement.percent_supersonic_speed", "movement.percent_slow_speed", "movement.percent_ground", "movement.percent_high_air",
            "positioning.percent_behind_ball", "positioning.percent_offensive_half", "positioning.percent_most_back", "positioning.percent_closest_to_ball",
            "positioning.avg_distance_to_ball", "demo.inflicted", "demo.taken",
        }.Select(StatCatalog.Get),
    ];

    /// <summary>Those whose highest value is a feat.</summary>
    public static readonly ImmutableArray<Stat> Records = [.. new[] { "core.score", "core.goals", "core.assists", "core.saves", "core.shots", "demo.inflicted" }.Select(StatCatalog.Get)];
}
