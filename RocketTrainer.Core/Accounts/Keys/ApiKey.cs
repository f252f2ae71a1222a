namespace RocketTrainer.Core.Accounts.Keys;

/// <summary>What a key or token may be used for.</summary>
[Flags]
public enum ApiScopes
{
    None = 0,

    /// <summary>Look at everything that the user may see.</summary>
    Read = 1,

    /// <summary>Start and steer imports.</summary>
    Import = 2,

    /// <summary>Change profile, linked accounts, keys, and delete.</summary>
    Write = 4,

    /// <summary>What administrators may, where the user is one.</summary>
    Admin = 8,

    All = Read | Import | Write | Admin,
}

/// <summary>A personal key for programs. Its secret is shown once; stored is only a hash of it.</summary>
public sealed class ApiKey
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string Name { get; init; }

    /// <summary>The readable beginning, by which the key is found and recognised.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key, which has 256 random bits and so needs no salt.</summary>
    public required byte[] Hash { get; init; }

    public required ApiScopes Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>
/// A refresh token, good once. All that follow from one exchange of a key are a family; when one comes a second time,
/// somebody has a copy, and the whole family ends.
/// </summary>
public sealed class RefreshToken
{
    public required Guid Id { get; init; }
    public required Guid FamilyId { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>The key that the family came from, and ends with.</summary>
    public required Guid ApiKeyId { get; init; }

    public required ApiScopes Scopes { get; init; }
    public required byte[] Hash { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A key that access tokens are signed with. Only its protected form is stored.</summary>
public sealed class SigningKey
{
    public required Guid Id { get; init; }

    /// <summary>Signs from here on; before, it only becomes known to every node.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>Nothing that it signed is believed any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required byte[] ProtectedSecret { get; init; }
}
