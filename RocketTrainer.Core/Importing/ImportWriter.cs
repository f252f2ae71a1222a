using Microsoft.EntityFrameworkCore;
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
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        var replays = fetched.Select(f => (f.Outcome as FetchOutcome.Found)?.Replay).OfType<Replay>().ToList();
        var known = await KnownMatches.LoadAsync(db, replays, cancellationToken);
        var ids = fetched.Select(f => f.BallchasingId).ToList();
        var items = await db.ImportItems.Where(i => i.ImportId == importId && ids.Contains(i.BallchasingId))
            .ToDictionaryAsync(i => i.BallchasingId, StringComparer.Ordinal, cancellationToken);

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
            if (one.Outcome is not FetchOutcome.Found { Replay: var replay })
                continue;

            if (known.Find(replay) is { } match)
            {
                (item.State, item.ReplayId) = (ImportItemState.Duplicate, match);
                if (known.AddUpload(replay, match) is { } source)
                    db.ReplaySources.Add(source);
                continue;
            }

            item.ReplayId = replay.Id;
            known.Add(replay);
            db.Replays.Add(replay);
            arrived.Add(replay);
        }

        await AddPlayersAsync(db, arrived, cancellationToken);
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
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
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
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
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
            .ToDictionaryAsync(s => s.BallchasingId, s => s.ReplayId, cancellationToken);
        var ordinal = await db.ImportItems.CountAsync(i => i.ImportId == importId, cancellationToken);
        foreach (var one in listed)
        {
            if (ordinal >= most || !there.Add(one.BallchasingId))
                continue;
            var known = Guid.TryParse(one.BallchasingId, out var id) && stored.TryGetValue(id, out var replay) ? replay : (Guid?)null;
            db.ImportItems.Add(new ImportItem
            {
                ImportId = importId,
                BallchasingId = one.BallchasingId,
                Ordinal = ordinal++,
                State = one.SkipReason is not null ? ImportItemState.Skipped : known is not null ? ImportItemState.Duplicate : ImportItemState.Remaining,
                Reason = one.SkipReason,
                ReplayId = known,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task AddPlayersAsync(RocketTrainerDb db, IEnumerable<Replay> replays, CancellationToken cancellationToken)
    {
        var seen = replays.SelectMany(r => r.Players).Where(p => p.PlayerId is not null).ToLookup(p => p.PlayerId!, StringComparer.Ordinal);
        var ids = seen.Select(s => s.Key).ToList();
        var players = await db.Players.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, cancellationToken);
        foreach (var lines in seen)
        {
            if (!players.TryGetValue(lines.Key, out var player))
            {
                var any = lines.First();
                player = new Player { Id = lines.Key, Platform = any.Platform!.ToLowerInvariant(), PlatformId = any.PlatformId!, PlayerNumber = any.PlayerNumber };
                db.Players.Add(player);
            }

            if (lines.Where(l => l.Name is not null).MaxBy(l => l.PlayedAt) is { } newest && !(player.NameSeenAt > newest.PlayedAt))
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
