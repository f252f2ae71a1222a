using System.Globalization;
using System.Text.Json;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>
/// What the database holds of a replay, told in the payload's own paths (<c>blue.players[0].camera.fov</c>), so that
/// every leaf of a payload can be held against it.
/// </summary>
public static class StoredLeaves
{
    /// <summary>The members that are not stored, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Ignored = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["link"] = "The API's address of the replay, which follows from its id.",
        ["groups[].link"] = "The API's address of the group, which follows from its id.",
    };

    /// <summary>Each leaf of a payload: its path and its value.</summary>
    public static IEnumerable<(string Path, JsonElement Value)> Walk(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Walk(m.Value, path.Length == 0 ? m.Name : $"{path}.{m.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((e, i) => Walk(e, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))),
        _ => [(path, element)],
    };

    /// <summary>A path with the places in arrays left out, as <see cref="Ignored"/> has it.</summary>
    public static string Pattern(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\[\d+\]", "[]", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>True when the stored value is the payload's, exactly.</summary>
    public static bool Matches(JsonElement given, object? stored) => (given.ValueKind, stored) switch
    {
        (JsonValueKind.Null, null) => true,
        (JsonValueKind.True or JsonValueKind.False, bool flag) => given.GetBoolean() == flag,
        (JsonValueKind.Number, double number) => given.GetDouble().Equals(number),
        (JsonValueKind.Number, int number) => given.GetDouble().Equals(number),
        (JsonValueKind.String, DateTimeOffset instant) => given.GetDateTimeOffset() == instant,
        (JsonValueKind.String, string text) => given.GetString() == text,
        _ => false,
    };

    public static Dictionary<string, object?> Of(Replay replay, ReplaySource source)
    {
        var leaves = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = source.BallchasingId.ToString(),
            ["created"] = source.UploadedAt,
            ["uploader.steam_id"] = source.UploaderSteamId,
            ["uploader.name"] = source.UploaderName,
            ["uploader.profile_url"] = source.UploaderProfileUrl,
            ["uploader.avatar"] = source.UploaderAvatar,
            ["status"] = source.Status,
            ["rocket_league_id"] = source.RocketLeagueId,
            ["match_guid"] = replay.MatchGuid,
            ["title"] = source.Title,
            ["recorder"] = source.Recorder,
            ["map_code"] = replay.MapCode,
            ["map_name"] = replay.MapName,
            ["match_type"] = replay.MatchType,
            ["team_size"] = replay.TeamSize,
            ["playlist_id"] = replay.PlaylistId,
            ["playlist_name"] = replay.PlaylistName,
            ["duration"] = replay.Duration,
            ["overtime"] = replay.Overtime,
            ["overtime_seconds"] = replay.OvertimeSeconds,
            ["season"] = replay.Season,
            ["season_type"] = replay.SeasonType,
            ["date"] = Written(replay),
            ["date_has_timezone"] = replay.DateHasTimezone,
            ["visibility"] = source.Visibility,
            ["server.name"] = replay.ServerName,
            ["server.region"] = replay.ServerRegion,
        };
        AddRank(leaves, "min_rank", replay.MinRank);
        AddRank(leaves, "max_rank", replay.MaxRank);
        for (var i = 0; i < source.Groups.Count; i++)
        {
            leaves[string.Create(CultureInfo.InvariantCulture, $"groups[{i}].id")] = source.Groups[i].Id;
            leaves[string.Create(CultureInfo.InvariantCulture, $"groups[{i}].name")] = source.Groups[i].Name;
        }

        foreach (var team in replay.Teams)
        {
            var color = team.Color.ToString().ToLowerInvariant();
            leaves[color + ".color"] = color;
            leaves[color + ".name"] = team.Name;
            foreach (var stat in StatCatalog.OfTeam)
                leaves[$"{color}.stats.{stat.Key}"] = team[stat.Column];
            foreach (var (player, index) in replay.Players.Where(p => p.Color == team.Color).OrderBy(p => p.Slot).Select((p, i) => (p, i)))
                AddPlayer(leaves, string.Create(CultureInfo.InvariantCulture, $"{color}.players[{index}]"), player);
        }

        return leaves;
    }

    private static string Written(Replay replay)
    {
        var written = replay.PlayedAt.ToOffset(TimeSpan.FromMinutes(replay.UtcOffsetMinutes));
        return written.ToString(written.Offset == TimeSpan.Zero ? "yyyy-MM-ddTHH:mm:ss'Z'" : "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    private static void AddPlayer(Dictionary<string, object?> leaves, string path, PlayerStats player)
    {
        leaves[path + ".start_time"] = player.StartTime;
        leaves[path + ".end_time"] = player.EndTime;
        leaves[path + ".name"] = player.Name;
        leaves[path + ".id.platform"] = player.Platform;
        leaves[path + ".id.id"] = player.PlatformId;
        leaves[path + ".id.player_number"] = player.PlayerNumber;
        leaves[path + ".mvp"] = player.Mvp;
        leaves[path + ".pro"] = player.Pro;
        leaves[path + ".car_id"] = player.CarId;
        leaves[path + ".car_name"] = player.CarName;
        leaves[path + ".camera.fov"] = player.Camera.Fov;
        leaves[path + ".camera.height"] = player.Camera.Height;
        leaves[path + ".camera.pitch"] = player.Camera.Pitch;
        leaves[path + ".camera.distance"] = player.Camera.Distance;
        leaves[path + ".camera.stiffness"] = player.Camera.Stiffness;
        leaves[path + ".camera.swivel_speed"] = player.Camera.SwivelSpeed;
        leaves[path + ".camera.transition_speed"] = player.Camera.TransitionSpeed;
        leaves[path + ".steering_sensitivity"] = player.SteeringSensitivity;
        AddRank(leaves, path + ".rank", player.Rank);
        foreach (var stat in StatCatalog.OfPlayer)
            leaves[$"{path}.stats.{stat.Key}"] = player[stat.Column];
    }

    private static void AddRank(Dictionary<string, object?> leaves, string path, Rank rank)
    {
        leaves[path + ".tier"] = rank.Tier;
        leaves[path + ".division"] = rank.Division;
        leaves[path + ".id"] = rank.Id;
        leaves[path + ".name"] = rank.Name;
    }
}
