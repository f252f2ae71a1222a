using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing;

/// <summary>
/// Has linked accounts fetch their matches by themselves: the first time all of them, newest first, later what was uploaded
/// since the last sync that ended well, with a look back for uploads that Ballchasing was slow to list.
/// </summary>
public sealed class AccountSync(
    IDbContextFactory<RocketTrainerDb> factory, ImportService imports, BallchasingAccess access,
    IOptions<ImportingOptions> importing, TimeProvider time)
{
    private const int MostAtOnce = 200;

    /// <summary>Starts an import for each account that is due; how many those were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (importing.Value.SyncEvery == TimeSpan.Zero)
            return 0;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var anyKey = access.SiteKey is not null;
        var due = await Due(db, now).Where(a => anyKey || db.OwnBallchasingKeys.Any(k => k.UserId == a.UserId && k.RefusedAt == null))
            .OrderBy(a => a.NextSyncAt != null).ThenBy(a => a.NextSyncAt).Take(MostAtOnce).Select(a => a.Id).ToListAsync(cancellationToken);
        var started = 0;
        foreach (var account in due)
        {
            if (await TakeAsync(account, cancellationToken) is { } import)
            {
                await imports.BeginAsync(import, cancellationToken);
                started++;
            }
        }

        return started;
    }

    /// <summary>Accounts whose sync is due. Whoever asked not to be named is fetched by nobody.</summary>
    private static IQueryable<LinkedAccount> Due(RocketTrainerDb db, DateTimeOffset now) => db.LinkedAccounts.Where(a =>
        a.Syncs && a.PlayerId != null && (a.NextSyncAt == null || a.NextSyncAt <= now)
        && !db.NameRemovals.Any(r => r.PlayerId == a.PlayerId && (r.State == RemovalState.Running || r.State == RemovalState.Done)));

    /// <summary>Makes the account's next sync due later, for whoever asks, and gives the import of this one; null when another node was faster, or the last one still runs.</summary>
    private async Task<Import?> TakeAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var now = time.GetUtcNow();
        var account = await Due(db, now).SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken);
        if (account is null)
            return null;
        account.NextSyncAt = Syncs.Next(now, importing.Value.SyncEvery);
        var running = await Syncs.TidyAsync(db, accountId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return running ? null : new Import
        {
            Id = Guid.CreateVersion7(now), UserId = account.UserId, Source = ImportSource.Player, PlayerId = account.PlayerId, SyncOf = accountId,
            UploadedAfter = account.SyncedAt - importing.Value.SyncLookBack, State = ImportState.Queued, CreatedAt = now,
        };
    }
}
