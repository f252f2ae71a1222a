using System.Text.Json;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Writes a replay as the search lists it. Several members are called otherwise than in a detail.</summary>
internal static class ListItemWriter
{
    public static void Write(Utf8JsonWriter json, SandboxLeague league, ReplaySheet sheet, string baseUrl)
    {
        var match = sheet.Match;
        var played = MatchEngine.Play(league, match, sheet.Copy, scoreboardOnly: true);
        json.WriteStartObject();
        json.WriteString("id", sheet.Id);
        json.WriteString("link", $"{baseUrl}/replays/{sheet.Id}");
        json.WriteString("rocket_league_id", sheet.RocketLeagueId);
        json.WriteString("replay_title", sheet.Title);
        if (sheet.Recorder is { } recorder) json.WriteString("recorder", recorder);
        json.WriteString("map_code", sheet.MapCode);
        if (Arenas.NameOf(sheet.MapCode) is { } map) json.WriteString("map_name", map);
        if (match.Mode.Id is { } playlist)
        {
            json.WriteString("playlist_id", playlist);
            json.WriteString("playlist_name", match.Mode.Name);
        }
        if (match.Duration > 0) json.WriteNumber("duration", match.Duration);
        json.WriteBoolean("overtime", match.OvertimeSeconds > 0);
        if (match.OvertimeSeconds > 0) json.WriteNumber("overtime_seconds", match.OvertimeSeconds);
        json.WriteNumber("season", SeasonCalendar.SeasonOf(match.StartTime));
        json.WriteString("season_type", "free2play");
        json.WriteString("date", ReplayJson.Date(sheet));
        json.WriteBoolean("date_has_tz", !match.LocalClock);
        json.WriteString("visibility", sheet.Visibility);
        json.WriteString("created", ReplayJson.Instant(sheet.Created));
        ReplayJson.WriteRankSpan(json, played);
        ReplayJson.WriteAccount(json, "uploader", sheet.Uploader);
        ReplayJson.WriteGroups(json, sheet, baseUrl);
        WriteTeam(json, "blue", played, orange: false);
        WriteTeam(json, "orange", played, orange: true);
        json.WriteEndObject();
    }

    private static void WriteTeam(Utf8JsonWriter json, string member, PlayedMatch played, bool orange)
    {
        json.WriteStartObject(member);
        if (played.Players.Count > 0)
        {
            if (ReplayJson.TeamNameOf(played, orange) is { } name) json.WriteString("name", name);
            var goals = orange ? played.Match.OrangeGoals : played.Match.BlueGoals;
            if (goals > 0) json.WriteNumber("goals", goals);
            json.WriteStartArray("players");
            foreach (var player in played.Side(orange))
            {
                json.WriteStartObject();
                ReplayJson.WritePlayerHead(json, played, player, dropName: SeededRandom.Share(played.Match.Seed, 0xD40 + (ulong)player.Slot) < .001);
                json.WriteNumber("score", (int)player[PayloadStat.Score]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
