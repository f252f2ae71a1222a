using System.Text.Json;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Replays;

/// <summary>The tables of a match as imports fill them. <c>RocketTrainerDb</c> maps the same columns for everybody else.</summary>
internal static class MatchTables
{
    public static readonly BulkTable<Replay> Replays = new(
        "replays",
        [
            "id", "match_guid", "played_at", "utc_offset_minutes", "date_has_timezone", "map_code", "map_name", "match_type", "team_size", "playlist_id", "playlist_name",
            "duration", "overtime", "overtime_seconds", "season", "season_type", .. RankColumns("min_rank"), .. RankColumns("max_rank"), "server_name", "server_region",
        ],
        static (replay, row) =>
        {
            row.Add(replay.Id);
            row.Add(replay.MatchGuid);
            row.Add(replay.PlayedAt);
            row.Add(replay.UtcOffsetMinutes);
            row.Add(replay.DateHasTimezone);
            row.Add(replay.MapCode);
            row.Add(replay.MapName);
            row.Add(replay.MatchType);
            row.Add(replay.TeamSize);
            row.Add(replay.PlaylistId);
            row.Add(replay.PlaylistName);
            row.Add(replay.Duration);
            row.Add(replay.Overtime);
            row.Add(replay.OvertimeSeconds);
            row.Add(replay.Season);
            row.Add(replay.SeasonType);
            AddRank(replay.MinRank, row);
            AddRank(replay.MaxRank, row);
            row.Add(replay.ServerName);
            row.Add(replay.ServerRegion);
        });

    public static readonly BulkTable<ReplaySource> Sources = new(
        "replay_sources",
        [
            "ballchasing_id", "replay_id", "rocket_league_id", "status", "title", "recorder", "visibility", "uploaded_at",
            "uploader_steam_id", "uploader_name", "uploader_profile_url", "uploader_avatar", "groups",
        ],
        static (source, row) =>
        {
            row.Add(source.BallchasingId);
            row.Add(source.ReplayId);
            row.Add(source.RocketLeagueId);
            row.Add(source.Status);
            row.Add(source.Title);
            row.Add(source.Recorder);
            row.Add(source.Visibility);
            row.Add(source.UploadedAt);
            row.Add(source.UploaderSteamId);
            row.Add(source.UploaderName);
            row.Add(source.UploaderProfileUrl);
            row.Add(source.UploaderAvatar);
            row.AddJson(source.Groups.Count == 0 ? "[]" : JsonSerializer.Serialize(source.Groups));
        });

    public static readonly BulkTable<ReplayPayload> Payloads = new(
        "replay_payloads",
        ["ballchasing_id", "fetched_at", "mapper_version", "json"],
        static (payload, row) =>
        {
            row.Add(payload.BallchasingId);
            row.Add(payload.FetchedAt);
            row.Add(payload.MapperVersion);
            row.Add(payload.Json);
        });

    public static readonly BulkTable<PlayerStats> PlayerStats = new(
        "player_stats",
        [
            "played_at", "replay_id", "slot", "color", "playlist_id", "result", "is_public", "player_id", "name", "platform", "platform_id", "player_number", "start_time", "end_time", "mvp", "pro",
            .. RankColumns("rank"), "car_id", "car_name",
            "camera_fov", "camera_height", "camera_pitch", "camera_distance", "camera_stiffness", "camera_swivel_speed", "camera_transition_speed", "steering_sensitivity",
            .. StatCatalog.Of(StatOwner.Player).Select(s => s.Column),
        ],
        static (stats, row) =>
        {
            row.Add(stats.PlayedAt);
            row.Add(stats.ReplayId);
            row.Add(stats.Slot);
            row.Add(ColorName(stats.Color));
            row.Add(stats.PlaylistId);
            row.Add(ResultName(stats.Result));
            row.Add(stats.IsPublic);
            row.Add(stats.PlayerId);
            row.Add(stats.Name);
            row.Add(stats.Platform);
            row.Add(stats.PlatformId);
            row.Add(stats.PlayerNumber);
            row.Add(stats.StartTime);
            row.Add(stats.EndTime);
            row.Add(stats.Mvp);
            row.Add(stats.Pro);
            AddRank(stats.Rank, row);
            row.Add(stats.CarId);
            row.Add(stats.CarName);
            row.Add(stats.Camera.Fov);
            row.Add(stats.Camera.Height);
            row.Add(stats.Camera.Pitch);
            row.Add(stats.Camera.Distance);
            row.Add(stats.Camera.Stiffness);
            row.Add(stats.Camera.SwivelSpeed);
            row.Add(stats.Camera.TransitionSpeed);
            row.Add(stats.SteeringSensitivity);
            AddStats(stats.Stats, StatOwner.Player, row);
        });

    public static readonly BulkTable<TeamStats> TeamStats = new(
        "team_stats",
        ["played_at", "replay_id", "color", "name", .. StatCatalog.Of(StatOwner.Team).Select(s => s.Column)],
        static (stats, row) =>
        {
            row.Add(stats.PlayedAt);
            row.Add(stats.ReplayId);
            row.Add(ColorName(stats.Color));
            row.Add(stats.Name);
            AddStats(stats.Stats, StatOwner.Team, row);
        });

    /// <summary>What somebody is called is told by the newest match that gave a name.</summary>
    public static readonly BulkTable<Player> Players = new(
        "players",
        ["id", "platform", "platform_id", "player_number", "name", "name_seen_at"],
        static (player, row) =>
        {
            row.Add(player.Id);
            row.Add(player.Platform);
            row.Add(player.PlatformId);
            row.Add(player.PlayerNumber);
            row.Add(player.Name);
            row.Add(player.NameSeenAt);
        },
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_seen_at = excluded.name_seen_at "
        + "WHERE excluded.name IS NOT NULL AND (players.name_seen_at IS NULL OR players.name_seen_at <= excluded.name_seen_at)");

    public static readonly BulkTable<LibraryEntry> Library = new(
        "library",
        ["user_id", "replay_id", "played_at"],
        static (entry, row) =>
        {
            row.Add(entry.UserId);
            row.Add(entry.ReplayId);
            row.Add(entry.PlayedAt);
        },
        "ON CONFLICT DO NOTHING");

    private static string[] RankColumns(string rank) => [rank + "_tier", rank + "_division", rank + "_id", rank + "_name"];

    private static void AddRank(Rank rank, BulkRow row)
    {
        row.Add(rank.Tier);
        row.Add(rank.Division);
        row.Add(rank.Id);
        row.Add(rank.Name);
    }

    private static void AddStats(StatValues stats, StatOwner owner, BulkRow row)
    {
        foreach (var (ordinal, stat) in StatCatalog.WithOrdinals(owner))
        {
            var value = stats[ordinal];
            switch (stat.Type)
            {
                case StatType.Count:
                    row.Add((int?)value);
                    break;
                case StatType.Flag:
                    row.Add(value is { } flag ? flag != 0 : (bool?)null);
                    break;
                default:
                    row.Add(value);
                    break;
            }
        }
    }

    private static string? ResultName(MatchResult? result) => result switch
    {
        MatchResult.Win => nameof(MatchResult.Win),
        MatchResult.Loss => nameof(MatchResult.Loss),
        MatchResult.Draw => nameof(MatchResult.Draw),
        _ => null,
    };

    private static string ColorName(TeamColor color) => color == TeamColor.Blue ? nameof(TeamColor.Blue) : nameof(TeamColor.Orange);
}
