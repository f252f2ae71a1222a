using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Accounts.Keys;

/// <summary>What one exchange of a key, or one refresh, gives: who it is for, and the next refresh token.</summary>
public sealed record TokenGrant(Guid UserId, Guid KeyId, Guid FamilyId, ApiScopes Scopes, string RefreshToken, DateTimeOffset RefreshExpiresAt);

/// <summary>Refresh tokens that are good once. One that comes twice ends its family.</summary>
public sealed class RefreshTokens(IDbContextFactory<RocketTrainerDb> factory, AuditLog audit, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private static readonly object Yes = new();

    private readonly ShortMemory<Guid, object> _families = new(time);

    /// <summary>Begins a family.</summary>
    public async Task<TokenGrant> BeginAsync(KeyCredential credential, ApiScopes scopes, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await db.RefreshTokens.Where(t => t.UserId == credential.UserId && t.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var key = await db.ApiKeys.AsNoTracking().SingleAsync(k => k.Id == credential.KeyId, cancellationToken);
        var grant = Add(db, Guid.CreateVersion7(now), key, credential.Scopes & scopes);
        await db.SaveChangesAsync(cancellationToken);
        return grant;
    }

    /// <summary>The next token for this one; null when it isn't one, has expired, its key is revoked, or it was used before.</summary>
    public async Task<TokenGrant?> RefreshAsync(string given, Caller caller, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(given);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (!await db.RefreshTokens.AnyAsync(t => t.Hash == hash, cancellationToken))
            return null; // guesses don't get as far as the one writer
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var now = time.GetUtcNow();
        // One statement decides who is first, on every node. A family of which anything is revoked is over.
        var first = await db.RefreshTokens.Where(t => t.Hash == hash && t.UsedAt == null && t.ExpiresAt > now
                && !db.RefreshTokens.Any(o => o.FamilyId == t.FamilyId && o.RevokedAt != null))
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.UsedAt, now), cancellationToken) == 1;
        var token = await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancellationToken);
        if (token is null)
            return null;

        var key = await db.ApiKeys.AsNoTracking().SingleAsync(k => k.Id == token.ApiKeyId, cancellationToken);
        TokenGrant? grant = null;
        if (first && key.RevokedAt is null && !(key.ExpiresAt <= now))
        {
            grant = Add(db, token.FamilyId, key, token.Scopes);
            await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(s => s.SetProperty(k => k.LastUsedAt, now), cancellationToken); // a key is in use as long as its tokens are
        }
        else if (!first && token is { UsedAt: not null, RevokedAt: null })
        {
            await RevokeFamilyAsync(db, token.FamilyId, now, cancellationToken);
            audit.Add(db, AuditKind.TokenReused, token.UserId, caller, key.Prefix);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (grant is null)
            Forget(token.FamilyId);
        return grant;
    }

    /// <summary>Ends the family of a token; one that isn't known changes nothing.</summary>
    public async Task RevokeAsync(string given, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(given);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.RefreshTokens.Where(t => t.Hash == hash).Select(t => (Guid?)t.FamilyId).SingleOrDefaultAsync(cancellationToken) is { } family)
        {
            await RevokeFamilyAsync(db, family, time.GetUtcNow(), cancellationToken);
            Forget(family);
        }
    }

    /// <summary>Whether access tokens of this family are still to be believed.</summary>
    public async ValueTask<bool> StandsAsync(Guid familyId, CancellationToken cancellationToken) =>
        await _families.GetAsync(familyId, () => LoadAsync(familyId, cancellationToken)) is not null;

    /// <summary>The next request with a token asks the database.</summary>
    internal void Forget() => _families.Forget((_, _) => true);

    private async Task<object?> LoadAsync(Guid familyId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.RefreshTokens.AnyAsync(t => t.FamilyId == familyId
            && !db.RefreshTokens.Any(o => o.FamilyId == familyId && o.RevokedAt != null)
            && db.ApiKeys.Any(k => k.Id == t.ApiKeyId && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now)), cancellationToken) ? Yes : null;
    }

    private void Forget(Guid familyId) => _families.Forget((family, _) => family == familyId);

    private static async Task RevokeFamilyAsync(RocketTrainerDb db, Guid familyId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.RefreshTokens.Where(t => t.FamilyId == familyId && t.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, now), cancellationToken);
    }

    private TokenGrant Add(RocketTrainerDb db, Guid family, ApiKey key, ApiScopes scopes)
    {
        var now = time.GetUtcNow();
        var secret = Secrets.New();
        var expires = key.ExpiresAt < now + Lifetime ? key.ExpiresAt.Value : now + Lifetime;
        db.RefreshTokens.Add(new RefreshToken
        {
            Id = Guid.CreateVersion7(now), FamilyId = family, UserId = key.UserId, ApiKeyId = key.Id, Scopes = scopes,
            Hash = Secrets.Hash(secret), IssuedAt = now, ExpiresAt = expires,
        });
        return new(key.UserId, key.Id, family, scopes, secret, expires);
    }
}
