using System.Text.Json;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>The numbers of a player or team in a detail's <c>stats</c>, in Ballchasing's order.</summary>
internal enum PayloadStat
{
    Shots, ShotsAgainst, Goals, GoalsAgainst, Saves, Assists, Score, ShootingPercentage,
    Bpm, Bcpm, AvgAmount, Collected, Stolen, CollectedBig, StolenBig, CollectedSmall, StolenSmall,
    CountCollectedBig, CountStolenBig, CountCollectedSmall, CountStolenSmall, Overfill, OverfillStolen, UsedWhileSupersonic,
    TimeZero, PercentZero, TimeFull, PercentFull, Time0To25, Time25To50, Time50To75, Time75To100, Percent0To25, Percent25To50, Percent50To75, Percent75To100,
    AvgSpeed, TotalDistance, TimeSupersonic, TimeBoostSpeed, TimeSlow, TimeGround, TimeLowAir, TimeHighAir, TimePowerslide, CountPowerslide,
    AvgPowerslideDuration, AvgSpeedPercentage, PercentSlow, PercentBoostSpeed, PercentSupersonic, PercentGround, PercentLowAir, PercentHighAir,
    DistanceToBall, DistanceToBallPossession, DistanceToBallNoPossession, DistanceToMates,
    TimeDefensiveThird, TimeNeutralThird, TimeOffensiveThird, TimeDefensiveHalf, TimeOffensiveHalf, TimeBehindBall, TimeInfrontBall,
    TimeMostBack, TimeMostForward, GoalsAgainstWhileLastDefender, TimeClosestToBall, TimeFarthestFromBall,
    PercentDefensiveThird, PercentOffensiveThird, PercentNeutralThird, PercentDefensiveHalf, PercentOffensiveHalf, PercentBehindBall, PercentInfrontBall,
    PercentMostBack, PercentMostForward, PercentClosestToBall, PercentFarthestFromBall,
    DemosInflicted, DemosTaken,
}

/// <summary>How a number is put into JSON: under which block and name, whole or not, and whether a team has it, as a sum over its players.</summary>
internal sealed record PayloadMember(PayloadStat Stat, string Block, string Name, bool Whole, bool OfTeam)
{
    public JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(Name);
}

internal static class PayloadStats
{
    public static readonly int Count = Enum.GetValues<PayloadStat>().Length;

    private static readonly string[] Names =
    [
        "core", "shots*", "shots_against*", "goals*", "goals_against*", "saves*", "assists*", "score*", "shooting_percentage+",
        "boost", "bpm*", "bcpm+", "avg_amount+", "amount_collected*", "amount_stolen*", "amount_collected_big*", "amount_stolen_big*",
        "amount_collected_small*", "amount_stolen_small*", "count_collected_big*", "count_stolen_big*", "count_collected_small*", "count_stolen_small*",
        "amount_overfill*", "amount_overfill_stolen*", "amount_used_while_supersonic*",
        "time_zero_boost+", "percent_zero_boost", "time_full_boost+", "percent_full_boost",
        "time_boost_0_25+", "time_boost_25_50+", "time_boost_50_75+", "time_boost_75_100+",
        "percent_boost_0_25", "percent_boost_25_50", "percent_boost_50_75", "percent_boost_75_100",
        "movement", "avg_speed#", "total_distance*", "time_supersonic_speed+", "time_boost_speed+", "time_slow_speed+", "time_ground+", "time_low_air+",
        "time_high_air+", "time_powerslide+", "count_powerslide*", "avg_powerslide_duration", "avg_speed_percentage",
        "percent_slow_speed", "percent_boost_speed", "percent_supersonic_speed", "percent_ground", "percent_low_air", "percent_high_air",
        "positioning", "avg_distance_to_ball#", "avg_distance_to_ball_possession#", "avg_distance_to_ball_no_possession#", "avg_distance_to_mates#",
        "time_defensive_third+", "time_neutral_third+", "time_offensive_third+", "time_defensive_half+", "time_offensive_half+", "time_behind_ball+",
        "time_infront_ball+", "time_most_back", "time_most_forward", "goals_against_while_last_defender#", "time_closest_to_ball", "time_farthest_from_ball",
        "percent_defensive_third", "percent_offensive_third", "percent_neutral_third", "percent_defensive_half", "percent_offensive_half",
        "percent_behind_ball", "percent_infront_ball", "percent_most_back", "percent_most_forward", "percent_closest_to_ball", "percent_farthest_from_ball",
        "demo", "inflicted*", "taken*",
    ];

    /// <summary>Every member in order. In the list above * is a whole number and + any number that teams have too, # a whole number of players only.</summary>
    public static readonly PayloadMember[] All = Read();

    public static readonly string[] Blocks = ["core", "boost", "movement", "positioning", "demo"];

    public static readonly PayloadMember[][] ByBlock = [.. Blocks.Select(block => All.Where(m => m.Block == block).ToArray())];

    private static PayloadMember[] Read()
    {
        var (block, members) = ("", new List<PayloadMember>());
        foreach (var name in Names)
        {
            if (name is "core" or "boost" or "movement" or "positioning" or "demo") block = name;
            else members.Add(new((PayloadStat)members.Count, block, name.TrimEnd('*', '+', '#'), name[^1] is '*' or '#', name[^1] is '*' or '+'));
        }
        return [.. members];
    }
}
