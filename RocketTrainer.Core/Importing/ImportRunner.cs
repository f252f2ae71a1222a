using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Notifications;

namespace RocketTrainer.Core.Importing;

/// <summary>
/// Brings an import's replays in. Listing, fetching and writing overlap: one reader of list pages, several fetchers, one
/// writer. Everything that must survive is a row, so a run that ends anywhere is taken up again by the next one.
/// </summary>
public sealed partial class ImportRunner(
    IDbContextFactory<RocketTrainerDb> factory, BallchasingClients clients, BallchasingAccess access, RateBudgets budgets,
    ImportWriter writer, ImportService imports, IImportScheduler scheduler, ImportFeed feed, LinkedAccounts accounts, BallchasingKeys keys, IKeyTurns turns, INotificationScheduler notifications, IOptions<ImportingOptions> importing,
    TimeProvider time, ILogger<ImportRunner> logger)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs the import to its end, or until <paramref name="cancellationToken"/> asks to stop; then the rest waits for the next run.</summary>
    public async Task RunAsync(Guid importId, CancellationToken cancellationToken)
    {
        var silent = new DatabasePatience(time, logger, static _ => { });
        var own = await silent.DoAsync(() => OwnKeyAsync(importId, cancellationToken), cancellationToken);
        var used = own ?? access.SiteKey;
        await using var home = used is null ? null : await silent.DoAsync(() => turns.TrySettleAsync(used, cancellationToken).AsTask(), cancellationToken);
        if (used is not null && home is null)
        {
            await silent.DoAsync(() => scheduler.PassOnAsync(importId, used.Fingerprint, CancellationToken.None), CancellationToken.None);
            return;
        }

        var import = await silent.DoAsync(() => SetStateAsync(importId, ImportState.Running, cancellationToken), cancellationToken);
        if (import is null)
            return; // cancelled, paused or over before its turn came

        if (await silent.DoAsync(() => imports.IsAboutSomebodyNamelessAsync(import, cancellationToken), cancellationToken))
        {
            await RefuseAsync(importId, ImportState.Failed, Import.AboutSomebodyNameless); // he asked since
            return;
        }

        if (used is not { } key)
        {
            await RefuseAsync(importId, ImportState.Waiting, "This server has no Ballchasing key. The import begins once you give it one of your own, or an administrator sets Ballchasing:ApiKey.");
            return;
        }

        LogBegun(logger, importId);
        var meter = new RequestMeter(import.Requests, import.UserId ?? Guid.Empty);
        var budget = budgets.For(key);
        var name = await silent.DoAsync(() => imports.PlayerNameAsync(import, cancellationToken), cancellationToken);
        var reporter = new ImportReporter(feed, budget, meter, time, import, name, await silent.DoAsync(() => FailuresAsync(importId, cancellationToken), cancellationToken));
        var patience = new DatabasePatience(time, logger, reporter.Trouble);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ticking = TickAsync(reporter, end.Token);
        (ImportState State, string? Error) ending;
        try
        {
            var client = clients.With(key, meter);
            await LearnTierAsync(client, budget, reporter, cancellationToken);
            await BringInAsync(import, client, reporter, patience, meter, cancellationToken);
            ending = (ImportState.Completed, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ending = (ImportState.Queued, null); // unless somebody cancelled it, the next run goes on
        }
        catch (KeyRefusedException e)
        {
            ending = await OnRefusedAsync(import, key, isOwn: own is not null, e, patience, cancellationToken);
        }
        catch (ListingFailedException e)
        {
            ending = (ImportState.Failed, e.Message);
        }
        catch (Exception e)
        {
            if (await IsThereAsync(importId)) // else its owner was deleted, and it with him
                LogFailed(logger, importId, e);
            ending = (ImportState.Failed, "Something went wrong on our side. What had come in is kept; start the import again for the rest.");
        }

        await end.CancelAsync();
        await ticking;
        // Whoever is asked to stop doesn't wait: the next process finds the import running and goes on.
        if (await patience.DoAsync(() => EndAsync(importId, ending.State, ending.Error, meter.Count), cancellationToken) is not { } ended)
        {
            import.State = ImportState.Cancelled; // deleted under way: whoever still watches sees it end
            reporter.Ended(import);
            return;
        }

        reporter.Ended(ended);
        if (ended.State == ImportState.Queued)
            await silent.DoAsync(() => scheduler.ScheduleAsync(importId, CancellationToken.None), CancellationToken.None); // with another key, for what was asked for again meanwhile, or on another node while this one ends
        if (ImportWords.Receipt(ended, new("", null, 0), []).IsNews)
            await silent.DoAsync(() => notifications.ScheduleAsync(importId, CancellationToken.None), CancellationToken.None);
        if (ended.UserId is { } owner)
            await accounts.ProveAsync(owner, CancellationToken.None);
    }

    /// <summary>Without his own key the import goes on with the site's; without that one it waits.</summary>
    private async Task<(ImportState State, string? Error)> OnRefusedAsync(
        Import import, BallchasingKey key, bool isOwn, KeyRefusedException refusal, DatabasePatience patience, CancellationToken cancellationToken)
    {
        if (!isOwn)
            return (ImportState.Waiting, refusal.Message + " The import goes on once you give it a key of your own, or an administrator sets another.");
        try
        {
            await patience.DoAsync(() => keys.RefusedAsync(import.UserId!.Value, key, cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (ImportState.Queued, null); // the next run is refused as well, and says so
        }

        return access.SiteKey is null ? (ImportState.Waiting, "Ballchasing no longer accepts your key. The import goes on once you give it another.") : (ImportState.Queued, null);
    }

    private async Task RefuseAsync(Guid importId, ImportState state, string why)
    {
        if (await EndAsync(importId, state, why, requests: 0) is { } refused)
            await imports.AnnounceAsync(refused);
    }

    private async Task BringInAsync(Import import, BallchasingClient client, ImportReporter reporter, DatabasePatience patience, RequestMeter meter, CancellationToken cancellationToken)
    {
        var options = importing.Value;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using var queue = await ImportQueue.LoadAsync(factory, import, options, time, patience, stop.Token);
        var fetched = Channel.CreateBounded<FetchedItem>(options.BatchSize);
        var lister = new ImportLister(client, writer, reporter, patience, options, () => meter.Count);
        var fetcher = new ReplayFetcher(client, options, time);
        Exception? shortfall = null; // told after what could be had has been stored

        await Task.WhenAll(StoppingAll(() => UntilRefused(ListAsync)), StoppingAll(FetchAsync), StoppingAll(WriteAsync));
        if (shortfall is not null)
            throw shortfall;

        async Task ListAsync()
        {
            try
            {
                await lister.ListAsync(import, queue.Listed, asking.Token);
            }
            catch (ListingFailedException e)
            {
                shortfall = e;
                queue.ListingEnded();
            }
        }

        async Task FetchAsync()
        {
            await Task.WhenAll(Enumerable.Range(0, options.Concurrency).Select(_ => StoppingAll(() => UntilRefused(FetchOneByOneAsync))));
            fetched.Writer.Complete();
        }

        async Task FetchOneByOneAsync()
        {
            await foreach (var (id, attempts) in queue.TakeAsync(asking.Token))
                await fetched.Writer.WriteAsync(await fetcher.FetchAsync(id, attempts, asking.Token), stop.Token);
        }

        async Task WriteAsync()
        {
            await foreach (var batch in Batches.ReadAsync(fetched.Reader, options.BatchSize, options.Linger, time, stop.Token))
            {
                var written = await patience.DoAsync(() => writer.WriteAsync(import.Id, batch, meter.Count, stop.Token), stop.Token);
                queue.Written(batch);
                reporter.Wrote(written, batch);
            }
        }

        // With a refused key nobody asks for anything any more; what is here already is still written.
        async Task UntilRefused(Func<Task> part)
        {
            try
            {
                await part();
            }
            catch (KeyRefusedException e)
            {
                shortfall = e;
                await asking.CancelAsync();
            }
            catch (OperationCanceledException) when (asking.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                // somebody else was refused
            }
        }

        // The first part that fails stops the others, and its exception is the one that counts: theirs are cancellations.
        async Task StoppingAll(Func<Task> part)
        {
            try
            {
                await part();
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }

    /// <summary>Asks Ballchasing once for the key's patron tier, unless it is configured.</summary>
    private static async Task LearnTierAsync(BallchasingClient client, RateBudget budget, ImportReporter reporter, CancellationToken cancellationToken)
    {
        if (budget.TierIsKnown)
            return;
        reporter.Step("Asking Ballchasing for the key's limits");
        var ping = await client.PingAsync(cancellationToken);
        if (ping.Succeeded(out var account, out var error))
            (budget.Tier, budget.TierIsKnown) = (RateTier.FromPing(account.Type), true);
        else if (error.Kind == BallchasingErrorKind.Unauthorized)
            throw new KeyRefusedException(error.Message);
    }

    private async Task TickAsync(ImportReporter reporter, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                reporter.Publish();
        }
        catch (OperationCanceledException)
        {
            // the run is over
        }
    }

    /// <summary>The key of the import's owner, if he gave one.</summary>
    private async Task<BallchasingKey?> OwnKeyAsync(Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var owner = await db.Imports.Where(i => i.Id == importId).Select(i => i.UserId).SingleOrDefaultAsync(cancellationToken);
        return await keys.OfAsync(owner, cancellationToken);
    }

    private async Task<Import?> SetStateAsync(Guid importId, ImportState state, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == importId, cancellationToken);
        if (import is null || import.State is not (ImportState.Queued or ImportState.Running or ImportState.Waiting))
            return null;
        (import.State, import.Error, import.StartedAt) = (state, null, import.StartedAt ?? time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return import;
    }

    private async Task<bool> IsThereAsync(Guid importId)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        return await db.Imports.AnyAsync(i => i.Id == importId, CancellationToken.None);
    }

    /// <summary>Stores how the run ended; an import that somebody ended or paused meanwhile stays so. Null when it was deleted.</summary>
    private async Task<Import?> EndAsync(Guid importId, ImportState state, string? error, int requests)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        if (await db.Imports.SingleOrDefaultAsync(i => i.Id == importId, CancellationToken.None) is not { } import)
            return null;
        import.Requests = Math.Max(import.Requests, requests);
        if (import.State != ImportState.Paused && !ImportWords.IsOver(import.State))
        {
            // Somebody had replays asked for again while others were still coming in: the next run, scheduled then, fetches them.
            if (state == ImportState.Completed && import.Remaining > 0)
                state = ImportState.Queued;
            (import.State, import.Error) = (state, error);
            if (ImportWords.IsOver(state))
                import.FinishedAt = time.GetUtcNow();
            if (state == ImportState.Completed && import.SyncOf is { } sync)
            {
                await db.LinkedAccounts.Where(a => a.Id == sync).ExecuteUpdateAsync(s => s.SetProperty(a => a.SyncedAt, import.CreatedAt), CancellationToken.None);
                await db.FollowedGroups.Where(g => g.Id == sync).ExecuteUpdateAsync(s => s.SetProperty(g => g.SyncedAt, import.CreatedAt), CancellationToken.None);
            }
        }

        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        LogEnded(logger, importId, import.State, import.Imported, import.Listed, import.Requests);
        return import;
    }

    private async Task<IReadOnlyList<ImportFailure>> FailuresAsync(Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ImportService.FailuresAsync(db, importId, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {ImportId} runs here")]
    private static partial void LogBegun(ILogger logger, Guid importId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {ImportId} is {State}: {Imported} of {Listed} replays are new, {Requests} requests so far")]
    private static partial void LogEnded(ILogger logger, Guid importId, ImportState state, int imported, int listed, int requests);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {ImportId} failed")]
    private static partial void LogFailed(ILogger logger, Guid importId, Exception exception);
}
