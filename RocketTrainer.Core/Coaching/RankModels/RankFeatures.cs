using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>
/// What the rank models see of a player: square roots of counts per minute on the field, averages and shares as they are, and seven
/// ratios. Whatever isn't known is NaN; the models take the training mean for it.
/// </summary>
internal static class RankFeatures
{
    private static readonly int[] PerMinute = Places(
        "core.shots", "core.goals", "core.saves", "core.assists", "core.score",
        "boost.amount_collected", "boost.amount_stolen", "boost.amount_collected_big", "boost.amount_stolen_big", "boost.amount_collected_small", "boost.amount_stolen_small",
        "boost.count_collected_big", "boost.count_stolen_big", "boost.count_collected_small", "boost.count_stolen_small",
        "boost.amount_overfill", "boost.amount_overfill_stolen", "boost.amount_used_while_supersonic",
        "movement.count_powerslide", "movement.time_powerslide", "demo.inflicted", "demo.taken");

    /// <summary>They tell of the opponents: right for a lobby's rank, left out of what somebody plays like.</summary>
    private static readonly int[] OfOpponents = Places("core.shots_against", "core.goals_against");

    private static readonly int[] AsGiven = Places(
        "boost.bpm", "boost.bcpm", "boost.avg_amount", "boost.percent_zero_boost", "boost.percent_full_boost",
        "boost.percent_boost_0_25", "boost.percent_boost_25_50", "boost.percent_boost_50_75", "boost.percent_boost_75_100",
        "movement.avg_speed", "movement.avg_powerslide_duration", "movement.percent_slow_speed", "movement.percent_boost_speed", "movement.percent_supersonic_speed",
        "movement.percent_ground", "movement.percent_low_air", "movement.percent_high_air",
        "positioning.avg_distance_to_ball", "positioning.avg_distance_to_ball_possession", "positioning.avg_distance_to_ball_no_possession", "positioning.avg_distance_to_mates",
        "positioning.percent_defensive_third", "positioning.percent_offensive_third", "positioning.percent_neutral_third", "positioning.percent_behind_ball",
        "positioning.percent_most_back", "positioning.percent_most_forward", "positioning.percent_closest_to_ball", "positioning.percent_farthest_from_ball", "core.shooting_percentage");

    private static readonly int Stolen = Place("boost.amount_stolen");
    private static readonly int Collected = Place("boost.amount_collected");
    private static readonly int CollectedSmall = Place("boost.amount_collected_small");
    private static readonly int UsedSupersonic = Place("boost.amount_used_while_supersonic");
    private static readonly int BoostPerMinute = Place("boost.bpm");
    private static readonly int Speed = Place("movement.avg_speed");
    private static readonly int Powerslides = Place("movement.count_powerslide");
    private static readonly int Distance = Place("movement.total_distance");
    private static readonly int DistanceWithPossession = Place("positioning.avg_distance_to_ball_possession");
    private static readonly int DistanceWithoutPossession = Place("positioning.avg_distance_to_ball_no_possession");

    /// <summary>59 numbers of one player alone; 61 with shots and goals against.</summary>
    /// <param name="values">In the order of <see cref="PlayerGame.Stats"/>, NaN where unknown.</param>
    public static float[] OfPlayer(double[] values, bool withOpponents)
    {
        var minutes = Math.Max(1 / 60.0, PlayerGame.Minutes(values));
        var kilometres = values[Distance] / 1e5;
        return
        [
            .. PerMinute.Select(Rate), .. withOpponents ? OfOpponents.Select(Rate) : [], .. AsGiven.Select(place => (float)values[place]),
            Ratio(values[Stolen], values[Collected]),
            Ratio(values[CollectedSmall], values[Collected]),
            Ratio(values[UsedSupersonic], values[BoostPerMinute] * minutes),
            Ratio(values[Speed], values[BoostPerMinute] + 100),
            Ratio(values[Powerslides], kilometres),
            (float)(values[DistanceWithoutPossession] - values[DistanceWithPossession]),
            (float)(values[Distance] / (minutes * 60)),
        ];

        float Rate(int place) => (float)Math.Sqrt(Math.Max(0, values[place] / minutes));
    }

    /// <summary>For what somebody plays like: himself, and whether the match is recent. 60 numbers a row.</summary>
    public static float[][] Own(IReadOnlyList<RankRow> rows) => [.. rows.Select(row => (float[])[.. OfPlayer(row.Values, withOpponents: false), row.IsRecent ? 1 : 0])];

    /// <summary>
    /// For a lobby's rank: himself, the mean of everybody in his match, himself included, how many others there are, how long the match
    /// was, and whether it is recent. 125 numbers a row.
    /// </summary>
    public static float[][] WithLobby(IReadOnlyList<RankRow> rows)
    {
        var own = rows.Select(row => OfPlayer(row.Values, withOpponents: true)).ToArray();
        var lobbies = rows.Select((row, i) => (row.Match, Own: own[i])).GroupBy(r => r.Match, r => r.Own, StringComparer.Ordinal)
            .ToDictionary(lobby => lobby.Key, lobby => (Mean: Mean([.. lobby]), Others: lobby.Count() - 1), StringComparer.Ordinal);
        return [.. rows.Select((row, i) => (float[])[.. own[i], .. lobbies[row.Match].Mean, lobbies[row.Match].Others, (float)row.Seconds, row.IsRecent ? 1 : 0])];
    }

    /// <summary>Column by column, of those who have a number there.</summary>
    private static float[] Mean(float[][] players) => [.. Enumerable.Range(0, players[0].Length)
        .Select(c => players.Select(p => (double)p[c]).Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average()).Select(mean => (float)mean)];

    private static float Ratio(double part, double whole) => whole <= 0 ? 0 : (float)(part / whole);

    private static int Place(string key) => PlayerGame.PlaceOf(StatCatalog.Get(key));

    private static int[] Places(params string[] keys) => [.. keys.Select(Place)];
}
