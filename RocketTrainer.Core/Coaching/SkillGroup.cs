using System.Collections.Immutable;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>What the stats of a player say about one side of his play.</summary>
public enum SkillGroup { Finishing, Playmaking, Defending, BoostEconomy, BoostControl, Speed, Aerial, Powerslide, Goalside, Rotation, BallProximity, Demos }

/// <param name="Stats">Each with its sign: 1 where more is better, -1 where less is.</param>
/// <param name="Reliability">
/// The share of the variance of one match's composite that lies between players of one level rather than between matches of one
/// player, 0 to 1: measured on the matches of 59 professionals. It says how far a mean of so many matches can be trusted.
/// </param>
public sealed record SkillGroupEntry(SkillGroup Group, string Label, ImmutableArray<(Stat Stat, int Sign)> Stats, double Reliability);

/// <summary>The twelve groups. Signs go by what separates ranks and wins matches, not by folklore; a stat without either stands in none.</summary>
public static class SkillGroups
{
    public static readonly ImmutableArray<SkillGroupEntry> All =
    [
        Entry(SkillGroup.Finishing, "Finishing", .08, "core.goals", "core.shots"),
        Entry(SkillGroup.Playmaking, "Playmaking", .07, "core.assists"),
        Entry(SkillGroup.Defending, "Defending", .02, "core.saves", "-core.shots_against"),
        Entry(SkillGroup.BoostEconomy, "Boost economy", .28, "boost.count_collected_small", "boost.bcpm", "-boost.amount_overfill", "boost.amount_stolen"),
        Entry(SkillGroup.BoostControl, "Boost control", .37, "-boost.percent_zero_boost", "-boost.percent_boost_0_25", "-boost.amount_used_while_supersonic"),
        Entry(SkillGroup.Speed, "Speed", .38, "movement.avg_speed", "movement.percent_supersonic_speed", "-movement.percent_slow_speed"),
        Entry(SkillGroup.Aerial, "Aerial", .40, "movement.percent_high_air", "movement.percent_low_air"),
        Entry(SkillGroup.Powerslide, "Powerslide", .40, "movement.count_powerslide", "-movement.avg_powerslide_duration"),
        Entry(SkillGroup.Goalside, "Goalside", .13, "positioning.percent_behind_ball"),
        Entry(SkillGroup.Rotation, "Rotation", .04, "-positioning.percent_most_back", "-positioning.percent_most_forward"),
        Entry(SkillGroup.BallProximity, "Ball proximity", .15, "-positioning.avg_distance_to_ball", "-positioning.avg_distance_to_ball_no_possession"),
        Entry(SkillGroup.Demos, "Demos", .02, "demo.inflicted", "-demo.taken"),
    ];

    private static SkillGroupEntry Entry(SkillGroup group, string label, double reliability, params string[] stats) =>
        new(group, label, [.. stats.Select(s => s[0] == '-' ? (StatCatalog.Get(s[1..]), -1) : (StatCatalog.Get(s), 1))], reliability);
}
