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

    private static SkillStat Count(string stat, SkillGroup group, int sign = 1, LobbyPeers peers = LobbyPeers.Both) => new(stat, group.ToString(), sign, StatScale.RootPerMinute, peers);

    private static SkillStat Share(string stat, SkillGroup group, int sign = 1) => new(stat, group.ToString(), sign, StatScale.AsIs);
}
