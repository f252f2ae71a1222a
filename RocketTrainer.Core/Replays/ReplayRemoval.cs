using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Replays;

/// <summary>Takes matches out of libraries, and those that are then nobody's out of the database.</summary>
public sealed class ReplayRemoval(IDbContextFactory<RocketTrainerDb> factory)
{
    /// <summary>Takes a match out of the viewer's library. False when it isn't in it.</summary>
    /// <param name="ballchasingId">Of any of the match's uploads.</param>
    public async Task<bool> RemoveAsync(Viewer.Person viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var replay = await db.MatchOfAsync(ballchasingId, cancellationToken);
        if (await db.Library.Where(l => l.UserId == viewer.UserId && l.ReplayId == replay).ExecuteDeleteAsync(cancellationToken) == 0)
            return false;
        await RemoveNobodysAsync(db, db.Replays.Where(r => r.Id == replay), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Of these matches, deletes those that are in no library and that no user's proven account stands in.</summary>
    internal static async Task RemoveNobodysAsync(RocketTrainerDb db, IQueryable<Replay> among, CancellationToken cancellationToken)
    {
        var players = await db.PlayerStats.Where(p => p.PlayerId != null && among.Any(r => r.Id == p.ReplayId)).Select(p => p.PlayerId!).Distinct().ToListAsync(cancellationToken);
        var nobodys = await among.Where(r => !db.Library.Any(l => l.ReplayId == r.Id)
                && !r.Players.Any(p => db.LinkedAccounts.Any(a => a.PlayerId == p.PlayerId && a.VerifiedAt != null)))
            .Select(r => r.Id).ToListAsync(cancellationToken);
        // Before their matches: in TimescaleDB no foreign key takes them along.
        await db.PlayerStats.Where(p => EF.Parameter(nobodys).Contains(p.ReplayId)).ExecuteDeleteAsync(cancellationToken);
        await db.TeamStats.Where(t => EF.Parameter(nobodys).Contains(t.ReplayId)).ExecuteDeleteAsync(cancellationToken);
        await db.Replays.Where(r => EF.Parameter(nobodys).Contains(r.Id)).ExecuteDeleteAsync(cancellationToken);
        // What nobody's match names any more is nobody's to keep.
        await db.Players.Where(p => EF.Parameter(players).Contains(p.Id) && !db.PlayerStats.Any(s => s.PlayerId == p.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
