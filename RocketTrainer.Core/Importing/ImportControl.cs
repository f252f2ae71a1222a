using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing;

/// <summary>Why an import was left as it is.</summary>
/// <param name="Why">A sentence for whoever asked; null when he has no such import.</param>
public sealed record Refusal(string? Why)
{
    public static readonly Refusal NotThere = new((string?)null);
}

/// <summary>
/// Steers imports that are there: a person his own, an administrator everybody's. Each change is stored first and told to
/// the job engine then, so that what was promised holds whoever dies in between.
/// </summary>
public sealed class ImportControl(IDbContextFactory<RocketTrainerDb> factory, ImportService imports, IImportScheduler scheduler, TimeProvider time)
{
    /// <summary>Stops the import for good; what came in is kept.</summary>
    /// <returns>Null when it was done.</returns>
    public Task<Refusal?> CancelAsync(Viewer.Person viewer, Guid importId, CancellationToken cancellationToken) =>
        ChangeAsync(import => ImportService.MayBeSeenBy(viewer, import), importId, import => End(import, ImportState.Cancelled, error: null), cancellationToken);

    /// <summary>Stops the import until it is resumed.</summary>
    /// <inheritdoc cref="CancelAsync" path="/returns"/>
    public Task<Refusal?> PauseAsync(Viewer.Person viewer, Guid importId, CancellationToken cancellationToken) =>
        ChangeAsync(
            import => ImportService.MayBeSeenBy(viewer, import), importId,
            import =>
            {
                if (ImportWords.IsOver(import.State))
                    return OverAlready(import);
                import.State = ImportState.Paused;
                return null;
            },
            cancellationToken);

    /// <summary>Has a paused import go on where it was.</summary>
    /// <inheritdoc cref="CancelAsync" path="/returns"/>
    public Task<Refusal?> ResumeAsync(Viewer.Person viewer, Guid importId, CancellationToken cancellationToken) =>
        ChangeAsync(
            import => ImportService.MayBeSeenBy(viewer, import), importId,
            import =>
            {
                if (import.State != ImportState.Paused)
                    return new($"The import isn't paused: it is {Word(import)}.");
                import.State = ImportState.Queued;
                return null;
            },
            cancellationToken);

    /// <summary>
    /// Has replays asked for again: the one with Ballchasing's id <paramref name="replayId"/>, or, when it is null, all that
    /// failed and that a retry can help, with what Ballchasing was still reading when the import ended. An import that failed
    /// as a whole goes on where it was.
    /// </summary>
    /// <inheritdoc cref="CancelAsync" path="/returns"/>
    public async Task<Refusal?> RetryAsync(Viewer.Person viewer, Guid importId, string? replayId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        Import? import;
        await using (var transaction = await db.BeginWriteAsync(cancellationToken))
        {
            import = await db.Imports.SingleOrDefaultAsync(i => i.Id == importId, cancellationToken);
            if (import is null || !ImportService.MayBeSeenBy(viewer, import))
                return Refusal.NotThere;
            if (import.State == ImportState.Cancelled)
                return new("The import was cancelled, and that is for good: start another one.");
            if (await imports.IsAboutSomebodyNamelessAsync(import, cancellationToken))
                return new(Import.AboutSomebodyNameless);
            var over = ImportWords.IsOver(import.State);
            var items = db.ImportItems.Where(i => i.ImportId == importId);
            var failed = items.Where(i => i.State == ImportItemState.Failed && (replayId == null ? i.Retryable : i.BallchasingId == replayId));
            var pending = items.Where(i => over && i.State == ImportItemState.Pending && (replayId == null || i.BallchasingId == replayId));
            var (asksAgain, waited) = (await AskAgainAsync(failed, cancellationToken), await AskAgainAsync(pending, cancellationToken));
            if (asksAgain + waited == 0 && (replayId is not null || import.State != ImportState.Failed))
                return new(replayId is null ? "Nothing in it failed that a retry can help." : "No replay with this id failed in it.");
            (import.Failed, import.Pending) = (import.Failed - asksAgain, import.Pending - waited);
            if (over)
                (import.State, import.Error, import.FinishedAt) = (ImportState.Queued, null, null);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await TellAsync(import);
        return null;
    }

    /// <summary>
    /// Has imports that aren't over go on, those that wait and those whose turn never came: a user's, or with null everybody's.
    /// For one that runs, or was told already, it changes nothing.
    /// </summary>
    public async Task WakeAsync(Guid? userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var waiting = db.Imports.Where(i => (i.State == ImportState.Waiting || i.State == ImportState.Queued || i.State == ImportState.Running) && (userId == null || i.UserId == userId)).OrderBy(i => i.CreatedAt);
        foreach (var id in await waiting.Select(i => i.Id).ToListAsync(cancellationToken))
            await scheduler.ScheduleAsync(id, cancellationToken);
    }

    /// <summary>Stops all of a user's imports.</summary>
    internal async Task CancelAllAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var id in await db.Imports.Where(i => i.UserId == userId).Select(i => i.Id).ToListAsync(cancellationToken))
            await CancelAsync(new Viewer.Person(userId), id, cancellationToken);
    }

    /// <summary>Ends the imports that would bring in, all together, the matches of somebody who asked not to be named; what came in is kept.</summary>
    internal async Task EndAboutAsync(string playerId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var uploader = playerId.StartsWith("steam:", StringComparison.Ordinal) ? playerId["steam:".Length..] : null;
        var about = await db.Imports.Where(i => i.PlayerId == playerId || (uploader != null && i.UploaderId == uploader)).Select(i => i.Id).ToListAsync(cancellationToken);
        foreach (var id in about)
            await ChangeAsync(_ => true, id, import => End(import, ImportState.Failed, Import.AboutSomebodyNameless), cancellationToken);
    }

    /// <summary>Puts replays back to those that are still to be asked for; how many they were.</summary>
    private static Task<int> AskAgainAsync(IQueryable<ImportItem> items, CancellationToken cancellationToken) => items.ExecuteUpdateAsync(
        s => s.SetProperty(i => i.State, ImportItemState.Remaining).SetProperty(i => i.Reason, (string?)null).SetProperty(i => i.Retryable, false), cancellationToken);

    private Refusal? End(Import import, ImportState state, string? error)
    {
        if (ImportWords.IsOver(import.State))
            return OverAlready(import);
        (import.State, import.Error, import.FinishedAt) = (state, error, time.GetUtcNow());
        return null;
    }

    private async Task<Refusal?> ChangeAsync(Func<Import, bool> may, Guid importId, Func<Import, Refusal?> change, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        Import? import;
        // In its turn: the run may be about to store its own end, having seen that nobody had ended it.
        await using (var transaction = await db.BeginWriteAsync(cancellationToken))
        {
            import = await db.Imports.SingleOrDefaultAsync(i => i.Id == importId, cancellationToken);
            if (import is null || !may(import))
                return Refusal.NotThere;
            if (change(import) is { } refusal)
                return refusal;
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await TellAsync(import);
        return null;
    }

    /// <summary>Tells the job engine and whoever watches, also when whoever asked has gone.</summary>
    private async Task TellAsync(Import import)
    {
        // What runs has read its items: it stops, and the next run reads them again.
        if (import.State != ImportState.Queued)
            await scheduler.InterruptAsync(import.Id, CancellationToken.None);
        if (import.State is ImportState.Queued or ImportState.Running)
            await scheduler.ScheduleAsync(import.Id, CancellationToken.None);
        await imports.AnnounceAsync(import);
    }

    private static Refusal OverAlready(Import import) => new($"The import is over already: it is {Word(import)}.");

    private static string Word(Import import) => import.State.ToString().ToLowerInvariant();
}
