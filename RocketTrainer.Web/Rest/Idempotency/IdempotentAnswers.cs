using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Web.Rest.Idempotency;

/// <summary>What was stored under a key when a request came with it.</summary>
public abstract record KeyClaim
{
    private KeyClaim()
    {
    }

    /// <summary>Nothing: the key is this request's, which is to be done now.</summary>
    /// <param name="Until">Names the claim, and ends it should nobody keep or give up the key.</param>
    public sealed record Ours(DateTimeOffset Until) : KeyClaim;

    /// <summary>The same request, which is being worked on.</summary>
    public sealed record UnderWay : KeyClaim;

    /// <summary>Another request.</summary>
    public sealed record Reused : KeyClaim;

    /// <summary>The same request, with its answer.</summary>
    public sealed record Answered(IdempotentAnswer Answer) : KeyClaim;
}

/// <summary>
/// The keys that came with requests, and what was answered. The table's primary key decides which of several requests
/// is the first, on one node or many.
/// </summary>
public sealed class IdempotentAnswers(IDbContextFactory<RocketTrainerDb> factory, TimeProvider time)
{
    /// <summary>A request that takes longer has died with its process: somebody else may do it.</summary>
    public static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int ForgottenAtOnce = 50;
    private const int MostRaces = 10;

    public async Task<KeyClaim> ClaimAsync(Guid userId, string key, byte[] fingerprint, CancellationToken cancellationToken)
    {
        for (var races = 0; ; races++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var (now, until) = Times();
            var there = await db.IdempotentAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.UserId == userId && a.Key == key, cancellationToken);
            if (there is not null && there.ExpiresAt > now)
                return there.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? there.Status is null ? new KeyClaim.UnderWay() : new KeyClaim.Answered(there) : new KeyClaim.Reused();
            try
            {
                if (await TakeAsync(db, userId, key, fingerprint, there, now, until, cancellationToken))
                    return new KeyClaim.Ours(until);
            }
            catch (DbUpdateException) when (races < MostRaces)
            {
                // another request was first; what it left is read next
            }
        }
    }

    /// <summary>Stores the answer, unless somebody else took the key over meanwhile.</summary>
    public async Task KeepAsync(Guid userId, string key, KeyClaim.Ours claim, int status, string? contentType, string? location, byte[]? body)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        var expires = time.GetUtcNow() + Kept;
        await Claimed(db, userId, key, claim).ExecuteUpdateAsync(
            s => s.SetProperty(a => a.Status, status).SetProperty(a => a.ContentType, contentType).SetProperty(a => a.Location, location)
                .SetProperty(a => a.Body, body).SetProperty(a => a.ExpiresAt, expires), CancellationToken.None);
    }

    /// <summary>The request came to nothing: the next one with the key is a first one again.</summary>
    public async Task ReleaseAsync(Guid userId, string key, KeyClaim.Ours claim)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await Claimed(db, userId, key, claim).ExecuteDeleteAsync(CancellationToken.None);
    }

    private static async Task<bool> TakeAsync(
        RocketTrainerDb db, Guid userId, string key, byte[] fingerprint, IdempotentAnswer? expired, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (expired is not null)
        {
            return await db.IdempotentAnswers.Where(a => a.UserId == userId && a.Key == key && a.ExpiresAt <= now).ExecuteUpdateAsync(
                s => s.SetProperty(a => a.Fingerprint, fingerprint).SetProperty(a => a.ExpiresAt, until).SetProperty(a => a.Status, (int?)null)
                    .SetProperty(a => a.ContentType, (string?)null).SetProperty(a => a.Location, (string?)null).SetProperty(a => a.Body, (byte[]?)null),
                cancellationToken) == 1;
        }

        await db.IdempotentAnswers.Where(a => a.ExpiresAt <= now).OrderBy(a => a.ExpiresAt).Take(ForgottenAtOnce).ExecuteDeleteAsync(cancellationToken);
        db.IdempotentAnswers.Add(new IdempotentAnswer { UserId = userId, Key = key, Fingerprint = fingerprint, ExpiresAt = until });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>The key's row while it is still the claim's. Two claims of one key never end at the same time: the later one began after the other's end.</summary>
    private static IQueryable<IdempotentAnswer> Claimed(RocketTrainerDb db, Guid userId, string key, KeyClaim.Ours claim) =>
        db.IdempotentAnswers.Where(a => a.UserId == userId && a.Key == key && a.Status == null && a.ExpiresAt == claim.Until);

    /// <summary>Now, and the end of a claim, in the milliseconds that every database keeps.</summary>
    private (DateTimeOffset Now, DateTimeOffset Until) Times()
    {
        var now = time.GetUtcNow();
        return (now, DateTimeOffset.FromUnixTimeMilliseconds((now + LongestWork).ToUnixTimeMilliseconds()));
    }
}
