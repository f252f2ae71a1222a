namespace RocketTrainer.Core.Replays;

/// <summary>
/// A match, once, however often it was uploaded. What an upload says about itself (title, uploader, groups) is in its
/// <see cref="ReplaySource"/>.
/// </summary>
public sealed class Replay
{
    /// <summary>Ballchasing's id of the upload that the match was first brought in from.</summary>
    public required Guid Id { get; init; }

    /// <summary>The game's own id of the match, the same in every recording; null in matches before about 2021.</summary>
    public required string? MatchGuid { get; init; }

    public required DateTimeOffset PlayedAt { get; init; }

    /// <summary>Minutes that the date's offset lay from UTC, as given.</summary>
    public required int UtcOffsetMinutes { get; init; }

    /// <summary>False when the file held only a local clock; null in old captures.</summary>
    public required bool? DateHasTimezone { get; init; }

    public required string? MapCode { get; init; }
    public required string? MapName { get; init; }
    public required string? MatchType { get; init; }
    public required int? TeamSize { get; init; }
    public required string? PlaylistId { get; init; }
    public required string? PlaylistName { get; init; }
    public required int? Duration { get; init; }
    public required bool? Overtime { get; init; }
    public required int? OvertimeSeconds { get; init; }
    public required int? Season { get; init; }
    public required string? SeasonType { get; init; }
    public required Rank MinRank { get; init; }
    public required Rank MaxRank { get; init; }
    public required string? ServerName { get; init; }
    public required string? ServerRegion { get; init; }

    public List<ReplaySource> Sources { get; init; } = [];
    public List<TeamStats> Teams { get; init; } = [];
    public List<PlayerStats> Players { get; init; } = [];
}

/// <summary>One upload of a match to Ballchasing, with its payload as it came.</summary>
public sealed class ReplaySource
{
    public required Guid BallchasingId { get; init; }
    public Guid ReplayId { get; set; }

    /// <summary>The id in the file's header; two recordings of one match may share it or not.</summary>
    public required string? RocketLeagueId { get; init; }

    public required string? Status { get; init; }
    public required string? Title { get; set; }
    public required string? Recorder { get; set; }
    public required string? Visibility { get; init; }
    public required DateTimeOffset? UploadedAt { get; init; }
    public required string? UploaderSteamId { get; set; }
    public required string? UploaderName { get; set; }
    public required string? UploaderProfileUrl { get; set; }
    public required string? UploaderAvatar { get; set; }
    public required List<ReplayGroup> Groups { get; init; }
    public required ReplayPayload Payload { get; init; }
}

/// <summary>A Ballchasing group that an upload stands in.</summary>
public sealed class ReplayGroup
{
    public required string Id { get; init; }
    public required string? Name { get; set; }
}

/// <summary>The reply that a match was read from, compressed, so that a better mapper can read it again.</summary>
public sealed class ReplayPayload
{
    public required Guid BallchasingId { get; init; }
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>The <see cref="Importing.ReplayMapper.Version"/> whose rows are stored.</summary>
    public required int MapperVersion { get; init; }

    /// <summary>Compressed; see <see cref="PayloadCompression"/>.</summary>
    public required byte[] Json { get; set; }
}
