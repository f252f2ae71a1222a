namespace RocketTrainer.Core.Importing;

/// <summary>An import told to people, the same from the runner and from the database.</summary>
internal static class ImportWords
{
    public static bool IsOver(ImportState state) => state is ImportState.Completed or ImportState.Cancelled or ImportState.Failed;

    /// <param name="playerName">The name of the import's player, where it is known already.</param>
    public static string Title(Import import, string? playerName) => import.Source switch
    {
        ImportSource.Player => playerName ?? import.PlayerId!,
        ImportSource.Group => $"Group {import.GroupId}",
        ImportSource.Uploader => $"Uploads of steam:{import.UploaderId}",
        _ => import.Listed == 1 ? "1 replay" : $"{import.Listed:N0} replays",
    };

    /// <param name="ahead">How many imports begin before one that waits for its turn, where that is known.</param>
    public static string Ending(Import import, int? ahead = null) => import.State switch
    {
        ImportState.Completed when import.Pending > 0 => "Done, but Ballchasing is still reading some files",
        ImportState.Completed when import.Failed > 0 => "Done, but some replays could not be brought in",
        ImportState.Completed => "Done",
        ImportState.Cancelled => "Cancelled: what had come in is kept",
        ImportState.Failed => import.Error ?? "Failed",
        ImportState.Paused => "What has come in is kept; it goes on when you resume it",
        ImportState.Waiting when import.Error is not null => "Waiting for a key",
        ImportState.Running => "Running",
        ImportState.Queued when ahead is { } others => others switch
        {
            0 => "Waiting for its turn: it is the next",
            1 => "Waiting for its turn: one import goes first",
            _ => $"Waiting for its turn: {others:N0} imports go first",
        },
        _ => "Waiting for its turn",
    };

    public static string Outcome(ImportReceipt receipt)
    {
        var cameIn = receipt.Imported == 1 ? "1 match came in" : $"{receipt.Imported:N0} matches came in";
        return receipt.State == ImportState.Failed ? $"Failed. {cameIn}." : $"Done. {cameIn}{(receipt.Failed > 0 ? $", {receipt.Failed:N0} could not be brought in" : "")}.";
    }

    public static string Duration(double seconds) => seconds switch
    {
        < 90 => $"{Math.Ceiling(seconds):0} s",
        < 5400 => $"{Math.Ceiling(seconds / 60):0} min",
        _ => $"{seconds / 3600:0.#} h",
    };

    public static ImportReceipt Receipt(Import import, ImportQuota quota, IReadOnlyList<ImportFailure> failures) => new()
    {
        Id = import.Id,
        State = import.State,
        Source = import.Source,
        Listed = import.Listed,
        Imported = import.Imported,
        Duplicates = import.Duplicates,
        Skipped = import.Skipped,
        Pending = import.Pending,
        Failed = import.Failed,
        Remaining = import.Remaining,
        Requests = import.Requests,
        Quota = quota,
        EtaSeconds = null,
        StartedAt = import.StartedAt,
        FinishedAt = import.FinishedAt,
        Error = import.Error,
        Failures = [.. failures],
    };
}
