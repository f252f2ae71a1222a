using System.Globalization;
using System.Text.Json;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Writes a replay's detail, member by member as Ballchasing does, absences included.</summary>
internal static class DetailWriter
{
    private static readonly string[] Servers = ["Ratchet", "Zenith", "Orion2", "Lantern", "Apex3", "Quill", "Comet2", "Harbor"];

    public static void Write(Utf8JsonWriter json, SandboxLeague league, ReplaySheet sheet, string baseUrl, ReplayState state)
    {
        json.WriteStartObject();
        json.WriteString("id", sheet.Id);
        json.WriteString("link", $"{baseUrl}/replays/{sheet.Id}");
        json.WriteString("created", ReplayJson.Instant(sheet.Created));
        ReplayJson.WriteAccount(json, "uploader", sheet.Uploader);
        json.WriteString("status", state switch { ReplayState.Pending => "pending", ReplayState.Failed => "failed", _ => "ok" });
        if (state == ReplayState.Ok) WriteMatch(json, sheet, MatchEngine.Play(league, sheet.Match, sheet.Copy, scoreboardOnly: false), baseUrl);
        json.WriteEndObject();
    }

    private static void WriteMatch(Utf8JsonWriter json, ReplaySheet sheet, PlayedMatch played, string baseUrl)
    {
        var match = sheet.Match;
        json.WriteString("rocket_league_id", sheet.RocketLeagueId);
        if (!match.OldShape) json.WriteString("match_guid", sheet.MatchGuid);
        json.WriteString("title", sheet.Title);
        if (sheet.Recorder is { } recorder) json.WriteString("recorder", recorder);
        json.WriteString("map_code", sheet.MapCode);
        json.WriteString("match_type", match.Mode.MatchType);
        json.WriteNumber("team_size", match.TeamSize);
        if (match.Mode.Id is { } playlist) json.WriteString("playlist_id", playlist);
        json.WriteNumber("duration", match.Duration);
        if (!match.OldShape)
        {
            json.WriteBoolean("overtime", match.OvertimeSeconds > 0);
            if (match.OvertimeSeconds > 0) json.WriteNumber("overtime_seconds", match.OvertimeSeconds);
        }
        json.WriteNumber("season", SeasonCalendar.SeasonOf(match.StartTime));
        json.WriteString("season_type", "free2play");
        json.WriteString("date", ReplayJson.Date(sheet));
        if (!match.OldShape) json.WriteBoolean("date_has_timezone", !match.LocalClock);
        json.WriteString("visibility", sheet.Visibility);
        ReplayJson.WriteRankSpan(json, played);
        ReplayJson.WriteGroups(json, sheet, baseUrl);
        WriteTeam(json, "blue", played, orange: false);
        WriteTeam(json, "orange", played, orange: true);
        if (match.Mode.Name is { } playlistName) json.WriteString("playlist_name", playlistName);
        if (Arenas.NameOf(sheet.MapCode) is { } map) json.WriteString("map_name", map);
        if (!match.OldShape) WriteServer(json, sheet);
    }

    private static void WriteServer(Utf8JsonWriter json, ReplaySheet sheet)
    {
        var random = new SeededRandom(SeededRandom.Mix(sheet.Match.Seed, 0x5E4));
        var region = sheet.UtcOffset >= TimeSpan.Zero ? "EU" : sheet.UtcOffset.Hours switch { -5 => "USE", -6 => "USC", _ => "USW" };
        json.WriteStartObject("server");
        json.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"{region}{1 + random.Below(9)}-0{random.Next():X16}-{random.Pick<string>(Servers)}"));
        json.WriteString("region", region);
        json.WriteEndObject();
    }

    private static void WriteTeam(Utf8JsonWriter json, string color, PlayedMatch played, bool orange)
    {
        PlayedPlayer[] side = [.. played.Side(orange)];
        json.WriteStartObject(color);
        json.WriteString("color", color);
        if (side.Length > 0)
        {
            if (ReplayJson.TeamNameOf(played, orange) is { } name) json.WriteString("name", name);
            json.WriteStartArray("players");
            foreach (var player in side) WritePlayer(json, played, player);
            json.WriteEndArray();
        }

        json.WriteStartObject("stats");
        json.WriteStartObject("ball");
        if (side.Length > 0) json.WriteNumber("possession_time", (float)(orange ? played.OrangePossession : played.BluePossession));
        json.WriteNumber("time_in_side", (float)(orange ? played.OrangeSide : played.BlueSide));
        json.WriteEndObject();
        for (var block = 0; block < PayloadStats.Blocks.Length; block++)
        {
            json.WriteStartObject(PayloadStats.Blocks[block]);
            foreach (var member in PayloadStats.ByBlock[block])
            {
                if (member.OfTeam) WriteNumber(json, member, OfTeam(side, member.Stat));
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A team's number is the sum over its players, rates and averages too; except what the other side did, and the share of goals.</summary>
    public static double OfTeam(ReadOnlySpan<PlayedPlayer> side, PayloadStat stat)
    {
        if (side.IsEmpty) return 0;
        if (stat is PayloadStat.ShotsAgainst or PayloadStat.GoalsAgainst) return side[0][stat];
        if (stat is PayloadStat.ShootingPercentage)
        {
            var shots = OfTeam(side, PayloadStat.Shots);
            return shots > 0 ? OfTeam(side, PayloadStat.Goals) / shots * 100 : 0;
        }
        var sum = 0f;
        foreach (var player in side) sum += (float)player[stat];
        return sum;
    }

    private static void WritePlayer(Utf8JsonWriter json, PlayedMatch played, PlayedPlayer player)
    {
        json.WriteStartObject();
        ReplayJson.WritePlayerHead(json, played, player, dropName: false);
        var (car, camera) = player.Member is { } member
            ? (member.CarOn(played.Match.Day), member.CameraOn(played.Match.Day))
            : ((22, "Breakout"), new CameraSettings(90, 100, -3, 260, .3, 2.5, 1, 1));
        json.WriteNumber("car_id", car.Item1);
        json.WriteString("car_name", car.Item2);
        json.WriteStartObject("camera");
        json.WriteNumber("fov", camera.Fov);
        json.WriteNumber("height", camera.Height);
        json.WriteNumber("pitch", camera.Pitch);
        json.WriteNumber("distance", camera.Distance);
        json.WriteNumber("stiffness", (float)camera.Stiffness);
        json.WriteNumber("swivel_speed", (float)camera.Swivel);
        json.WriteNumber("transition_speed", (float)camera.Transition);
        json.WriteEndObject();
        json.WriteNumber("steering_sensitivity", (float)camera.Steering);
        json.WriteStartObject("stats");
        for (var block = 0; block < PayloadStats.Blocks.Length; block++)
        {
            json.WriteStartObject(PayloadStats.Blocks[block]);
            foreach (var stat in PayloadStats.ByBlock[block])
            {
                if (stat.Stat == PayloadStat.ShootingPercentage) json.WriteBoolean("mvp", player.Mvp);
                if (!double.IsNaN(player[stat.Stat])) WriteNumber(json, stat, player[stat.Stat]);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, PayloadMember member, double value)
    {
        if (member.Whole) json.WriteNumber(member.Encoded, (long)value);
        else json.WriteNumber(member.Encoded, (float)value);
    }
}
