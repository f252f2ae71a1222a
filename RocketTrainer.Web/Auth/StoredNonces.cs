using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Web.Auth;

/// <summary>Remembers used sign-in answers in the database, for every node and over restarts.</summary>
public sealed class StoredNonces(IDbContextFactory<RocketTrainerDb> factory) : ISteamNonces
{
    public async Task<bool> TryUseAsync(string nonce, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.UsedNonces.AnyAsync(n => n.Nonce == nonce, cancellationToken))
            return false;
        db.UsedNonces.Add(new UsedNonce { Nonce = nonce, ExpiresAt = expiresAt });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException) when (db.UsedNonces.Any(n => n.Nonce == nonce))
        {
            return false; // somebody else was quicker by a moment
        }
    }
}
