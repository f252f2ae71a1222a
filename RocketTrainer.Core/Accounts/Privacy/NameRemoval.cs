namespace RocketTrainer.Core.Accounts.Privacy;

public enum RemovalState
{
    /// <summary>Asked for without proof; an administrator decides.</summary>
    Requested,

    /// <summary>Names are being taken out of what is stored; what comes in is nameless already.</summary>
    Running,

    Done,
    Refused,
}

/// <summary>
/// Somebody's wish not to be named here. The numbers stay, credited to nobody; name and account go from every match that
/// is stored, from its payload, and from all that is brought in later.
/// </summary>
public sealed class NameRemoval
{
    public required Guid Id { get; init; }

    /// <summary><see cref="Players.PlayerId"/> as text.</summary>
    public required string PlayerId { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Who asked, where he was signed in.</summary>
    public required Guid? RequestedBy { get; set; }

    /// <summary>What was said with it, at most 500 characters.</summary>
    public string? Message { get; init; }

    public required RemovalState State { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Stored matches that the name was taken out of.</summary>
    public int Matches { get; set; }
}
