namespace RocketTrainer.Core.Replays;

/// <summary>One match with both teams and every stat.</summary>
public sealed record ReplayDetail
{
    public required ReplayRow Match { get; init; }
    public required string? MatchGuid { get; init; }
    public required int? TeamSize { get; init; }
    public required int? OvertimeSeconds { get; init; }
    public required int? Season { get; init; }

    /// <summary><c>free2play</c>, or null for the seasons before it.</summary>
    public required string? SeasonType { get; init; }

    public required string? ServerName { get; init; }
    public required string? ServerRegion { get; init; }

    public required ReplayTeam Blue { get; init; }
    public required ReplayTeam Orange { get; init; }

    /// <summary>The uploads of this match, the first one being the one that the numbers come from.</summary>
    public required IReadOnlyList<ReplayUpload> Uploads { get; init; }
}

public sealed record ReplayTeam(TeamColor Color, string? Name, StatValues Stats, IReadOnlyList<ReplayPlayer> Players);

/// <summary>One line of the scoreboard.</summary>
public sealed record ReplayPlayer
{
    public required int Slot { get; init; }

    /// <summary>The name as given; null where none was.</summary>
    public required string? Name { get; init; }

    /// <summary>Null for a bot.</summary>
    public required string? Platform { get; init; }

    /// <summary>The account as given, maybe masked; null for a bot.</summary>
    public required string? PlatformId { get; init; }

    /// <summary>1 and up for guests on a split screen.</summary>
    public required int? PlayerNumber { get; init; }

    /// <summary>Seconds into the replay at which the player came; above 0 for late joiners.</summary>
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
    public required StatValues Stats { get; init; }

    public bool IsBot => Platform is null;
}

/// <summary>Camera settings as given: degrees, unreal units, and the game's own sliders.</summary>
public sealed record CameraSettings(
    double? Fov, double? Height, double? Pitch, double? Distance, double? Stiffness, double? SwivelSpeed, double? TransitionSpeed);

/// <summary>One upload of a match to Ballchasing.</summary>
public sealed record ReplayUpload(Guid BallchasingId, string? Title, string? UploaderName, DateTimeOffset? UploadedAt, string? Visibility);
