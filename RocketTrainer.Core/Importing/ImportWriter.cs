using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>How an import's items stand, and what just came in.</summary>
internal sealed record WrittenBatch(Import Import, IReadOnlyList<Replay> Arrived);

/// <summary>
/// Writes what was fetched: payload, match, players, stats and item states of a batch in one transaction, so that a
/// process that dies leaves either all of it or nothing.
/// </summary>
public sealed class ImportWriter(IDbContextFactory<RocketTrainerDb> factory)
{
    internal async Task<WrittenBatch> WriteAsync(Guid importId, IReadOnlyList<FetchedItem> fetched, int requests, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);

        var replays = fetched.Select(f => (f.Outcome as FetchOutcome.Found)?.Replay).OfType<Replay>().ToList();
        var nameless = await Namelessness.AmongAsync(db, replays.SelectMany(Namelessness.NamedIn), cancellationToken);
        foreach (var replay in replays)
            Namelessness.Apply(replay, nameless);
        var known = await KnownMatches.LoadAsync(db, replays, cancellationToken);
        var ids = fetched.Select(f => f.BallchasingId).ToList();
        var items = await db.ImportItems.Where(i => i.ImportId == importId && ids.Contains(i.BallchasingId))
            .ToDictionaryAsync(i => i.BallchasingId, StringComparer.Ordinal, cancellationToken);

        var owner = await ImportOwner.OfAsync(db, importId, cancellationToken);
        var arrived = new List<Replay>();
        foreach (var one in fetched)
        {
            var item = items[one.BallchasingId];
            item.Attempts = one.Attempts;
            (item.State, item.Reason, item.Retryable) = one.Outcome switch
            {
                FetchOutcome.Pending pending => (ImportItemState.Pending, pending.Reason, true),
                FetchOutcome.Failed failed => (ImportItemState.Failed, failed.Reason, failed.Retryable),
                _ => (ImportItemState.Imported, (string?)null, false),
            };
            if (one.Outcome is not FetchOutcome.Found { Replay: var found })
                continue;

            if (!owner.MayTake(found.Sources[0].Visibility, found.Sources[0].UploaderSteamId))
            {
                (item.State, item.Reason) = (ImportItemState.Skipped, ImportOwner.NotYours);
                continue;
            }

            if (known.Find(found) is { } match)
            {
                (item.State, item.ReplayId) = (ImportItemState.Duplicate, match);
                if (known.AddUpload(found, match) is { } source)
                    db.ReplaySources.Add(source);
                continue;
            }

            item.ReplayId = found.Id;
            known.Add(found);
            db.Replays.Add(found);
            arrived.Add(found);
        }

        await AddPlayersAsync(db, arrived, cancellationToken);
        await AddToLibraryAsync(db, owner.UserId, items.Values.Select(i => i.ReplayId), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var import = await CountAsync(db, importId, requests, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(import, arrived);
    }

    /// <summary>
    /// Adds an item for each listed id that has none yet, in order. What is stored already needs no fetching and is a
    /// duplicate at once; what the list itself shows to lie outside the import is skipped. The import's maximum ends it.
    /// </summary>
    internal async Task<Import> AddListedAsync(
        Guid importId, IReadOnlyList<ListedReplay> listed, string? nextPage, bool done, int requests, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var most = await db.Imports.Where(i => i.Id == importId).Select(i => i.Max).SingleAsync(cancellationToken) ?? int.MaxValue;
        await AddItemsAsync(db, importId, listed, most, cancellationToken);
        var import = await CountAsync(db, importId, requests, cancellationToken);
        (import.NextPage, import.ListingDone) = (nextPage, done || import.Listed >= most);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return import;
    }

    /// <summary>Adds a new import with the items that are known from the start.</summary>
    internal async Task<Import> AddImportAsync(Import import, IReadOnlyList<ListedReplay> listed, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        db.Imports.Add(import);
        await db.SaveChangesAsync(cancellationToken);
        await AddItemsAsync(db, import.Id, listed, import.Max ?? int.MaxValue, cancellationToken);
        import = await CountAsync(db, import.Id, requests: 0, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return import;
    }

    private static async Task AddItemsAsync(RocketTrainerDb db, Guid importId, IReadOnlyList<ListedReplay> listed, int most, CancellationToken cancellationToken)
    {
        var ids = listed.Select(l => l.BallchasingId).Distinct(StringComparer.Ordinal).ToList();
        var there = await db.ImportItems.Where(i => i.ImportId == importId && ids.Contains(i.BallchasingId))
            .Select(i => i.BallchasingId).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var guids = ids.Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse).ToList();
        var stored = await db.ReplaySources.Where(s => guids.Contains(s.BallchasingId))
            .Select(s => new { s.BallchasingId, s.ReplayId, s.Visibility, s.UploaderSteamId }).ToDictionaryAsync(s => s.BallchasingId, cancellationToken);
        var owner = await ImportOwner.OfAsync(db, importId, cancellationToken);
        var taken = new List<Guid?>();
        var ordinal = await db.ImportItems.CountAsync(i => i.ImportId == importId, cancellationToken);
        foreach (var one in listed)
        {
            if (ordinal >= most || !there.Add(one.BallchasingId))
                continue;
            var known = Guid.TryParse(one.BallchasingId, out var id) ? stored.GetValueOrDefault(id) : null;
            var skipped = one.SkipReason ?? (known is not null && !owner.MayTake(known.Visibility, known.UploaderSteamId) ? ImportOwner.NotYours : null);
            db.ImportItems.Add(new ImportItem
            {
                ImportId = importId,
                BallchasingId = one.BallchasingId,
                Ordinal = ordinal++,
                State = skipped is not null ? ImportItemState.Skipped : known is not null ? ImportItemState.Duplicate : ImportItemState.Remaining,
                Reason = skipped,
                ReplayId = skipped is null ? known?.ReplayId : null,
            });
            if (skipped is null)
                taken.Add(known?.ReplayId);
        }

        await AddToLibraryAsync(db, owner.UserId, taken, cancellationToken);

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Lets the import's owner look at what it brought.</summary>
    private static async Task AddToLibraryAsync(RocketTrainerDb db, Guid? owner, IEnumerable<Guid?> replays, CancellationToken cancellationToken)
    {
        if (owner is not { } user)
            return;
        var ids = replays.OfType<Guid>().ToHashSet();
        ids.ExceptWith(await db.Library.Where(l => l.UserId == user && ids.Contains(l.ReplayId)).Select(l => l.ReplayId).ToListAsync(cancellationToken));
        db.Library.AddRange(ids.Select(id => new LibraryEntry { UserId = user, ReplayId = id }));
    }

    private static async Task AddPlayersAsync(RocketTrainerDb db, IEnumerable<Replay> replays, CancellationToken cancellationToken)
    {
        var seen = replays.SelectMany(r => r.Players.Select(p => (Line: p, IsPublic: ReplayQueries.IsPublic(r)))).Where(p => p.Line.PlayerId is not null)
            .ToLookup(p => p.Line.PlayerId!, StringComparer.Ordinal);
        var ids = seen.Select(s => s.Key).ToList();
        var players = await db.Players.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, cancellationToken);
        foreach (var lines in seen)
        {
            if (!players.TryGetValue(lines.Key, out var player))
            {
                var any = lines.First().Line;
                player = new Player { Id = lines.Key, Platform = any.Platform!.ToLowerInvariant(), PlatformId = any.PlatformId!, PlayerNumber = any.PlayerNumber };
                db.Players.Add(player);
            }

            // What somebody is called is everybody's to see only where Ballchasing shows it to everybody.
            if (lines.Where(l => l.IsPublic && l.Line.Name is not null).Select(l => l.Line).MaxBy(l => l.PlayedAt) is { } newest && !(player.NameSeenAt > newest.PlayedAt))
                (player.Name, player.NameSeenAt) = (newest.Name, newest.PlayedAt);
        }
    }

    private static async Task<Import> CountAsync(RocketTrainerDb db, Guid importId, int requests, CancellationToken cancellationToken)
    {
        var import = await db.Imports.SingleAsync(i => i.Id == importId, cancellationToken);
        var counts = await db.ImportItems.Where(i => i.ImportId == importId).GroupBy(i => i.State)
            .Select(g => new { State = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.State, g => g.Count, cancellationToken);
        import.Listed = counts.Values.Sum();
        import.Imported = counts.GetValueOrDefault(ImportItemState.Imported);
        import.Duplicates = counts.GetValueOrDefault(ImportItemState.Duplicate);
        import.Skipped = counts.GetValueOrDefault(ImportItemState.Skipped);
        import.Pending = counts.GetValueOrDefault(ImportItemState.Pending);
        import.Failed = counts.GetValueOrDefault(ImportItemState.Failed);
        import.Requests = Math.Max(import.Requests, requests);
        await db.SaveChangesAsync(cancellationToken);
        return import;
    }
}

/// <param name="SkipReason">Why it need not be fetched, or null.</param>
internal sealed record ListedReplay(string BallchasingId, string? SkipReason = null);
