using System.Text.Json;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Imports;

/// <summary>An invented import, for the reference.</summary>
internal static class ImportExamples
{
    private static readonly DateTimeOffset Started = new(2026, 1, 31, 18, 0, 0, TimeSpan.Zero);

    public static readonly Guid Id = new("019c1530-5e00-7000-8000-000000000001");

    public static readonly string Location = $"{Api.Root}/imports/{Id}";

    public static readonly object OfAPlayer = new { source = "player", playerId = "steam:76561190000000001", playlists = new[] { "ranked-doubles" }, max = 200 };
    public static readonly object OfReplays = new { source = "replays", replayIds = new[] { "2d5c7a10-0000-4000-8000-000000000001" } };
    public static readonly object OfAGroup = new { source = "group", groupId = "scrim-night-abc123", season = "f21" };
    public static readonly object OfAnUploader = new { source = "uploader", uploaderId = "76561190000000001", after = "2026-01-01T00:00:00Z", before = "2026-02-01T00:00:00Z" };

    public static readonly Guid GroupId = new("019c1530-5e00-7000-8000-000000000002");

    public static readonly FollowedGroupView Group = new(GroupId, "scrim-night-abc123", Started, SyncedAt: Started.AddMinutes(30), NextSyncAt: Started.AddMinutes(61));

    public static readonly ImportReceipt Running = new()
    {
        Id = Id,
        State = ImportState.Running,
        Source = ImportSource.Player,
        Listed = 200,
        Imported = 80,
        Duplicates = 12,
        Skipped = 1,
        Pending = 1,
        Failed = 1,
        Remaining = 105,
        Requests = 97,
        Quota = new ImportQuota("regular", 1000, 96),
        EtaSeconds = 52.5,
        StartedAt = Started,
        FinishedAt = null,
        Error = null,
        Failures = [new("2d5c7a10-0000-4000-8000-000000000009", "Ballchasing could not read this replay file.", 1, Retryable: false)],
    };

    public static readonly ImportReceipt Queued = Running with
    {
        State = ImportState.Queued, Listed = 0, Imported = 0, Duplicates = 0, Skipped = 0, Pending = 0, Failed = 0, Remaining = 0, Requests = 0,
        Quota = new ImportQuota("regular", 1000, 0), EtaSeconds = null, StartedAt = null, Failures = [],
    };

    public static readonly ImportReceipt Cancelled = Running with { State = ImportState.Cancelled, EtaSeconds = null, FinishedAt = Started.AddMinutes(1) };

    public static readonly ImportReceipt Paused = Running with { State = ImportState.Paused, EtaSeconds = null };

    public static readonly ImportReceipt Resumed = Queued with { Listed = 200, Imported = 80, Duplicates = 12, Skipped = 1, Remaining = 107, Requests = 97, StartedAt = Started };

    /// <summary>One of <see cref="Running"/>'s failures.</summary>
    public static readonly object OfOne = new { replayId = "2d5c7a10-0000-4000-8000-000000000009" };

    public static readonly string Event = $"event: receipt\ndata: {JsonSerializer.Serialize(Running, Api.Json)}\n\n";
}
