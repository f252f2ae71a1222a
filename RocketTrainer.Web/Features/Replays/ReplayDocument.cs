using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>One match as the API gives it.</summary>
public sealed record ReplayDocument
{
    /// <summary>Ballchasing's id of the upload that the match was first brought in from.</summary>
    public required Guid ReplayId { get; init; }

    /// <summary>The game's own id of the match, the same in every recording.</summary>
    public required string? MatchGuid { get; init; }

    public required DateTimeOffset PlayedAt { get; init; }

    /// <summary>False when the file held only a local clock, so that the time may be hours off.</summary>
    public required bool? TimeZoneKnown { get; init; }

    public required string? PlaylistId { get; init; }
    public required string? PlaylistName { get; init; }
    public required string? MatchType { get; init; }
    public required int? TeamSize { get; init; }
    public required string? MapCode { get; init; }
    public required string? MapName { get; init; }

    /// <summary>Seconds, overtime and goal replays included.</summary>
    public required int? Duration { get; init; }

    public required bool? Overtime { get; init; }
    public required int? OvertimeSeconds { get; init; }
    public required int? Season { get; init; }

    /// <summary>free2play, or null for the seasons before it.</summary>
    public required string? SeasonType { get; init; }

    public required Rank? MinRank { get; init; }
    public required Rank? MaxRank { get; init; }
    public required ReplayServer Server { get; init; }
    public required ReplayDocumentTeam Blue { get; init; }
    public required ReplayDocumentTeam Orange { get; init; }

    /// <summary>The uploads of this match, the first one being the one that the numbers come from.</summary>
    public required IReadOnlyList<ReplayUpload> Sources { get; init; }

    public static ReplayDocument From(ReplayDetail replay) => new()
    {
        ReplayId = replay.Match.ReplayId,
        MatchGuid = replay.MatchGuid,
        PlayedAt = replay.Match.PlayedAt,
        TimeZoneKnown = replay.Match.TimeZoneKnown,
        PlaylistId = replay.Match.PlaylistId,
        PlaylistName = replay.Match.PlaylistName,
        MatchType = replay.Match.MatchType,
        TeamSize = replay.TeamSize,
        MapCode = replay.Match.MapCode,
        MapName = replay.Match.MapName,
        Duration = replay.Match.Duration,
        Overtime = replay.Match.Overtime,
        OvertimeSeconds = replay.OvertimeSeconds,
        Season = replay.Season,
        SeasonType = replay.SeasonType,
        MinRank = replay.Match.MinRank,
        MaxRank = replay.Match.MaxRank,
        Server = new(replay.ServerName, replay.ServerRegion),
        Blue = ReplayDocumentTeam.From(replay.Blue),
        Orange = ReplayDocumentTeam.From(replay.Orange),
        Sources = replay.Uploads,
    };
}

public sealed record ReplayServer(string? Name, string? Region);

public sealed record ReplayDocumentTeam(string? Name, TeamStatSheet Stats, IReadOnlyList<ReplayDocumentPlayer> Players)
{
    public static ReplayDocumentTeam From(ReplayTeam team) => new(team.Name, new(team.Stats), [.. team.Players.Select(ReplayDocumentPlayer.From)]);
}

/// <summary>One line of the scoreboard.</summary>
public sealed record ReplayDocumentPlayer
{
    /// <summary>The place in the match: blue's players first, from 0.</summary>
    public required int Slot { get; init; }

    public required string? Name { get; init; }

    /// <summary>Null for a bot.</summary>
    public required string? Platform { get; init; }

    /// <summary>The account as given, maybe masked; null for a bot.</summary>
    public required string? PlatformId { get; init; }

    /// <summary>1 and up for guests on a split screen.</summary>
    public required int? PlayerNumber { get; init; }

    /// <summary>Seconds into the replay at which the player came.</summary>
    public required double? StartTime { get; init; }

    /// <summary>Seconds into the replay at which the player was last there.</summary>
    public required double? EndTime { get; init; }

    public required bool Mvp { get; init; }
    public required bool Pro { get; init; }
    public required Rank? Rank { get; init; }
    public required int? CarId { get; init; }
    public required string? CarName { get; init; }
    public required CameraSettings Camera { get; init; }
    public required double? SteeringSensitivity { get; init; }
    public required PlayerStatSheet Stats { get; init; }

    public static ReplayDocumentPlayer From(ReplayPlayer player) => new()
    {
        Slot = player.Slot,
        Name = player.Name,
        Platform = player.Platform,
        PlatformId = player.PlatformId,
        PlayerNumber = player.PlayerNumber,
        StartTime = player.StartTime,
        EndTime = player.EndTime,
        Mvp = player.Mvp,
        Pro = player.Pro,
        Rank = player.Rank,
        CarId = player.CarId,
        CarName = player.CarName,
        Camera = player.Camera,
        SteeringSensitivity = player.SteeringSensitivity,
        Stats = new(player.Stats),
    };
}
