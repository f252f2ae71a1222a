using System.Text.Json;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Ballchasing.Contracts;

/// <summary>
/// The reply of <c>GET /replays/{id}</c>. Everything is optional: <c>pending</c> and <c>failed</c> replays hold little
/// more than an id, and old or odd files lack members at every level.
/// </summary>
public sealed record ReplayDetailContract
{
    public string? Id { get; init; }
    public DateTimeOffset? Created { get; init; }
    public UploaderContract? Uploader { get; init; }

    /// <summary><c>ok</c>, <c>pending</c> or <c>failed</c>; anything else is judged by what the reply holds.</summary>
    public string? Status { get; init; }

    public string? RocketLeagueId { get; init; }
    public string? MatchGuid { get; init; }
    public string? Title { get; init; }
    public string? Recorder { get; init; }
    public string? MapCode { get; init; }
    public string? MapName { get; init; }
    public string? MatchType { get; init; }
    public int? TeamSize { get; init; }
    public string? PlaylistId { get; init; }
    public string? PlaylistName { get; init; }

    /// <summary>Seconds, with overtime, kickoffs and goal pauses.</summary>
    public int? Duration { get; init; }

    public bool? Overtime { get; init; }
    public int? OvertimeSeconds { get; init; }
    public int? Season { get; init; }
    public string? SeasonType { get; init; }
    public DateTimeOffset? Date { get; init; }

    /// <summary>False: <see cref="Date"/> is a local clock that merely looks like UTC.</summary>
    public bool? DateHasTimezone { get; init; }

    public string? Visibility { get; init; }
    public RankContract? MinRank { get; init; }
    public RankContract? MaxRank { get; init; }
    public IReadOnlyList<GroupLinkContract>? Groups { get; init; }
    public ServerContract? Server { get; init; }
    public TeamContract? Blue { get; init; }
    public TeamContract? Orange { get; init; }

    /// <summary>Reads a reply's bytes; null for the JSON <c>null</c>.</summary>
    /// <exception cref="JsonException">They are not JSON.</exception>
    public static ReplayDetailContract? Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, LenientJson.Of<ReplayDetailContract>());
}

public sealed record UploaderContract
{
    public string? SteamId { get; init; }
    public string? Name { get; init; }
    public string? ProfileUrl { get; init; }
    public string? Avatar { get; init; }
}

/// <summary>Tier 0 to 22; division 1 to 4 where the tier has any. Two ids, <c>grand-champion</c> and <c>grand-champion-1</c>, are tier 19.</summary>
public sealed record RankContract
{
    public string? Id { get; init; }
    public int? Tier { get; init; }
    public int? Division { get; init; }
    public string? Name { get; init; }
}

public sealed record GroupLinkContract
{
    public string? Id { get; init; }
    public string? Name { get; init; }
}

public sealed record ServerContract
{
    public string? Name { get; init; }
    public string? Region { get; init; }
}

public sealed record TeamContract
{
    public string? Color { get; init; }
    public string? Name { get; init; }

    /// <summary>Absent in training; can hold more players than the team size, when some left and others joined.</summary>
    public IReadOnlyList<PlayerContract>? Players { get; init; }

    public StatValues? Stats { get; init; }
}

public sealed record PlayerContract
{
    /// <summary>Seconds into the replay; may be -1.</summary>
    public double? StartTime { get; init; }

    public double? EndTime { get; init; }
    public string? Name { get; init; }

    /// <summary>Empty for a bot.</summary>
    public AccountContract? Id { get; init; }

    public bool? Mvp { get; init; }
    public bool? Pro { get; init; }
    public RankContract? Rank { get; init; }
    public int? CarId { get; init; }
    public string? CarName { get; init; }
    public CameraContract? Camera { get; init; }

    /// <summary>-1 stands for unknown, as given.</summary>
    public double? SteeringSensitivity { get; init; }

    public StatValues? Stats { get; init; }
}

public sealed record AccountContract
{
    public string? Platform { get; init; }
    public string? Id { get; init; }
    public int? PlayerNumber { get; init; }
}

public sealed record CameraContract
{
    public double? Fov { get; init; }
    public double? Height { get; init; }
    public double? Pitch { get; init; }
    public double? Distance { get; init; }
    public double? Stiffness { get; init; }
    public double? SwivelSpeed { get; init; }
    public double? TransitionSpeed { get; init; }
}
