using System.Text.Json;

namespace RocketTrainer.Tests.Support;

/// <summary>
/// Which members Ballchasing's replies have, of which type, and whether always, written down from counts over recorded
/// replies. A name ending in ? may be missing; the type follows a colon: s text, i whole number, n number, b true/false.
/// </summary>
public static class PayloadShapes
{
    private const string Account = "steam_id:s name:s profile_url:s avatar:s";
    private const string Rank = "id:s tier:i division?:i name:s";

    private static readonly string[] TeamCore = ["shots:i shots_against:i goals:i goals_against:i saves:i assists:i score:i shooting_percentage:n"];

    private const string BoostAmounts = "amount_collected:i amount_stolen:i amount_collected_big:i amount_stolen_big:i amount_collected_small:i amount_stolen_small:i "
        + "count_collected_big:i count_stolen_big:i count_collected_small:i count_stolen_small:i amount_overfill:i amount_overfill_stolen:i amount_used_while_supersonic:i "
        + "time_zero_boost:n time_full_boost:n time_boost_0_25:n time_boost_25_50:n time_boost_50_75:n time_boost_75_100:n";

    private const string MovementTimes = "total_distance:i time_supersonic_speed:n time_boost_speed:n time_slow_speed:n time_ground:n time_low_air:n time_high_air:n "
        + "time_powerslide:n count_powerslide:i";

    private const string FieldTimes = "time_defensive_third:n time_neutral_third:n time_offensive_third:n time_defensive_half:n time_offensive_half:n time_behind_ball:n time_infront_ball:n";

    public static readonly Dictionary<string, string> Detail = new(StringComparer.Ordinal)
    {
        [""] = "id:s link:s created:s status:s rocket_league_id:s match_guid?:s title:s recorder?:s map_code:s map_name?:s match_type:s team_size:i playlist_id?:s playlist_name?:s "
            + "duration:i overtime?:b overtime_seconds?:i season:i season_type?:s date:s date_has_timezone?:b visibility:s uploader min_rank? max_rank? groups? server? blue orange",
        ["uploader"] = Account,
        ["min_rank"] = Rank,
        ["max_rank"] = Rank,
        ["groups[]"] = "id:s name:s link:s",
        ["server"] = "name:s region:s",
        ["team"] = "color:s name?:s players? stats",
        ["team.stats"] = "ball core boost movement positioning demo",
        ["team.stats.ball"] = "possession_time?:n time_in_side:n",
        ["team.stats.core"] = TeamCore[0],
        ["team.stats.boost"] = $"bpm:i bcpm:n avg_amount:n {BoostAmounts}",
        ["team.stats.movement"] = MovementTimes,
        ["team.stats.positioning"] = FieldTimes,
        ["team.stats.demo"] = "inflicted:i taken:i",
        ["team.players[]"] = "start_time:n end_time:n name:s id mvp?:b pro?:b rank? car_id:i car_name:s camera steering_sensitivity:n stats",
        ["team.players[].id"] = "platform?:s id?:s player_number?:i",
        ["team.players[].rank"] = Rank,
        ["team.players[].camera"] = "fov:i height:i pitch:i distance:i stiffness:n swivel_speed:n transition_speed:n",
        ["team.players[].stats"] = "core boost movement positioning demo",
        ["team.players[].stats.core"] = TeamCore[0] + " mvp:b",
        ["team.players[].stats.boost"] = $"bpm:i bcpm:n avg_amount:n {BoostAmounts} percent_zero_boost:n percent_full_boost:n percent_boost_0_25:n percent_boost_25_50:n percent_boost_50_75:n percent_boost_75_100:n",
        ["team.players[].stats.movement"] = $"avg_speed:i {MovementTimes} avg_powerslide_duration:n avg_speed_percentage:n percent_slow_speed:n percent_boost_speed:n "
            + "percent_supersonic_speed:n percent_ground:n percent_low_air:n percent_high_air:n",
        ["team.players[].stats.positioning"] = "avg_distance_to_ball:i avg_distance_to_ball_possession:i avg_distance_to_ball_no_possession:i avg_distance_to_mates?:i "
            + $"{FieldTimes} time_most_back?:n time_most_forward?:n goals_against_while_last_defender?:i time_closest_to_ball?:n time_farthest_from_ball?:n "
            + "percent_defensive_third:n percent_offensive_third:n percent_neutral_third:n percent_defensive_half:n percent_offensive_half:n percent_behind_ball:n percent_infront_ball:n "
            + "percent_most_back?:n percent_most_forward?:n percent_closest_to_ball?:n percent_farthest_from_ball?:n",
        ["team.players[].stats.demo"] = "inflicted:i taken:i",
    };

    public static readonly Dictionary<string, string> ListItem = new(StringComparer.Ordinal)
    {
        [""] = "id:s link:s rocket_league_id:s replay_title:s recorder?:s map_code:s map_name?:s playlist_id?:s playlist_name?:s duration?:i overtime:b overtime_seconds?:i season:i "
            + "season_type?:s date:s date_has_tz:b visibility:s created:s uploader groups? min_rank? max_rank? blue orange",
        ["uploader"] = Account,
        ["min_rank"] = Rank,
        ["max_rank"] = Rank,
        ["groups[]"] = "id:s name:s link:s",
        ["team"] = "name?:s goals?:i players?",
        ["team.players[]"] = "start_time:n end_time:n name?:s id mvp?:b pro?:b rank? score:i",
        ["team.players[].id"] = "platform?:s id?:s player_number?:i",
        ["team.players[].rank"] = Rank,
    };

    public static readonly Dictionary<string, string> Unparsed = new(StringComparer.Ordinal)
    {
        [""] = "id:s link:s created:s status:s uploader",
        ["uploader"] = Account,
    };

    /// <summary>Whatever in the object is missing, is not known, or has another type than it should.</summary>
    public static IEnumerable<string> Misfits(JsonElement json, Dictionary<string, string> shape, string path = "")
    {
        var members = shape[path].Split(' ').Select(text => text.Split(':')).ToDictionary(m => m[0].TrimEnd('?'), m => (Optional: m[0].EndsWith('?'), Type: m.ElementAtOrDefault(1)), StringComparer.Ordinal);
        foreach (var missing in members.Where(m => !m.Value.Optional && !json.TryGetProperty(m.Key, out _))) yield return $"{path}.{missing.Key} is missing";
        foreach (var member in json.EnumerateObject())
        {
            if (!members.TryGetValue(member.Name, out var expected))
            {
                yield return $"{path}.{member.Name} is not known";
                continue;
            }
            if (!HasType(member.Value, expected.Type)) yield return $"{path}.{member.Name} is {member.Value.GetRawText()[..Math.Min(40, member.Value.GetRawText().Length)]}";
            var name = path.Length == 0 && member.Name is "blue" or "orange" ? "team" : member.Name;
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var misfit in Misfits(member.Value, shape, inner)) yield return misfit;
            }
            else if (member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var misfit in member.Value.EnumerateArray().SelectMany(item => Misfits(item, shape, inner + "[]"))) yield return misfit;
            }
        }
    }

    private static bool HasType(JsonElement value, string? type) => type switch
    {
        "s" => value.ValueKind == JsonValueKind.String,
        "b" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "n" => value.ValueKind == JsonValueKind.Number,
        "i" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array,
    };
}
