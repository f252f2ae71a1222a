namespace RocketTrainer.Core.Accounts;

public enum AuditKind
{
    SignedIn,
    SignInFailed,
    SignedOut,
    SignedOutEverywhere,
    AccountLinked,
    AccountVerified,
    AccountUnlinked,
    AccountUnverified,
    MatchesClaimed,
    RoleChanged,
    KeyCreated,
    KeyUsed,
    KeyRevoked,
    TokenReused,
    BallchasingKeyKept,
    BallchasingKeyForgotten,
    WebhookKept,
    WebhookForgotten,
    VisibilityChanged,
    ProfileLinkMade,
    ProfileLinkTakenBack,
    ExportRequested,
    ExportDownloaded,
    AccountDeleted,
    RemovalRequested,
    RemovalDecided,
}

/// <summary>Something that an administrator or the person concerned may want to look up later. Never holds a secret.</summary>
public sealed class AuditEvent
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required AuditKind Kind { get; init; }

    /// <summary>Whom it is about; stays as a bare number when the account is deleted. Null where nobody was known.</summary>
    public required Guid? UserId { get; init; }

    /// <summary>Who did it, where that is somebody else.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>What it was done to or with: a key's prefix, an account, a role.</summary>
    public string? Subject { get; init; }

    /// <summary>The caller's address; forgotten when the account is deleted.</summary>
    public string? Address { get; set; }
}
