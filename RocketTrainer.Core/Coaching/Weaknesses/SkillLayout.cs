using System.Collections.Immutable;

namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>How a stat becomes a score that lies about evenly on both sides of its mean.</summary>
public enum StatScale
{
    /// <summary>Averages and shares, as they are.</summary>
    AsIs,

    /// <summary>The square root of the amount per minute: it levels the variance of what is counted.</summary>
    RootPerMinute,

    /// <summary>How near a share lies to a third, per cent; 0 at most. For what three mates divide among them.</summary>
    NearAThird,
}

/// <summary>Whose value of the same stat says what the lobby did to everybody's.</summary>
[Flags]
public enum LobbyPeers
{
    None = 0,
    Opponents = 1,
    Mates = 2,
    Both = Opponents | Mates,
}

/// <param name="Stat">What it is called where the games come from.</param>
/// <param name="Sign">1 where more is better, -1 where less is.</param>
/// <param name="Peers">What mates divide among them adds up to a constant and would give a player's own value away: opponents only.</param>
/// <param name="Weight">In the group's composite, relative to its other stats; 0 or more.</param>
public sealed record SkillStat(string Stat, string Group, int Sign, StatScale Scale, LobbyPeers Peers = LobbyPeers.Both, double Weight = 1)
{
    private const double Third = 100.0 / 3;

    /// <summary>Higher is better. NaN where the value is unknown.</summary>
    /// <param name="value">As it was given, not per minute.</param>
    /// <param name="minutes">Of play, above 0.</param>
    public double Score(double value, double minutes) => Sign * Scale switch
    {
        StatScale.RootPerMinute => Math.Sqrt(Math.Max(0, value / minutes)),
        StatScale.NearAThird => -Math.Abs(value - Third),
        _ => value,
    };
}

/// <summary>The stats that a detector looks at, in its order, and the groups that they form.</summary>
public sealed class SkillLayout
{
    public SkillLayout(IEnumerable<SkillStat> stats)
    {
        Stats = [.. stats];
        Groups = [.. Stats.Select(s => s.Group).Distinct(StringComparer.Ordinal)];
        StatsOf = [.. Groups.Select(group => Enumerable.Range(0, Stats.Length).Where(s => Stats[s].Group == group).ToImmutableArray())];
    }

    public ImmutableArray<SkillStat> Stats { get; }

    public ImmutableArray<string> Groups { get; }

    /// <summary>By group, the places of its stats.</summary>
    public ImmutableArray<ImmutableArray<int>> StatsOf { get; }
}
