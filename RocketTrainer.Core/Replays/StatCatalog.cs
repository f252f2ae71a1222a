using System.Collections.Frozen;
using System.Collections.Immutable;
using static RocketTrainer.Core.Replays.Better;
using static RocketTrainer.Core.Replays.StatOwner;
using static RocketTrainer.Core.Replays.StatType;
using static RocketTrainer.Core.Replays.StatUnit;

namespace RocketTrainer.Core.Replays;

/// <summary>
/// Every stat that Ballchasing gives for a player or a team, in Ballchasing's order. A team's boost rates and averages
/// (<c>bpm</c>, <c>bcpm</c>, <c>avg_amount</c>) are sums over its players, as Ballchasing gives them.
/// </summary>
public static class StatCatalog
{
    /// <summary>All rows; the position in this list is a stat's ordinal in <see cref="StatValues"/>.</summary>
    public static readonly ImmutableArray<Stat> All =
    [
        Sum("ball.possession_time", Team, Seconds, Higher, "Possession", "Seconds in which this team was the last to touch the ball."),
        Sum("ball.time_in_side", Team, Seconds, Lower, "Ball in own half", "Seconds the ball spent in this team's half."),

        Count("core.shots", Both, Higher, "Shots", "Touches that sent the ball at the goal and would have scored, goals included."),
        Count("core.shots_against", Both, Lower, "Shots against", "Shots the other team took in the whole match, also while this player was away."),
        Count("core.goals", Both, Higher, "Goals", "Goals scored."),
        Count("core.goals_against", Both, Lower, "Goals against", "Goals the other team scored in the whole match, also while this player was away."),
        Count("core.saves", Both, Higher, "Saves", "Shots on the own goal kept out."),
        Count("core.assists", Both, Higher, "Assists", "Touches that led to a team-mate's goal."),
        Count("core.score", Both, Higher, "Score", "The scoreboard's points, as the game awards them.", Points),
        Flag("core.mvp", "MVP", "Whether this was the best score on the winning team."),
        Mean("core.shooting_percentage", Both, Percent, Higher, "Shooting", "Goals per hundred shots; passes 100 when the game counted a goal without a shot."),

        Mean("boost.bpm", Both, BoostPerMinute, Higher, "Boost used", "Boost used per minute of play."),
        Mean("boost.bcpm", Both, BoostPerMinute, Higher, "Boost collected", "Boost collected per minute of play."),
        Mean("boost.avg_amount", Both, Boost, Neither, "Average boost", "Boost in the tank on average, 0 to 100."),
        Sum("boost.amount_collected", Both, Boost, Higher, "Boost collected, total", "Boost taken from pads, big and small together."),
        Sum("boost.amount_stolen", Both, Boost, Higher, "Boost stolen, total", "Boost taken from pads in the opponents' half; part of what was collected."),
        Sum("boost.amount_collected_big", Both, Boost, Higher, "Collected from big pads", "Boost taken from the six big pads."),
        Sum("boost.amount_stolen_big", Both, Boost, Higher, "Stolen from big pads", "Boost taken from big pads in the opponents' half."),
        Sum("boost.amount_collected_small", Both, Boost, Higher, "Collected from small pads", "Boost taken from small pads."),
        Sum("boost.amount_stolen_small", Both, Boost, Higher, "Stolen from small pads", "Boost taken from small pads in the opponents' half."),
        Count("boost.count_collected_big", Both, Higher, "Big pads", "Big pads picked up."),
        Count("boost.count_stolen_big", Both, Higher, "Big pads stolen", "Big pads picked up in the opponents' half."),
        Count("boost.count_collected_small", Both, Higher, "Small pads", "Small pads picked up."),
        Count("boost.count_stolen_small", Both, Higher, "Small pads stolen", "Small pads picked up in the opponents' half."),
        Sum("boost.amount_overfill", Both, Boost, Lower, "Overfill", "Boost that was wasted because the tank was already too full for the pad."),
        Sum("boost.amount_overfill_stolen", Both, Boost, Neither, "Overfill, stolen", "Overfill on pads in the opponents' half: wasted for you, but taken from them."),
        Sum("boost.amount_used_while_supersonic", Both, Boost, Lower, "Used while supersonic", "Boost burnt at a speed that boost can't raise any more."),
        Sum("boost.time_zero_boost", Both, Seconds, Lower, "Empty tank", "Seconds with no boost at all."),
        Mean("boost.percent_zero_boost", Player, Percent, Lower, "Empty tank, share", "Share of the time with no boost at all."),
        Sum("boost.time_full_boost", Both, Seconds, Neither, "Full tank", "Seconds with a full tank."),
        Mean("boost.percent_full_boost", Player, Percent, Neither, "Full tank, share", "Share of the time with a full tank."),
        Sum("boost.time_boost_0_25", Both, Seconds, Lower, "Boost 0 to 25", "Seconds with at most 25 boost."),
        Sum("boost.time_boost_25_50", Both, Seconds, Neither, "Boost 25 to 50", "Seconds with 25 to 50 boost."),
        Sum("boost.time_boost_50_75", Both, Seconds, Neither, "Boost 50 to 75", "Seconds with 50 to 75 boost."),
        Sum("boost.time_boost_75_100", Both, Seconds, Neither, "Boost 75 to 100", "Seconds with at least 75 boost."),
        Mean("boost.percent_boost_0_25", Player, Percent, Lower, "Boost 0 to 25, share", "Share of the time with at most 25 boost."),
        Mean("boost.percent_boost_25_50", Player, Percent, Neither, "Boost 25 to 50, share", "Share of the time with 25 to 50 boost."),
        Mean("boost.percent_boost_50_75", Player, Percent, Neither, "Boost 50 to 75, share", "Share of the time with 50 to 75 boost."),
        Mean("boost.percent_boost_75_100", Player, Percent, Neither, "Boost 75 to 100, share", "Share of the time with at least 75 boost."),

        Mean("movement.avg_speed", Player, UnrealUnitsPerSecond, Higher, "Average speed", "The car's average speed; 2,300 is the top."),
        Sum("movement.total_distance", Both, UnrealUnits, Higher, "Distance", "How far the car moved in the match."),
        Sum("movement.time_supersonic_speed", Both, Seconds, Higher, "Supersonic", "Seconds at supersonic speed, from about 2,200 uu/s."),
        Sum("movement.time_boost_speed", Both, Seconds, Higher, "Boost speed", "Seconds faster than a car gets without boost, but not supersonic."),
        Sum("movement.time_slow_speed", Both, Seconds, Lower, "Slow", "Seconds at a speed that needs no boost, up to about 1,400 uu/s."),
        Sum("movement.time_ground", Both, Seconds, Lower, "On the ground", "Seconds on the ground."),
        Sum("movement.time_low_air", Both, Seconds, Higher, "Low in the air", "Seconds off the ground, below the height of the goal."),
        Sum("movement.time_high_air", Both, Seconds, Higher, "High in the air", "Seconds above the height of the goal."),
        Sum("movement.time_powerslide", Both, Seconds, Higher, "Powersliding", "Seconds with the powerslide held."),
        Count("movement.count_powerslide", Both, Higher, "Powerslides", "How often the powerslide was used."),
        Mean("movement.avg_powerslide_duration", Player, Seconds, Lower, "Powerslide length", "Seconds a powerslide lasted on average; short taps turn without losing speed."),
        Mean("movement.avg_speed_percentage", Player, Percent, Higher, "Average speed, share of top", "Average speed as a share of the top speed of 2,300 uu/s."),
        Mean("movement.percent_slow_speed", Player, Percent, Lower, "Slow, share", "Share of the time at a speed that needs no boost."),
        Mean("movement.percent_boost_speed", Player, Percent, Higher, "Boost speed, share", "Share of the time faster than a car gets without boost, but not supersonic."),
        Mean("movement.percent_supersonic_speed", Player, Percent, Higher, "Supersonic, share", "Share of the time at supersonic speed."),
        Mean("movement.percent_ground", Player, Percent, Lower, "On the ground, share", "Share of the time on the ground."),
        Mean("movement.percent_low_air", Player, Percent, Higher, "Low in the air, share", "Share of the time off the ground, below the height of the goal."),
        Mean("movement.percent_high_air", Player, Percent, Higher, "High in the air, share", "Share of the time above the height of the goal."),

        Mean("positioning.avg_distance_to_ball", Player, UnrealUnits, Neither, "Distance to ball", "Average distance between car and ball."),
        Mean("positioning.avg_distance_to_ball_possession", Player, UnrealUnits, Neither, "Distance to ball, own possession", "Average distance to the ball while the own team had it."),
        Mean("positioning.avg_distance_to_ball_no_possession", Player, UnrealUnits, Neither, "Distance to ball, their possession", "Average distance to the ball while the other team had it."),
        Mean("positioning.avg_distance_to_mates", Player, UnrealUnits, Neither, "Distance to team-mates", "Average distance to the team-mates; there is none in 1v1."),
        Sum("positioning.time_defensive_third", Both, Seconds, Neither, "Defensive third", "Seconds in the own third of the field."),
        Sum("positioning.time_neutral_third", Both, Seconds, Neither, "Neutral third", "Seconds in the middle third of the field."),
        Sum("positioning.time_offensive_third", Both, Seconds, Neither, "Offensive third", "Seconds in the opponents' third of the field."),
        Sum("positioning.time_defensive_half", Both, Seconds, Neither, "Defensive half", "Seconds in the own half."),
        Sum("positioning.time_offensive_half", Both, Seconds, Neither, "Offensive half", "Seconds in the opponents' half."),
        Sum("positioning.time_behind_ball", Both, Seconds, Higher, "Behind the ball", "Seconds between the ball and the own goal."),
        Sum("positioning.time_infront_ball", Both, Seconds, Lower, "In front of the ball", "Seconds on the far side of the ball, where the own goal is open."),
        Sum("positioning.time_most_back", Player, Seconds, Neither, "Last back", "Seconds as the rearmost player of the team; nobody's when there are no team-mates."),
        Sum("positioning.time_most_forward", Player, Seconds, Neither, "Furthest forward", "Seconds as the foremost player of the team."),
        Count("positioning.goals_against_while_last_defender", Player, Lower, "Beaten as last man", "Goals the other team scored while this player was the rearmost.", absence: Absence.Zero),
        Sum("positioning.time_closest_to_ball", Player, Seconds, Neither, "Closest to ball", "Seconds as the team's player closest to the ball."),
        Sum("positioning.time_farthest_from_ball", Player, Seconds, Neither, "Farthest from ball", "Seconds as the team's player farthest from the ball."),
        Mean("positioning.percent_defensive_third", Player, Percent, Neither, "Defensive third, share", "Share of the time in the own third."),
        Mean("positioning.percent_offensive_third", Player, Percent, Neither, "Offensive third, share", "Share of the time in the opponents' third."),
        Mean("positioning.percent_neutral_third", Player, Percent, Neither, "Neutral third, share", "Share of the time in the middle third."),
        Mean("positioning.percent_defensive_half", Player, Percent, Neither, "Defensive half, share", "Share of the time in the own half."),
        Mean("positioning.percent_offensive_half", Player, Percent, Neither, "Offensive half, share", "Share of the time in the opponents' half."),
        Mean("positioning.percent_behind_ball", Player, Percent, Higher, "Behind the ball, share", "Share of the time between the ball and the own goal."),
        Mean("positioning.percent_infront_ball", Player, Percent, Lower, "In front of the ball, share", "Share of the time on the far side of the ball."),
        Mean("positioning.percent_most_back", Player, Percent, Neither, "Last back, share", "Share of the time as the rearmost player of the team."),
        Mean("positioning.percent_most_forward", Player, Percent, Neither, "Furthest forward, share", "Share of the time as the foremost player of the team."),
        Mean("positioning.percent_closest_to_ball", Player, Percent, Neither, "Closest to ball, share", "Share of the time as the team's player closest to the ball."),
        Mean("positioning.percent_farthest_from_ball", Player, Percent, Neither, "Farthest from ball, share", "Share of the time as the team's player farthest from the ball."),

        Count("demo.inflicted", Both, Higher, "Demolitions", "Opponents demolished."),
        Count("demo.taken", Both, Lower, "Demolished", "How often this player was demolished."),
    ];

    /// <summary>The stats of a player's row, in catalogue order.</summary>
    public static readonly ImmutableArray<Stat> OfPlayer = [.. All.Where(s => s.Owner.HasFlag(Player))];

    /// <summary>The stats of a team's row, in catalogue order.</summary>
    public static readonly ImmutableArray<Stat> OfTeam = [.. All.Where(s => s.Owner.HasFlag(Team))];

    private static readonly FrozenDictionary<string, int> Ordinals =
        All.Select((stat, ordinal) => (stat.Key, ordinal)).ToFrozenDictionary(x => x.Key, x => x.ordinal, StringComparer.Ordinal);

    private static readonly ImmutableArray<(int Ordinal, Stat Stat)> OrdinalsOfPlayer = [.. OfPlayer.Select(s => (Ordinals[s.Key], s))];
    private static readonly ImmutableArray<(int Ordinal, Stat Stat)> OrdinalsOfTeam = [.. OfTeam.Select(s => (Ordinals[s.Key], s))];

    /// <summary>The stats of a player's or a team's row.</summary>
    public static ImmutableArray<Stat> Of(StatOwner owner) => owner == Team ? OfTeam : OfPlayer;

    /// <summary>The same, each with its position in <see cref="All"/>.</summary>
    internal static ImmutableArray<(int Ordinal, Stat Stat)> WithOrdinals(StatOwner owner) => owner == Team ? OrdinalsOfTeam : OrdinalsOfPlayer;

    /// <summary>The position of <paramref name="key"/> in <see cref="All"/>, or -1.</summary>
    public static int OrdinalOf(string key) => Ordinals.GetValueOrDefault(key, -1);

    /// <exception cref="KeyNotFoundException">There is no stat with this key.</exception>
    public static Stat Get(string key) => All[Ordinals[key]];

    private static Stat Count(string key, StatOwner owner, Better better, string label, string description,
        StatUnit unit = None, Absence absence = Absence.Unknown) =>
        Row(key, owner, StatType.Count, unit, better, absence, growsWithTime: true, label, description);

    private static Stat Flag(string key, string label, string description) =>
        Row(key, Player, StatType.Flag, None, Higher, Absence.Zero, growsWithTime: false, label, description);

    private static Stat Sum(string key, StatOwner owner, StatUnit unit, Better better, string label, string description) =>
        Row(key, owner, Measure, unit, better, Absence.Unknown, growsWithTime: true, label, description);

    private static Stat Mean(string key, StatOwner owner, StatUnit unit, Better better, string label, string description) =>
        Row(key, owner, Measure, unit, better, Absence.Unknown, growsWithTime: false, label, description);

    private static Stat Row(string key, StatOwner owner, StatType type, StatUnit unit, Better better, Absence absence,
        bool growsWithTime, string label, string description) => new()
    {
        Key = key, Owner = owner, Type = type, Unit = unit, Better = better, Absence = absence,
        GrowsWithTime = growsWithTime, Label = label, Description = description,
    };
}
