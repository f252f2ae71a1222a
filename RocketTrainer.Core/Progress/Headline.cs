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

    /// <summary>Those whose highest value is a feat.</summary>
    public static readonly ImmutableArray<Stat> Records = [.. new[] { "core.score", "core.goals", "core.assists", "core.saves", "core.shots", "demo.inflicted" }.Select(StatCatalog.Get)];
}
