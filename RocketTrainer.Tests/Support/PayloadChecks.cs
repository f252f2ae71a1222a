using System.Globalization;
using System.Text.Json;

namespace RocketTrainer.Tests.Support;

/// <summary>
/// What holds between the numbers of a replay's detail, measured on recorded replies. The same checks run over those and
/// over the sandbox, so that neither the checks nor the sandbox can drift from the real thing alone.
/// </summary>
public static class PayloadChecks
{
    private static readonly string[] TeamSums = ["core", "boost", "movement", "positioning", "demo"];
    private static readonly string[] Tanks = ["0_25", "25_50", "50_75", "75_100"];
    private static readonly string[] MateMembers =
    [
        "avg_distance_to_mates", "time_most_back", "time_most_forward", "time_closest_to_ball", "time_farthest_from_ball",
        "percent_most_back", "percent_most_forward", "percent_closest_to_ball", "percent_farthest_from_ball", "goals_against_while_last_defender",
    ];

    public static bool IsDetail(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("match_type", out _) && json.TryGetProperty("blue", out var blue) && blue.TryGetProperty("stats", out _);

    /// <summary>Everything wrong with a detail; nothing for a good one.</summary>
    public static IEnumerable<string> Detail(JsonElement detail)
    {
        foreach (var misfit in PayloadShapes.Misfits(detail, PayloadShapes.Detail)) yield return misfit;
        var (blue, orange) = (detail.GetProperty("blue"), detail.GetProperty("orange"));
        foreach (var wrong in Team(detail, blue, orange).Concat(Team(detail, orange, blue))) yield return wrong;

        var players = Players(blue).Concat(Players(orange)).ToArray();
        if (players.Length > 0 && Number(detail, "duration") != Math.Floor(players.Max(p => Number(p, "end_time")))) yield return "duration isn't the floor of the latest end_time";
        if (players.Count(p => p.TryGetProperty("mvp", out _)) > 1) yield return "more than one mvp";
        if (detail.TryGetProperty("overtime_seconds", out var seconds) && (seconds.GetInt32() <= 0 || !detail.GetProperty("overtime").GetBoolean())) yield return "overtime_seconds without overtime";
        if (detail.TryGetProperty("server", out _) && DateTimeOffset.Parse(detail.GetProperty("created").GetString()!, CultureInfo.InvariantCulture).Year < 2024) yield return "server before 2024";
    }

    private static IEnumerable<string> Team(JsonElement detail, JsonElement team, JsonElement other)
    {
        var players = Players(team).ToArray();
        if (players.Length == 0) yield break;
        var stats = team.GetProperty("stats");
        foreach (var block in TeamSums)
        {
            foreach (var member in stats.GetProperty(block).EnumerateObject())
            {
                if (member.Name is "shots_against" or "goals_against" or "shooting_percentage") continue;
                var sum = players.Sum(p => Number(p.GetProperty("stats").GetProperty(block), member.Name));
                if (Math.Abs(sum - member.Value.GetDouble()) > .011 + (sum * 1e-6)) yield return $"team {block}.{member.Name} is {member.Value}, its players have {sum}";
            }
        }
        var (core, theirs) = (stats.GetProperty("core"), other.GetProperty("stats").GetProperty("core"));
        if (Number(core, "shots_against") != Number(theirs, "shots")) yield return "shots_against aren't the other team's shots";
        if (Number(core, "goals_against") != Number(theirs, "goals")) yield return "goals_against aren't the other team's goals";
        if (Number(stats.GetProperty("demo"), "inflicted") != Number(other.GetProperty("stats").GetProperty("demo"), "taken")) yield return "demos inflicted aren't the other team's taken";

        var ball = stats.GetProperty("ball");
        var otherBall = other.GetProperty("stats").GetProperty("ball");
        if (Number(ball, "time_in_side") + Number(otherBall, "time_in_side") > Number(detail, "duration") + .1) yield return "the ball was longer in the halves than the match took";
        if (Number(ball, "possession_time") + Number(otherBall, "possession_time") > Number(detail, "duration") + .1) yield return "more possession than match";

        foreach (var player in players)
        {
            foreach (var wrong in Player(player, players.Length, core, theirs)) yield return $"{player.GetProperty("name")}: {wrong}";
        }
    }

    private static IEnumerable<string> Player(JsonElement player, int teamMates, JsonElement team, JsonElement theirs)
    {
        var stats = player.GetProperty("stats");
        var (core, boost, movement, field) = (stats.GetProperty("core"), stats.GetProperty("boost"), stats.GetProperty("movement"), stats.GetProperty("positioning"));
        var time = Number(player, "end_time") - Number(player, "start_time");
        var isMvp = player.TryGetProperty("mvp", out _);
        if (core.GetProperty("mvp").GetBoolean() != isMvp) yield return "core.mvp and mvp differ";
        if (isMvp && Number(team, "goals") < Number(theirs, "goals")) yield return "an mvp on the losing side";
        if (player.TryGetProperty("mvp", out var mvp) && !mvp.GetBoolean()) yield return "mvp is false instead of missing";
        if (field.TryGetProperty("goals_against_while_last_defender", out var last) && last.GetInt32() < 1) yield return "a zero goals_against_while_last_defender";
        if (teamMates == 1 && MateMembers.Any(m => field.TryGetProperty(m, out _))) yield return "a lone player with numbers about mates";
        if (time < 60 || Number(boost, "amount_collected") == 0) yield break;

        if (Number(core, "shots_against") != Number(theirs, "shots") || Number(core, "goals_against") != Number(theirs, "goals")) yield return "shots or goals against aren't the other team's";
        var shots = Number(core, "shots");
        if (shots > 0 && Math.Abs((Number(core, "goals") / shots * 100) - Number(core, "shooting_percentage")) > .001) yield return "shooting_percentage isn't goals / shots";
        foreach (var kind in (string[])["amount_collected", "amount_stolen"])
        {
            if (Number(boost, kind) != Number(boost, kind + "_big") + Number(boost, kind + "_small")) yield return $"{kind}: big and small don't add up";
        }
        if (Number(boost, "amount_stolen") > Number(boost, "amount_collected")) yield return "stole more than collected";
        if (Number(boost, "amount_overfill_stolen") > Number(boost, "amount_overfill")) yield return "more overfill stolen than there was";

        var active = Sum(field, "time_", "defensive_third", "neutral_third", "offensive_third");
        if (active > time + .1) yield return "longer on the field than in the match";
        foreach (var parts in (double[])
        [
            Sum(field, "time_", "defensive_half", "offensive_half"), Sum(field, "time_", "behind_ball", "infront_ball"),
            Sum(movement, "time_", "slow_speed", "boost_speed", "supersonic_speed"), Sum(movement, "time_", "ground", "low_air", "high_air"),
        ])
        {
            if (Math.Abs(parts - active) > .15) yield return $"parts of the time add up to {parts}, the thirds to {active}";
        }
        foreach (var wrong in Shares(movement, "slow_speed", "boost_speed", "supersonic_speed").Concat(Shares(movement, "ground", "low_air", "high_air"))
            .Concat(Shares(boost, [.. Tanks.Select(t => "boost_" + t)])).Concat(Shares(field, "defensive_third", "neutral_third", "offensive_third"))
            .Concat(Shares(field, "defensive_half", "offensive_half")).Concat(Shares(field, "behind_ball", "infront_ball"))) yield return wrong;

        if (Number(boost, "time_zero_boost") > Number(boost, "time_boost_0_25") + .1) yield return "longer empty than low";
        if (Number(boost, "time_full_boost") > Number(boost, "time_boost_75_100") + .1) yield return "longer full than high";
        if (Math.Abs((Number(movement, "avg_speed") / 23) - Number(movement, "avg_speed_percentage")) > .001) yield return "avg_speed_percentage isn't avg_speed / 2300";
        if (Math.Abs((Number(movement, "avg_powerslide_duration") * Number(movement, "count_powerslide")) - Number(movement, "time_powerslide")) > .005 * Number(movement, "count_powerslide") + .01) yield return "powerslides' count and length don't make their time";
    }

    /// <summary>Looser relations: true of nearly all recorded players, not of each.</summary>
    public static IEnumerable<(string Relation, double Ratio)> Ratios(JsonElement player)
    {
        var stats = player.GetProperty("stats");
        var (boost, movement, field) = (stats.GetProperty("boost"), stats.GetProperty("movement"), stats.GetProperty("positioning"));
        var time = Number(player, "end_time") - Number(player, "start_time");
        if (time < 100 || Number(boost, "amount_collected") == 0) yield break;
        yield return ("time on the field / time in the match", Sum(field, "time_", "defensive_third", "neutral_third", "offensive_third") / time);
        yield return ("boost tank time / time in the match", Sum(boost, "time_boost_", Tanks) / time);
        yield return ("distance / (speed * time)", Number(movement, "total_distance") / Number(movement, "avg_speed") / time);
        yield return ("collected per minute / bcpm", Number(boost, "amount_collected") / time * 60 / Number(boost, "bcpm"));
        yield return ("bpm / bcpm", Number(boost, "bpm") / Number(boost, "bcpm"));
        if (Number(boost, "count_collected_big") > 5) yield return ("boost per big pad", Number(boost, "amount_collected_big") / Number(boost, "count_collected_big"));
        if (Number(boost, "count_collected_small") > 5) yield return ("boost per small pad", Number(boost, "amount_collected_small") / Number(boost, "count_collected_small"));
    }

    public static IEnumerable<JsonElement> Players(JsonElement team) => team.TryGetProperty("players", out var players) ? players.EnumerateArray() : [];

    public static double Number(JsonElement json, string member) => json.TryGetProperty(member, out var value) ? value.GetDouble() : 0;

    private static double Sum(JsonElement json, string prefix, params ReadOnlySpan<string> parts)
    {
        var sum = 0.0;
        foreach (var part in parts) sum += Number(json, prefix + part);
        return sum;
    }

    /// <summary>Percents are the times' shares and add up to 100.</summary>
    private static IEnumerable<string> Shares(JsonElement block, params string[] parts)
    {
        var total = Sum(block, "time_", parts);
        if (Math.Abs(Sum(block, "percent_", parts) - 100) > .01) yield return $"percents of {parts[0]} and the rest don't make 100";
        foreach (var part in parts)
        {
            if (Math.Abs((Number(block, "time_" + part) / total * 100) - Number(block, "percent_" + part)) > .1) yield return $"percent_{part} isn't the share of time_{part}";
        }
    }
}
