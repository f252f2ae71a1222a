using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// Ballchasing's stats in their groups, as <see cref="SkillGroups"/> has them but for two: how long a powerslide is says nothing in
/// sums over games, and the distance to the ball is taken with and without possession.
/// </summary>
internal static class BallchasingStats
{
    public static readonly SkillLayout Layout = new(
    [
        Count("core.goals", SkillGroup.Finishing),
        Count("core.shots", SkillGroup.Finishing),
        Count("core.assists", SkillGroup.Playmaking),
        Count("core.saves", SkillGroup.Defending),
        Count("core.shots_against", SkillGroup.Defending, -1, LobbyPeers.None),
        Count("boost.count_collected_small", SkillGroup.BoostEconomy),
        Share("boost.bcpm", SkillGroup.BoostEconomy),
        Count("boost.amount_overfill", SkillGroup.BoostEconomy, -1),
        Count("boost.amount_stolen", SkillGroup.BoostEconomy),
        Share("boost.percent_zero_boost", SkillGroup.BoostControl, -1),
        Share("boost.percent_boost_0_25", SkillGroup.BoostControl, -1),
        Count("boost.amount_used_while_supersonic", SkillGroup.BoostControl, -1),
        Share("movement.avg_speed", SkillGroup.Speed),
        Share("movement.percent_supersonic_speed", SkillGroup.Speed),
        Share("movement.percent_slow_speed", SkillGroup.Speed, -1),
        Share("movement.percent_high_air", SkillGroup.Aerial),
        Share("movement.percent_low_air", SkillGroup.Aerial),
        Count("movement.count_powerslide", SkillGroup.Powerslide),
        Share("positioning.percent_behind_ball", SkillGroup.Goalside),
        new("positioning.percent_most_back", nameof(SkillGroup.Rotation), 1, StatScale.NearAThird, LobbyPeers.Opponents),
        new("positioning.percent_most_forward", nameof(SkillGroup.Rotation), 1, StatScale.NearAThird, LobbyPeers.Opponents),
        Share("positioning.avg_distance_to_ball_possession", SkillGroup.BallProximity, -1),
        Share("positioning.avg_distance_to_ball_no_possession", SkillGroup.BallProximity, -1),
        Count("demo.inflicted", SkillGroup.Demos),
        Count("demo.taken", SkillGroup.Demos, -1),
    ]);

    private static readonly Dictionary<string, string> Professional = new(StringComparer.Ordinal)
    {
        ["goals"] = "core.goals", ["shots"] = "core.shots", ["assists"] = "core.assists", ["saves"] = "core.saves",
        ["small_pads"] = "boost.count_collected_small", ["boost_gained"] = "boost.bcpm", ["overfill_big"] = "boost.amount_overfill",
        ["percent_empty"] = "boost.percent_zero_boost", ["percent_low_boost"] = "boost.percent_boost_0_25", ["boost_spent_supersonic"] = "boost.amount_used_while_supersonic",
        ["avg_speed"] = "movement.avg_speed", ["percent_supersonic"] = "movement.percent_supersonic_speed", ["percent_slow"] = "movement.percent_slow_speed",
        ["percent_high_air"] = "movement.percent_high_air", ["percent_low_air"] = "movement.percent_low_air", ["percent_behind_ball"] = "positioning.percent_behind_ball",
        ["percent_first_man"] = "positioning.percent_most_forward", ["percent_last_man"] = "positioning.percent_most_back",
        ["avg_ball_distance"] = "positioning.avg_distance_to_ball_no_possession", ["demos_inflicted"] = "demo.inflicted", ["demos_taken"] = "demo.taken",
    };

    /// <summary>What a stat of the professional games is called here; null where Ballchasing doesn't have it.</summary>
    public static string? OfProfessional(SkillStat stat) => Professional.GetValueOrDefault(stat.Stat);

    private static SkillStat Count(string stat, SkillGroup group, int sign = 1, LobbyPeers peers = LobbyPeers.Both) => new(stat, group.ToString(), sign, StatScale.RootPerMinute, peers);

    private static SkillStat Share(string stat, SkillGroup group, int sign = 1) => new(stat, group.ToString(), sign, StatScale.AsIs);
}
