using System.Text.Json.Serialization;

namespace RocketTrainer.Core.Importing;

/// <summary>Where an import stands. Completed, cancelled and failed are final.</summary>
public enum ImportState { Queued, Running, Waiting, Paused, Completed, Cancelled, Failed }

/// <summary>What the replays of an import are listed from.</summary>
public enum ImportSource { Player, Replays, Group, Uploader }

/// <summary>What became of one listed replay.</summary>
public enum ImportItemState
{
    /// <summary>Not asked for yet.</summary>
    Remaining,

    /// <summary>Its match is stored.</summary>
    Imported,

    /// <summary>Its match was known already, by this or by another upload of it.</summary>
    Duplicate,

    /// <summary>Listed, but outside what the import asked for.</summary>
    Skipped,

    /// <summary>Ballchasing is still reading the file; it is asked for again.</summary>
    Pending,

    /// <summary>Could not be brought in; the reason says why and whether a retry can help.</summary>
    Failed,
}

/// <summary>
/// What an import has done so far. It always balances:
/// <c>Listed = Imported + Duplicates + Skipped + Pending + Failed + Remaining</c>.
/// </summary>
public sealed record ImportReceipt
{
    public required Guid Id { get; init; }
    public required ImportState State { get; init; }
    public required ImportSource Source { get; init; }
    public required int Listed { get; init; }
    public required int Imported { get; init; }
    public required int Duplicates { get; init; }
    public required int Skipped { get; init; }
    public required int Pending { get; init; }
    public required int Failed { get; init; }
    public required int Remaining { get; init; }

    /// <summary>Requests sent to Ballchasing, retries included.</summary>
    public required int Requests { get; init; }

    public required ImportQuota Quota { get; init; }

    /// <summary>Seconds until the end under the key's budget; null when it can't be told or the import is over.</summary>
    public required double? EtaSeconds { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why the import as a whole ended as failed; null otherwise.</summary>
    public required string? Error { get; init; }

    public required IReadOnlyList<ImportFailure> Failures { get; init; }

    /// <summary>Whether it ended by itself and took so long that its owner has turned to something else.</summary>
    [JsonIgnore]
    public bool IsNews => State is ImportState.Completed or ImportState.Failed && FinishedAt - StartedAt >= TimeSpan.FromMinutes(1);

    [JsonIgnore]
    public bool IsOver => State is ImportState.Completed or ImportState.Cancelled or ImportState.Failed;
}

/// <summary>The budget for replay details of the key that an import uses. <paramref name="PerHour"/> is null where there is no hourly limit.</summary>
public sealed record ImportQuota(string Tier, int? PerHour, int UsedThisHour);

/// <summary>A replay that could not be brought in.</summary>
/// <param name="ReplayId">Ballchasing's id.</param>
/// <param name="Reason">A sentence that a player understands.</param>
public sealed record ImportFailure(string ReplayId, string Reason, int Attempts, bool Retryable);
