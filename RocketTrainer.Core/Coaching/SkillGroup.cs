using System.Collections.Immutable;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>What the stats of a player say about one side of his play.</summary>
public enum SkillGroup { Finishing, Playmaking, Defending, BoostEconomy, BoostControl, Speed, Aerial, Powerslide, Goalside, Rotation, BallProximity, Demos }

/// <param name="Stats">What it is reckoned from.</param>
public sealed record SkillGroupEntry(SkillGroup Group, string Label, ImmutableArray<Stat> Stats)
{
    /// <summary>The place among the groups of <see cref="ShippedComponents.Layout"/>.</summary>
    public int Place { get; } = ShippedComponents.Layout.Groups.IndexOf(Group.ToString());
}

/// <summary>The twelve groups. Which stats they hold, and which way is good, says <see cref="ShippedComponents.Layout"/>.</summary>
public static class SkillGroups
{
    public static readonly ImmutableArray<SkillGroupEntry> All =
    [
        Entry(SkillGroup.Finishing, "Finishing"), Entry(SkillGroup.Playmaking, "Playmaking"), Entry(SkillGroup.Defending, "Defending"),
        Entry(SkillGroup.BoostEconomy, "Boost economy"), Entry(SkillGroup.BoostControl, "Boost control"), Entry(SkillGroup.Speed, "Speed"),
        Entry(SkillGroup.Aerial, "Aerial"), Entry(SkillGroup.Powerslide, "Powerslide"), Entry(SkillGroup.Goalside, "Goalside"),
        Entry(SkillGroup.Rotation, "Rotation"), Entry(SkillGroup.BallProximity, "Ball proximity"), Entry(SkillGroup.Demos, "Demos"),
    ];

    public static SkillGroupEntry Of(SkillGroup group) => All[(int)group];

    private static SkillGroupEntry Entry(SkillGroup group, string label) =>
        new(group, label, [.. ShippedComponents.Layout.Stats.Where(s => s.Group == group.ToString()).Select(s => StatCatalog.Get(s.Stat))]);
}
