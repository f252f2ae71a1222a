using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Accounts;

/// <summary>
/// Deletes an account, all of it, before the request ends: sessions, keys, imports, exports, teams, and the matches that
/// are then nobody's. Matches that others brought in or played stay, without the link to the user.
/// </summary>
public sealed class AccountDeletion(
    IDbContextFactory<RocketTrainerDb> factory, ImportControl imports, Users users, ApiKeys keys, RefreshTokens tokens, AuditLog audit)
{
    /// <summary>Whether this account may be deleted: those that belong to the server may not.</summary>
    public static bool IsPossible(Guid userId) => userId != User.BootstrapId && userId != User.DemoId;

    /// <exception cref="InvalidOperationException">The account belongs to the server, see <see cref="IsPossible"/>.</exception>
    public async Task DeleteAsync(Guid userId, Caller caller, CancellationToken cancellationToken)
    {
        if (!IsPossible(userId))
            throw new InvalidOperationException("This account belongs to the server.");
        await imports.CancelAllAsync(userId, cancellationToken);

        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await db.BeginWriteAsync(cancellationToken);
            await MatchClaims.TakeBackAsync(db, db.LinkedAccounts.Where(a => a.UserId == userId), cancellationToken);
            var brought = await db.Library.Where(l => l.UserId == userId).Select(l => l.ReplayId).ToListAsync(cancellationToken);
            var played = await db.PlayerStats.Where(p => db.LinkedAccounts.Any(a => a.UserId == userId && a.PlayerId == p.PlayerId))
                .Select(p => p.ReplayId).Distinct().ToListAsync(cancellationToken);
            await db.ApiKeys.Where(k => k.UserId == userId).ExecuteDeleteAsync(cancellationToken); // first: their use is noted elsewhere, at any time
            // What he did to others stays on record, without where he was.
            await db.AuditEvents.Where(e => e.ActorId == userId || (e.UserId == userId && e.ActorId == null))
                .ExecuteUpdateAsync(s => s.SetProperty(e => e.Address, (string?)null), cancellationToken);
            await db.AuditEvents.Where(e => e.UserId == userId).ExecuteUpdateAsync(s => s.SetProperty(e => e.Subject, (string?)null), cancellationToken);
            await db.NameRemovals.Where(r => r.RequestedBy == userId).ExecuteUpdateAsync(s => s.SetProperty(r => r.RequestedBy, (Guid?)null), cancellationToken);
            await db.WeaknessLabels.Where(l => db.LinkedAccounts.Any(a => a.UserId == userId && a.VerifiedAt != null && a.PlayerId == l.PlayerId)).ExecuteDeleteAsync(cancellationToken); // what his coaches said of him
            await db.Users.Where(u => u.Id == userId).ExecuteDeleteAsync(cancellationToken); // and everything that is the user's
            await db.Teams.Where(t => t.Members.Count == 0).ExecuteDeleteAsync(cancellationToken);
            var touched = brought.Concat(played).Distinct().ToList();
            await ReplayRemoval.RemoveNobodysAsync(db, db.Replays.Where(r => EF.Parameter(touched).Contains(r.Id)), cancellationToken);
            audit.Add(db, AuditKind.AccountDeleted, userId, caller with { Address = null });
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        users.Forget(userId);
        keys.Forget(userId);
        tokens.Forget();
    }
}
