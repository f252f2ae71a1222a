using System.Text.Json.Serialization;

namespace RocketTrainer.Core.Replays;

public enum TeamColor { Blue, Orange }

/// <summary>How a match ended for one side.</summary>
public enum MatchResult { Win, Loss, Draw }

/// <summary>
/// A rank as given at match time. <paramref name="Tier"/> is 0 (unranked) to 22 (Supersonic Legend);
/// <paramref name="Division"/> is 1 to 4, null where a tier has none.
/// </summary>
public sealed record Rank(int? Tier, int? Division, string? Id, string? Name)
{
    /// <summary>No rank was given, which is not the same as unranked.</summary>
    public static readonly Rank Unknown = new(null, null, null, null);
}

/// <summary>One match in a list.</summary>
public sealed record ReplayRow
{
    /// <summary>Ballchasing's id of the upload that the match was first brought in from.</summary>
    public required Guid ReplayId { get; init; }

    public required DateTimeOffset PlayedAt { get; init; }

    /// <summary>False when the file held only a local clock, so that the time may be hours off; null when unknown.</summary>
    public required bool? TimeZoneKnown { get; init; }

    public required string? PlaylistId { get; init; }
    public required string? PlaylistName { get; init; }
    public required string? MatchType { get; init; }
    public required string? MapCode { get; init; }
    public required string? MapName { get; init; }

    /// <summary>Seconds, overtime and goal replays included.</summary>
    public required int? Duration { get; init; }

    public required bool? Overtime { get; init; }

    public required ReplayRowTeam Blue { get; init; }
    public required ReplayRowTeam Orange { get; init; }

    public required Rank? MinRank { get; init; }
    public required Rank? MaxRank { get; init; }

    /// <summary>For the player that the list is filtered by, else for the viewer; null when neither stands in it, or no goals are known.</summary>
    public required MatchResult? Result { get; init; }

    /// <summary>The map's name, or its code where Ballchasing doesn't know the map yet.</summary>
    [JsonIgnore]
    public string Map => MapName ?? MapCode ?? "Unknown map";

    /// <summary>The playlist's name, or what kind of match it was.</summary>
    [JsonIgnore]
    public string Playlist => PlaylistName ?? PlaylistId ?? MatchType ?? "Unknown playlist";
}

/// <param name="Name">Null for the default colours.</param>
public sealed record ReplayRowTeam(string? Name, int? Goals, IReadOnlyList<string> Players);
