using System.Globalization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Players.Trend;

/// <summary>What a trend can be of: a stat, or one of the skills.</summary>
public abstract record Measure(string Key, string Kind, string Label, string Unit, int Decimals)
{
    public sealed record OfStat(Stat Stat) : Measure(Stat.Key, Stat.Block.ToString(), Stat.Label, Stat.Type == StatType.Flag ? "" : StatFormat.Unit(Stat.Unit), Stat.Type == StatType.Measure ? 1 : 2)
    {
        public override string Text(double value) => StatFormat.WithUnit(value, Stat);
    }

    /// <summary>In standard deviations of one match among players of the rank.</summary>
    public sealed record OfSkill(SkillGroupEntry Group) : Measure($"skill.{Group.Group.ToString().ToLowerInvariant()}", "Skill", Group.Label, "SD", 2)
    {
        public override string Text(double value) => string.Create(CultureInfo.CurrentCulture, $"{value:0.##} {Unit}");
    }

    /// <summary>A value with its unit.</summary>
    public abstract string Text(double value);
}
