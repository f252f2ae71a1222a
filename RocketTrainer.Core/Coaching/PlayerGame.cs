using System.Collections.Immutable;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>
/// One player's stats in one match, made comparable: what adds up over time is per minute of play.
/// </summary>
public static class PlayerGame
{
    /// <summary>Matches shorter than this were given up or are no matches.</summary>
    public const double ShortestMinutes = 2.5;

    internal static readonly string[] Thirds = ["positioning.time_defensive_third", "positioning.time_neutral_third", "positioning.time_offensive_third"];

    /// <summary>The stats that are compared: all of a player's but yes and no.</summary>
    public static readonly ImmutableArray<Stat> Stats = [.. StatCatalog.OfPlayer.Where(s => s.Type != StatType.Flag)];

    private static readonly int[] ThirdPlaces = [.. Thirds.Select(key => Stats.IndexOf(Stats.First(s => s.Key == key)))];

    public static int PlaceOf(Stat stat) => Stats.IndexOf(stat);

    /// <summary>Minutes that the player was on the field, goal replays left out; NaN where it isn't known.</summary>
    /// <param name="values">In the order of <see cref="Stats"/>, NaN where unknown.</param>
    public static double Minutes(ReadOnlySpan<double> values) => (values[ThirdPlaces[0]] + values[ThirdPlaces[1]] + values[ThirdPlaces[2]]) / 60;

    /// <summary>The value as it is told: per minute where it adds up over time.</summary>
    public static double Rate(Stat stat, double value, double minutes) => stat.GrowsWithTime ? value / minutes : value;
}
