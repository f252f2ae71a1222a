using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Accounts.Keys;

/// <summary>A key as its owner sees it.</summary>
public sealed record ApiKeyView(Guid Id, string Name, string Prefix, ApiScopes Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

/// <summary>A key that was shown and believed.</summary>
public sealed record KeyCredential(Guid KeyId, Guid UserId, ApiScopes Scopes, string Prefix, DateTimeOffset? ExpiresAt);

/// <summary>Personal keys: <c>rt_</c>, eight characters to know it by, <c>_</c>, and 256 random bits.</summary>
public sealed class ApiKeys(IDbContextFactory<RocketTrainerDb> factory, AuditLog audit, KeyUses uses, RefreshTokens tokens, TimeProvider time)
{
    public const int MostPerUser = 20;
    public const int LongestName = 60;

    private const string BootstrapPrefix = "bootstrap";
    private const string Start = "rt_";
    private const int PrefixLength = 11;
    private const int Length = PrefixLength + 1 + 43;
    private const string PrefixAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>The longest that a key may live, unless it never expires.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(730);

    private readonly ShortMemory<string, ApiKey> _known = new(time);

    /// <summary>Makes a key, or returns null with what is wrong, by field. A key that is made by means of another doesn't outlive that one.</summary>
    /// <returns>The key and its secret, which is never to be had again.</returns>
    public async Task<(ApiKeyView? Key, string? Secret, IReadOnlyDictionary<string, string[]> Errors)> CreateAsync(
        KnownUser owner, string? name, ApiScopes scopes, DateTimeOffset? expiresAt, Caller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        name = name?.Trim();
        if (name is not { Length: >= 1 and <= LongestName } || name.Any(char.IsControl))
            errors["name"] = [$"A name has 1 to {LongestName} characters."];
        if (scopes == ApiScopes.None)
            errors["scopes"] = ["Give at least one scope: read, import, write or admin."];
        else if (scopes.HasFlag(ApiScopes.Admin) && !owner.IsAdministrator)
            errors["scopes"] = ["The scope admin is for administrators."];
        if (expiresAt <= now || expiresAt > now + LongestLife)
            errors["expiresAt"] = ["A key expires in the future and within two years, or never."];
        if (errors.Count > 0)
            return (null, null, errors);

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.ApiKeys.CountAsync(k => k.UserId == owner.Id && k.RevokedAt == null, cancellationToken) >= MostPerUser)
        {
            errors["name"] = [$"You have {MostPerUser} keys, which is as many as anybody may have. Revoke one first."];
            return (null, null, errors);
        }

        if (caller.KeyId is { } maker && await db.ApiKeys.Where(k => k.Id == maker).Select(k => k.ExpiresAt).SingleOrDefaultAsync(cancellationToken) is { } makersEnd
            && !(expiresAt <= makersEnd))
        {
            errors["expiresAt"] = [string.Create(CultureInfo.InvariantCulture, $"The key that asks for this one expires at {makersEnd.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}; this one can't live longer.")];
            return (null, null, errors);
        }

        var prefix = Start + RandomNumberGenerator.GetString(PrefixAlphabet, PrefixLength - Start.Length);
        var secret = $"{prefix}_{Secrets.New()}";
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now), UserId = owner.Id, Name = name!, Prefix = prefix, Hash = Secrets.Hash(secret),
            Scopes = scopes, CreatedAt = now, ExpiresAt = expiresAt?.ToUniversalTime(),
        };
        db.ApiKeys.Add(key);
        audit.Add(db, AuditKind.KeyCreated, owner.Id, caller, prefix);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (View(key), secret, errors);
    }

    /// <summary>The user's keys that are not revoked, newest first; expired ones too.</summary>
    public async Task<IReadOnlyList<ApiKeyView>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var keys = await db.ApiKeys.AsNoTracking().Where(k => k.UserId == userId && k.RevokedAt == null)
            .OrderByDescending(k => k.CreatedAt).ThenByDescending(k => k.Id).ToListAsync(cancellationToken);
        return [.. keys.Select(View)];
    }

    /// <summary>Ends a key, and with it every token that came from it. False when the user has none with this id.</summary>
    public async Task<bool> RevokeAsync(Guid userId, Guid keyId, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == keyId && k.UserId == userId && k.RevokedAt == null, cancellationToken);
        if (key is null)
            return false;
        key.RevokedAt = time.GetUtcNow();
        audit.Add(db, AuditKind.KeyRevoked, userId, caller, key.Prefix);
        await db.SaveChangesAsync(cancellationToken);
        _known.Forget((_, known) => known.Id == keyId);
        tokens.Forget();
        return true;
    }

    /// <summary>What a key that somebody shows is good for; null when it isn't one, is revoked or has expired.</summary>
    public async ValueTask<KeyCredential?> BelieveAsync(string given, string? address, CancellationToken cancellationToken)
    {
        var prefix = given.Length == Length && given.StartsWith(Start, StringComparison.Ordinal) && given[PrefixLength] == '_' ? given[..PrefixLength] : BootstrapPrefix;
        var now = time.GetUtcNow();
        if (await _known.GetAsync(prefix, () => LoadAsync(prefix, cancellationToken)) is not { RevokedAt: null } key
            || !Secrets.AreEqual(Secrets.Hash(given), key.Hash) || key.ExpiresAt <= now)
            return null;
        uses.Note(key, address, now);
        return new(key.Id, key.UserId, key.Scopes, key.Prefix, key.ExpiresAt);
    }

    /// <summary>The user is gone: the next request with one of his keys asks the database.</summary>
    internal void Forget(Guid userId) => _known.Forget((_, key) => key.UserId == userId);

    /// <summary>Makes the configured key the bootstrap administrator's one; another one, and all that came from it, ends.</summary>
    /// <param name="secret">Null: there is none.</param>
    public async Task SetBootstrapAsync(string? secret, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var hash = secret is null ? null : Secrets.Hash(secret);
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Prefix == BootstrapPrefix, cancellationToken) is { } old)
        {
            if (hash is not null && old.RevokedAt is null && Secrets.AreEqual(old.Hash, hash))
                return;
            db.ApiKeys.Remove(old);
            await db.SaveChangesAsync(cancellationToken);
        }

        if (hash is null)
            return;
        var now = time.GetUtcNow();
        db.ApiKeys.Add(new ApiKey
        {
            Id = Guid.CreateVersion7(now), UserId = User.BootstrapId, Name = "Bootstrap:AdminApiKey", Prefix = BootstrapPrefix, Hash = hash,
            Scopes = ApiScopes.All, CreatedAt = now, ExpiresAt = null,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<ApiKey?> LoadAsync(string prefix, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Prefix == prefix, cancellationToken);
    }

    private static ApiKeyView View(ApiKey key) => new(key.Id, key.Name, key.Prefix, key.Scopes, key.CreatedAt, key.ExpiresAt, key.LastUsedAt);
}
