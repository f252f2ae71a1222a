namespace RocketTrainer.Core.Accounts;

/// <summary>How it was shown that an account is a user's own.</summary>
public enum AccountProof
{
    /// <summary>The user signed in with it.</summary>
    SignIn,

    /// <summary>The user's Steam account uploaded a replay that was recorded by it.</summary>
    Recording,

    /// <summary>An administrator said so.</summary>
    Administrator,
}

/// <summary>
/// An account that a user plays on. Until it is proven it only marks the user's own rows in what the user may see
/// anyway; a proven one belongs to nobody else, opens the matches it stands in, and is what others see of the user.
/// </summary>
public sealed class LinkedAccount
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>Lower-case, one of <see cref="Players.PlayerId.Platforms"/>.</summary>
    public required string Platform { get; init; }

    /// <summary><see cref="Players.PlayerId"/> as text; null while only a name was given.</summary>
    public string? PlayerId { get; set; }

    public required string Name { get; set; }
    public required DateTimeOffset LinkedAt { get; init; }

    /// <summary>Null: not proven.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    public AccountProof? Proof { get; set; }

    /// <summary>Whether its matches are fetched by themselves.</summary>
    public bool Syncs { get; set; } = true;

    /// <summary>When the last sync that ended well began; null before the first.</summary>
    public DateTimeOffset? SyncedAt { get; set; }

    /// <summary>When the next sync is due; null: now.</summary>
    public DateTimeOffset? NextSyncAt { get; set; }
}

/// <summary>
/// A user's answer to "is this you?" about a row of a match whose account is masked. A row confirmed is credited to the
/// linked account; one denied is not asked about again.
/// </summary>
public sealed class MatchClaim
{
    public required Guid ReplayId { get; init; }
    public required int Slot { get; init; }
    public required Guid LinkedAccountId { get; init; }
    public required bool Confirmed { get; set; }
    public required DateTimeOffset DecidedAt { get; set; }
}

/// <summary>A match that a user brought in, and may therefore look at.</summary>
public sealed class LibraryEntry
{
    public required Guid UserId { get; init; }
    public required Guid ReplayId { get; init; }

    /// <summary>The match's, so that the list of one's own matches is an index.</summary>
    public required DateTimeOffset PlayedAt { get; init; }
}
