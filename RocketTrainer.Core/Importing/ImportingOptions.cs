namespace RocketTrainer.Core.Importing;

/// <summary>The configuration section <c>Importing</c>.</summary>
public sealed class ImportingOptions
{
    public const string Section = "Importing";

    /// <summary>Details under way at once for one import; the budget decides how fast they go out.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>Replays written in one transaction, at most.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>How long a fetched replay waits for others to be written with it.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long after the first answer a replay that Ballchasing is still reading is asked for again; doubled each time, at most half an hour.</summary>
    public TimeSpan PendingDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a pending replay is asked for before the import ends without it: by default over six hours.</summary>
    public int PendingAttempts { get; set; } = 20;

    /// <summary>How often linked accounts fetch what is new; zero is never.</summary>
    public TimeSpan SyncEvery { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How far before the last sync an upload may have been listed only after it.</summary>
    public TimeSpan SyncLookBack { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often an unreadable answer is asked for again before the replay counts as failed.</summary>
    public int UnreadableAttempts { get; set; } = 3;
}
