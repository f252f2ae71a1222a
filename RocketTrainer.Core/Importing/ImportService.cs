using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing;

/// <summary>Puts imports onto the job engine.</summary>
public interface IImportScheduler
{
    /// <summary>Has the import run as soon as there is room; an import that is scheduled already stays so.</summary>
    Task ScheduleAsync(Guid importId, CancellationToken cancellationToken);

    /// <summary>Asks a running import to stop, on whichever node it runs.</summary>
    Task InterruptAsync(Guid importId, CancellationToken cancellationToken);

    /// <summary>Has the node that runs imports with the key run this one, too.</summary>
    /// <param name="keyFingerprint">The key's <see cref="BallchasingKey.Fingerprint"/>.</param>
    Task PassOnAsync(Guid importId, string keyFingerprint, CancellationToken cancellationToken);
}

/// <summary>Runs the sync of linked accounts.</summary>
public interface ISyncScheduler
{
    /// <summary>Has it run now instead of at its next turn: an account was linked.</summary>
    Task RunSoonAsync(CancellationToken cancellationToken);
}

/// <summary>Starts imports and tells how they stand: a person his own, an administrator everybody's.</summary>
public sealed class ImportService(
    IDbContextFactory<RocketTrainerDb> factory, ImportWriter writer, ImportFeed feed, IImportScheduler scheduler,
    BallchasingAccess access, RateBudgets budgets, TimeProvider time)
{
    /// <summary>Stores and schedules the import, or returns null with what is wrong, by field.</summary>
    public async Task<(ImportProgress? Started, IReadOnlyDictionary<string, string[]> Errors)> StartAsync(
        Viewer.Person owner, ImportRequest request, CancellationToken cancellationToken)
    {
        var errors = request.Check();
        if (errors.Count > 0)
            return (null, errors);
        var import = request.ToImport(owner.UserId, time.GetUtcNow());
        if (await IsAboutSomebodyNamelessAsync(import, cancellationToken))
            return (null, new Dictionary<string, string[]>(StringComparer.Ordinal) { [import.PlayerId is null ? "uploaderId" : "playerId"] = [Import.AboutSomebodyNameless] });

        var listed = import.Source == ImportSource.Replays
            ? request.ReplayIds.Select(id => new ListedReplay(Guid.Parse(id).ToString())).ToList()
            : [];
        return (await BeginAsync(import, cancellationToken, listed), errors);
    }

    /// <summary>Stores and schedules an import.</summary>
    internal async Task<ImportProgress> BeginAsync(Import import, CancellationToken cancellationToken, IReadOnlyList<ListedReplay>? listed = null)
    {
        import = await writer.AddImportAsync(import, listed ?? [], cancellationToken);
        // The row is there: it is scheduled even when whoever asked has gone, or at the next start when this process dies now.
        var progress = Progress(import, await PlayerNameAsync(import, CancellationToken.None), []);
        feed.Publish(progress);
        await scheduler.ScheduleAsync(import.Id, CancellationToken.None);
        return progress;
    }

    /// <summary>The import as it stands, or null when the viewer has none with this id.</summary>
    public async Task<ImportProgress?> FindAsync(Viewer.Person viewer, Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var import = await Of(db, viewer).AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId, cancellationToken);
        if (import is null)
            return null;
        if (Running(import) is { } running)
            return running;
        var stored = Progress(import, await PlayerNameAsync(import, cancellationToken), await FailuresAsync(db, importId, cancellationToken), await AheadAsync(db, import, cancellationToken));
        return feed.Latest(importId) is { } ended ? stored with { Arrivals = ended.Arrivals } : stored;
    }

    /// <summary>The viewer's own imports, newest first, from before <paramref name="before"/> on.</summary>
    public Task<IReadOnlyList<ImportProgress>> ListAsync(Viewer.Person viewer, Guid? before, int limit, CancellationToken cancellationToken) =>
        ListAsync(imports => imports.Where(i => i.UserId == viewer.UserId), before, limit, cancellationToken);

    /// <summary>Everybody's imports, newest first, from before <paramref name="before"/> on; for administrators.</summary>
    public Task<IReadOnlyList<ImportProgress>> ListAllAsync(Guid? before, int limit, CancellationToken cancellationToken) =>
        ListAsync(imports => imports, before, limit, cancellationToken);

    private async Task<IReadOnlyList<ImportProgress>> ListAsync(
        Func<IQueryable<Import>, IQueryable<Import>> whose, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var all = whose(db.Imports.AsNoTracking());
        if (before is { } id && await all.Where(i => i.Id == id).Select(i => (DateTimeOffset?)i.CreatedAt).SingleOrDefaultAsync(cancellationToken) is { } at)
            all = all.Where(i => i.CreatedAt < at || (i.CreatedAt == at && i.Id.CompareTo(id) < 0));
        var imports = await all.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).Take(limit).ToListAsync(cancellationToken);
        var players = imports.Select(i => i.PlayerId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var names = await db.Players.Where(p => players.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, StringComparer.Ordinal, cancellationToken);
        var ids = imports.Select(i => i.Id).ToList();
        var failures = (await db.ImportItems.Where(i => ids.Contains(i.ImportId) && i.State == ImportItemState.Failed).OrderBy(i => i.Ordinal)
            .Select(i => new { i.ImportId, Failure = new ImportFailure(i.BallchasingId, i.Reason!, i.Attempts, i.Retryable) }).ToListAsync(cancellationToken))
            .ToLookup(f => f.ImportId, f => f.Failure);
        var list = new List<ImportProgress>(imports.Count);
        foreach (var import in imports)
            list.Add(Running(import) ?? Progress(import, import.PlayerId is null ? null : names.GetValueOrDefault(import.PlayerId), [.. failures[import.Id]], await AheadAsync(db, import, cancellationToken)));
        return list;
    }

    /// <summary>How many imports begin before this one, which waits for its turn; null when it doesn't.</summary>
    private static async Task<int?> AheadAsync(RocketTrainerDb db, Import import, CancellationToken cancellationToken)
    {
        if (import.State != ImportState.Queued)
            return null;
        var (created, id) = (import.CreatedAt, import.Id);
        return await db.Imports.CountAsync(i => i.State == ImportState.Queued && (i.CreatedAt < created || (i.CreatedAt == created && i.Id.CompareTo(id) < 0)), cancellationToken);
    }

    /// <summary>What the runner of an import last said, as long as that runs: what another node says may not have come here.</summary>
    private ImportProgress? Running(Import import) =>
        import.State == ImportState.Running && feed.IsFresh(import.Id) && feed.Latest(import.Id) is { Receipt.IsOver: false } said ? said : null;

    internal async Task<bool> IsAboutSomebodyNamelessAsync(Import import, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return (await Namelessness.AmongAsync(db, import.About, cancellationToken)).Count > 0;
    }

    /// <summary>A person sees his own, an administrator everybody's.</summary>
    internal static bool MayBeSeenBy(Viewer.Person viewer, Import import) => viewer.IsAdministrator || import.UserId == viewer.UserId;

    private static IQueryable<Import> Of(RocketTrainerDb db, Viewer.Person viewer) =>
        viewer.IsAdministrator ? db.Imports : db.Imports.Where(i => i.UserId == viewer.UserId);

    /// <summary>Tells whoever watches how an import stands that nobody runs.</summary>
    internal async Task AnnounceAsync(Import import)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        var progress = Progress(import, await PlayerNameAsync(import, CancellationToken.None), await FailuresAsync(db, import.Id, CancellationToken.None));
        feed.Publish(progress with { Arrivals = feed.Latest(import.Id)?.Arrivals ?? [] });
    }

    /// <summary>Shows how imports stand that other processes run or ended, where nothing was heard of them lately.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (var known in feed.Unfinished.Where(known => !feed.IsFresh(known.Receipt.Id)))
        {
            var id = known.Receipt.Id;
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } import)
                feed.Correct(known with { Receipt = known.Receipt with { State = ImportState.Cancelled } }); // deleted
            else if ((import.State, import.Listed, import.Remaining, import.Imported) != (known.Receipt.State, known.Receipt.Listed, known.Receipt.Remaining, known.Receipt.Imported))
                feed.Correct(Progress(import, await PlayerNameAsync(import, cancellationToken), await FailuresAsync(db, id, cancellationToken), await AheadAsync(db, import, cancellationToken)) with { Arrivals = known.Arrivals });
        }
    }

    /// <summary>Schedules what an earlier process left unfinished. Returns how many imports that were.</summary>
    public async Task<int> ScheduleUnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var unfinished = await db.Imports
            .Where(i => i.State == ImportState.Queued || i.State == ImportState.Running || i.State == ImportState.Waiting)
            .OrderBy(i => i.CreatedAt).Select(i => i.Id).ToListAsync(cancellationToken);
        foreach (var id in unfinished)
            await scheduler.ScheduleAsync(id, cancellationToken);
        return unfinished.Count;
    }

    internal static async Task<IReadOnlyList<ImportFailure>> FailuresAsync(RocketTrainerDb db, Guid importId, CancellationToken cancellationToken) =>
        await db.ImportItems.Where(i => i.ImportId == importId && i.State == ImportItemState.Failed).OrderBy(i => i.Ordinal)
            .Select(i => new ImportFailure(i.BallchasingId, i.Reason!, i.Attempts, i.Retryable)).ToListAsync(cancellationToken);

    /// <summary>The last known name of the import's player, or null.</summary>
    internal async Task<string?> PlayerNameAsync(Import import, CancellationToken cancellationToken)
    {
        if (import.PlayerId is not { } player)
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Players.Where(p => p.Id == player).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);
    }

    private ImportProgress Progress(Import import, string? playerName, IReadOnlyList<ImportFailure> failures, int? ahead = null)
    {
        var budget = access.SiteKey is { } key ? budgets.For(key) : null;
        var lane = budget?[RequestKind.Detail];
        return new ImportProgress
        {
            Title = ImportWords.Title(import, playerName),
            IsSync = import.SyncOf is not null,
            GroupId = import.GroupId,
            PlayerId = import.PlayerId,
            UserId = import.UserId,
            Step = ImportWords.Ending(import, ahead),
            AllowedPerSecond = lane?.Limit.PerSecond,
            Receipt = ImportWords.Receipt(import, new(budget?.Tier.Name ?? "none", lane?.Limit.PerHour, lane?.UsedThisHour ?? 0), failures),
        };
    }
}
