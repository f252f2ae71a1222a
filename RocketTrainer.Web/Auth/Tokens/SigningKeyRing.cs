using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Web.Auth.Tokens;

/// <summary>
/// The keys that access tokens are signed with. They lie in the database, protected by the key ring, so that they are the
/// same after a restart and on every node. A key signs for 30 days; the next one is there a day before it is needed, so
/// that every node knows it by then.
/// </summary>
public sealed class SigningKeyRing(IDbContextFactory<RocketTrainerDb> factory, IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan SignsFor = TimeSpan.FromDays(30);

    private const int SecretBytes = 64;
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    private readonly IDataProtector _protector = protection.CreateProtector("RocketTrainer.SigningKeys");
    private readonly Lock _gate = new();
    private ImmutableArray<Opened> _keys = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>The key to sign with now; made where there is none.</summary>
    public SigningCredentials Current()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (Signing(now) is null || _keys.Max(k => k.SignsFrom) + SignsFor - Ahead <= now)
                Roll(now);
            return new SigningCredentials(Signing(now)!.Key, SecurityAlgorithms.HmacSha256);
        }
    }

    /// <summary>The key with this id, or none. One that isn't known is looked for in the database, but not at every guess.</summary>
    public IEnumerable<SecurityKey> Find(string? id)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (Known(id) is null && now - _readAt >= LookAgainAfter)
                Read(now);
            return Known(id) is { } known && known.ExpiresAt > now ? [known.Key] : [];
        }
    }

    private Opened? Known(string? id) => _keys.FirstOrDefault(k => k.Key.KeyId == id);

    private Opened? Signing(DateTimeOffset now) => _keys.Where(k => k.SignsFrom <= now && now < k.SignsFrom + SignsFor).MaxBy(k => (k.SignsFrom, k.Key.KeyId));

    private void Roll(DateTimeOffset now)
    {
        Read(now);
        using var db = factory.CreateDbContext();
        if (Signing(now) is null)
            Add(db, now, now);
        else if (_keys.Max(k => k.SignsFrom) + SignsFor - Ahead <= now)
            Add(db, _keys.Max(k => k.SignsFrom) + SignsFor, now);
        else
            return; // another node was quicker
        Read(now);
    }

    private void Add(RocketTrainerDb db, DateTimeOffset signsFrom, DateTimeOffset now)
    {
        db.SigningKeys.Add(new SigningKey
        {
            Id = Guid.CreateVersion7(now),
            SignsFrom = signsFrom,
            ExpiresAt = signsFrom + SignsFor + AccessTokens.Lifetime + AccessTokens.Skew,
            ProtectedSecret = _protector.Protect(RandomNumberGenerator.GetBytes(SecretBytes)),
        });
        db.SaveChanges();
        db.SigningKeys.Where(k => k.ExpiresAt < now).ExecuteDelete();
    }

    private void Read(DateTimeOffset now)
    {
        using var db = factory.CreateDbContext();
        _keys = [.. db.SigningKeys.AsNoTracking().Where(k => k.ExpiresAt > now).ToList().Select(Open).OfType<Opened>()];
        _readAt = now;
    }

    /// <summary>The key, or null when the key ring that it was protected with is gone: then nothing it signed can be believed.</summary>
    private Opened? Open(SigningKey stored)
    {
        try
        {
            return new(new SymmetricSecurityKey(_protector.Unprotect(stored.ProtectedSecret)) { KeyId = stored.Id.ToString("N") }, stored.SignsFrom, stored.ExpiresAt);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Opened(SymmetricSecurityKey Key, DateTimeOffset SignsFrom, DateTimeOffset ExpiresAt);
}
