using System.Text.Json.Serialization;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>A receipt with what a watcher wants to see beside it.</summary>
public sealed record ImportProgress
{
    public required ImportReceipt Receipt { get; init; }

    /// <summary>Whose or which replays these are, for a heading: a player's name or account, a group, "12 replays".</summary>
    public required string Title { get; init; }

    /// <summary>The account whose matches these are; null for other sources.</summary>
    public string? PlayerId { get; init; }

    /// <summary>The group whose replays these are; null for other sources.</summary>
    public string? GroupId { get; init; }

    /// <summary>Whether a linked account or a group is kept in sync by it.</summary>
    public bool IsSync { get; init; }

    /// <summary>What is being done right now, in words.</summary>
    public required string Step { get; init; }

    /// <summary>Detail requests that went out with this key in the last second.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>Detail requests allowed in a second; null where there is no limit.</summary>
    public int? AllowedPerSecond { get; init; }

    /// <summary>How many other people wait for the same key right now, and take turns with this import.</summary>
    public int SharedWith { get; init; }

    /// <summary>Whose import it is; null for one from before there were accounts.</summary>
    public Guid? UserId { get; init; }

    /// <summary>How it ended, in a sentence: "Done. 1,209 matches came in, 3 could not be brought in."</summary>
    [JsonIgnore]
    public string Outcome => ImportWords.Outcome(Receipt);

    /// <summary>The last replays that came in, newest arrival first, at most ten. For its user alone to see.</summary>
    public IReadOnlyList<ArrivedReplay> Arrivals { get; init; } = [];
}

/// <summary>A replay that just came in.</summary>
/// <param name="Result">From the side of the player whose import this is; null when he isn't in the match, or there is none.</param>
public sealed record ArrivedReplay(
    Guid ReplayId, DateTimeOffset PlayedAt, string Map, string? Playlist, int? BlueGoals, int? OrangeGoals,
    MatchResult? Result, DateTimeOffset ArrivedAt);
