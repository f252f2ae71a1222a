namespace RocketTrainer.Core.Importing;

/// <summary>A wish to bring replays in, and how far it has come.</summary>
public sealed class Import
{
    public required Guid Id { get; init; }

    /// <summary>Whose it is; null for imports from before there were accounts.</summary>
    public required Guid? UserId { get; init; }

    public required ImportSource Source { get; init; }

    /// <summary><c>platform:id</c>, for a player's import.</summary>
    public string? PlayerId { get; init; }

    public string? GroupId { get; init; }

    /// <summary>A SteamID64, for an uploader's import.</summary>
    public string? UploaderId { get; init; }

    public List<string> Playlists { get; init; } = [];
    public string? Season { get; init; }
    public DateTimeOffset? After { get; init; }
    public DateTimeOffset? Before { get; init; }
    public int? Max { get; init; }

    /// <summary>Only what came to Ballchasing after this; null for everything.</summary>
    public DateTimeOffset? UploadedAfter { get; init; }

    /// <summary>The linked account or the group that syncs by it; null for imports that somebody asked for.</summary>
    public Guid? SyncOf { get; init; }

    public ImportState State { get; set; }

    /// <summary>Why the whole import failed.</summary>
    public string? Error { get; set; }

    /// <summary>The address of the next list page; null before the first and after the last.</summary>
    public string? NextPage { get; set; }

    /// <summary>The group with the child groups found so far, in the order in which they are listed.</summary>
    public List<string> Groups { get; set; } = [];

    /// <summary>How many of <see cref="Groups"/> are listed to their end.</summary>
    public int GroupsListed { get; set; }

    /// <summary>The group that is being listed; null for other sources.</summary>
    internal string? CurrentGroup => Groups.ElementAtOrDefault(GroupsListed) ?? GroupId;

    /// <summary>True once everything that the source lists has an item.</summary>
    public bool ListingDone { get; set; }

    // What became of the items, counted in the same transaction that changes them.
    public int Listed { get; set; }
    public int Imported { get; set; }
    public int Duplicates { get; set; }
    public int Skipped { get; set; }
    public int Pending { get; set; }
    public int Failed { get; set; }

    public int Requests { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    internal const string AboutSomebodyNameless = "This player asked not to be named here, and all these matches together would name him.";

    /// <summary>Whose matches these are by what was asked for: a player's, an uploader's, or nobody's in particular.</summary>
    internal IEnumerable<string> About => new[] { PlayerId, UploaderId is null ? null : "steam:" + UploaderId }.OfType<string>();

    public int Remaining => Listed - Imported - Duplicates - Skipped - Pending - Failed;
}

/// <summary>One listed replay of an import.</summary>
public sealed class ImportItem
{
    public required Guid ImportId { get; init; }

    /// <summary>Ballchasing's id, as listed.</summary>
    public required string BallchasingId { get; init; }

    /// <summary>The place in the list, from 0.</summary>
    public required int Ordinal { get; init; }

    public ImportItemState State { get; set; }

    /// <summary>Why it was skipped, is pending or failed.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether asking again can help.</summary>
    public bool Retryable { get; set; }

    /// <summary>How often Ballchasing was asked for it.</summary>
    public int Attempts { get; set; }

    /// <summary>The match it became or belongs to.</summary>
    public Guid? ReplayId { get; set; }
}
