namespace RocketTrainer.Core.Accounts.Exports;

public enum ExportState { Queued, Running, Ready, Failed }

/// <summary>A zip of everything that is stored about a user, made by a job; gone after a while.</summary>
public sealed class PersonalExport
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public ExportState State { get; set; }
    public required DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The link works until then.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Bytes.</summary>
    public long? Size { get; set; }

    public PersonalExportFile? File { get; set; }
}

/// <summary>The zip, in a row of its own so that nobody reads it by the way.</summary>
public sealed class PersonalExportFile
{
    public required Guid ExportId { get; init; }
    public required byte[] Content { get; init; }
}
