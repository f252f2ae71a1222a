using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Core.Accounts.Keys;

/// <summary>A key as its owner sees it: never the token.</summary>
/// <param name="RefusedAt">When Ballchasing last refused it; null while it takes it.</param>
public sealed record OwnBallchasingKeyView(string? OwnerName, string? OwnerSteamId, string Tier, DateTimeOffset AddedAt, DateTimeOffset? RefusedAt);

/// <summary>People's own keys to Ballchasing: tried before they are kept, kept sealed, never shown.</summary>
public sealed class BallchasingKeys(
    IDbContextFactory<RocketTrainerDb> factory, BallchasingClients clients, BallchasingAccess access, ISecretSeal seal, ImportControl imports, AuditLog audit, TimeProvider time)
{
    private const int LongestToken = 200;

    /// <summary>How Ballchasing's tokens begin that can only upload into a group.</summary>
    private const string GroupToken = "g/";

    public async Task<OwnBallchasingKeyView?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.OwnBallchasingKeys.AsNoTracking().SingleOrDefaultAsync(k => k.UserId == userId, cancellationToken) is { } key ? View(key) : null;
    }

    /// <summary>Keeps a key in the place of any other of the user's, if Ballchasing takes it; then imports that waited for one go on.</summary>
    /// <returns>The key, or null with what is wrong, by field.</returns>
    public async Task<(OwnBallchasingKeyView? Kept, IReadOnlyDictionary<string, string[]> Errors)> KeepAsync(
        Guid userId, string? token, Caller caller, CancellationToken cancellationToken)
    {
        token = token?.Trim();
        if (string.IsNullOrEmpty(token) || token.Length > LongestToken || token.Any(c => c is < '!' or > '~'))
            return Wrong("That is no key: Ballchasing shows yours on its upload page, once you are signed in there.");
        if (token.StartsWith(GroupToken, StringComparison.Ordinal))
            return Wrong("That is a group's key: it can only upload. Take the one of your account.");
        if (access.IsSandbox)
            return Wrong("This server invents its matches and asks nobody for them: it needs no key.");
        var key = new BallchasingKey(token);
        var reply = await clients.With(key).PingAsync(cancellationToken);
        if (!reply.Succeeded(out var ping, out var error))
        {
            return Wrong(error.Kind is BallchasingErrorKind.Unauthorized or BallchasingErrorKind.Forbidden
                ? "Ballchasing does not accept this key."
                : "Ballchasing could not be asked about this key. Nothing was kept; try it again in a moment.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        OwnBallchasingKey? kept;
        await using (var transaction = await db.BeginWriteAsync(cancellationToken))
        {
            kept = await db.OwnBallchasingKeys.SingleOrDefaultAsync(k => k.UserId == userId, cancellationToken);
            if (kept is null)
                db.OwnBallchasingKeys.Add(kept = new OwnBallchasingKey { UserId = userId, Sealed = [], Fingerprint = "", AddedAt = default });
            (kept.Sealed, kept.Fingerprint, kept.OwnerName, kept.OwnerSteamId, kept.Tier, kept.AddedAt, kept.RefusedAt) =
                (seal.Close(token), key.Fingerprint, ping.Name, ping.SteamId, RateTier.FromPing(ping.Type).Name, time.GetUtcNow(), null);
            audit.Add(db, AuditKind.BallchasingKeyKept, userId, caller, key.Fingerprint);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await imports.WakeAsync(userId, CancellationToken.None);
        return (View(kept), new Dictionary<string, string[]>(StringComparer.Ordinal));

        static (OwnBallchasingKeyView?, IReadOnlyDictionary<string, string[]>) Wrong(string why) =>
            (null, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["key"] = [why] });
    }

    /// <summary>Forgets the user's key. False when there is none.</summary>
    public async Task<bool> ForgetAsync(Guid userId, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.OwnBallchasingKeys.SingleOrDefaultAsync(k => k.UserId == userId, cancellationToken) is not { } key)
            return false;
        db.OwnBallchasingKeys.Remove(key);
        audit.Add(db, AuditKind.BallchasingKeyForgotten, userId, caller, key.Fingerprint);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The user's key, unless he has none that Ballchasing takes.</summary>
    internal async Task<BallchasingKey?> OfAsync(Guid? userId, CancellationToken cancellationToken)
    {
        if (userId is null || access.IsSandbox)
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var closed = await db.OwnBallchasingKeys.Where(k => k.UserId == userId && k.RefusedAt == null).Select(k => k.Sealed).SingleOrDefaultAsync(cancellationToken);
        return closed is not null && seal.Open(closed) is { } token ? new BallchasingKey(token) : null;
    }

    /// <summary>Ballchasing takes this key no more.</summary>
    internal async Task RefusedAsync(Guid userId, BallchasingKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var fingerprint = key.Fingerprint;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.OwnBallchasingKeys.Where(k => k.UserId == userId && k.Fingerprint == fingerprint)
            .ExecuteUpdateAsync(s => s.SetProperty(k => k.RefusedAt, now), cancellationToken);
    }

    private static OwnBallchasingKeyView View(OwnBallchasingKey key) => new(key.OwnerName, key.OwnerSteamId, key.Tier ?? RateTier.Regular.Name, key.AddedAt, key.RefusedAt);
}
