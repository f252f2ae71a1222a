using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>How an import's items stand, and what just came in.</summary>
internal sealed record WrittenBatch(Import Import, IReadOnlyList<Replay> Arrived);

/// <summary>
/// Writes what was fetched: payload, match, players, stats, item states and the receipt's counts of a batch in one
/// transaction, so that a process that dies leaves either all of it or nothing. A batch that is written twice, because
/// nobody heard that the first time had succeeded, changes nothing.
/// </summary>
public sealed class ImportWriter(IDbContextFactory<RocketTrainerDb> factory, IBulkWriter bulk)
{
    internal static readonly BulkTable<ImportItem> Items = new(
        "import_items",
        ["import_id", "ballchasing_id", "ordinal", "state", "reason", "retryable", "attempts", "replay_id"],
        static (item, row) =>
        {
            row.Add(item.ImportId);
            row.Add(item.BallchasingId);
            row.Add(item.Ordinal);
            row.Add(item.State.ToString());
            row.Add(item.Reason);
            row.Add(item.Retryable);
            row.Add(item.Attempts);
            row.Add(item.ReplayId);
        },
        "ON CONFLICT (import_id, ballchasing_id) DO UPDATE SET state = excluded.state, reason = excluded.reason, "
        + "retryable = excluded.retryable, attempts = excluded.attempts, replay_id = excluded.replay_id");

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
        var items = await db.ImportItems.AsNoTracking().Where(i => i.ImportId == importId && EF.Parameter(ids).Contains(i.BallchasingId))
            .ToDictionaryAsync(i => i.BallchasingId, StringComparer.Ordinal, cancellationToken);

        var owner = await ImportOwner.OfAsync(db, importId, [.. replays.Select(r => r.Sources[0].BallchasingId)], cancellationToken);
        var counts = new ItemCounts();
        var (arrived, uploads, touched) = (new List<Replay>(), new List<ReplaySource>(), new List<ImportItem>());
        foreach (var one in fetched)
        {
            var item = items[one.BallchasingId];
            if (item.State is ImportItemState.Imported or ImportItemState.Duplicate or ImportItemState.Skipped)
                continue; // this batch was written before
            counts.Leave(item.State);
            Settle(item, one);
            counts.Enter(item.State);
            touched.Add(item);
        }

        await bulk.WriteAsync(db, MatchTables.Replays, arrived, cancellationToken);
        await bulk.WriteAsync(db, MatchTables.Sources, uploads, cancellationToken);
        await bulk.WriteAsync(db, MatchTables.Payloads, [.. uploads.Select(s => s.Payload)], cancellationToken);
        await bulk.WriteAsync(db, MatchTables.Players, PlayersOf(arrived), cancellationToken);
        await bulk.WriteAsync(db, MatchTables.PlayerStats, [.. arrived.SelectMany(r => r.Players)], cancellationToken);
        await bulk.WriteAsync(db, MatchTables.TeamStats, [.. arrived.SelectMany(r => r.Teams)], cancellationToken);
        await ShowPubliclyAsync(db, uploads.Except(arrived.SelectMany(r => r.Sources)), cancellationToken);
        await AddToLibraryAsync(db, owner.UserId, arrived, touched.Select(i => i.ReplayId), cancellationToken);
        await bulk.WriteAsync(db, Items, touched, cancellationToken);
        var import = await CountAsync(db, importId, counts, requests, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(import, arrived);

        void Settle(ImportItem item, FetchedItem one)
        {
            item.Attempts = one.Attempts;
            (item.State, item.Reason, item.Retryable) = one.Outcome switch
            {
                FetchOutcome.Pending pending => (ImportItemState.Pending, pending.Reason, true),
                FetchOutcome.Failed failed => (ImportItemState.Failed, failed.Reason, failed.Retryable),
                _ => (ImportItemState.Imported, (string?)null, false),
            };
            if (one.Outcome is not FetchOutcome.Found { Replay: var found })
                return;
            if (!owner.MayTake(found.Sources[0].BallchasingId, found.Sources[0].Visibility, found.Sources[0].UploaderSteamId))
            {
                (item.State, item.Reason) = (ImportItemState.Skipped, ImportOwner.NotYours);
            }
            else if (known.Find(found) is { } match)
            {
                (item.State, item.ReplayId) = (ImportItemState.Duplicate, match);
                if (known.AddUpload(found, match) is { } source)
                    uploads.Add(source);
            }
            else
            {
                item.ReplayId = found.Id;
                known.Add(found);
                arrived.Add(Belonging(found));
                uploads.AddRange(found.Sources);
            }
        }
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
        var import = await AddItemsAsync(db, await db.Imports.SingleAsync(i => i.Id == importId, cancellationToken), listed, requests, cancellationToken);
        (import.NextPage, import.ListingDone) = (nextPage, done || import.Listed >= import.Max);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return import;
    }

    /// <summary>The same for the last page of the group with this place in <see cref="Import.Groups"/>: its child groups, those that are new, come behind the ones that wait, and when none is left the listing is done.</summary>
    internal async Task<Import> AddGroupAsync(
        Guid importId, int group, IReadOnlyList<ListedReplay> listed, IReadOnlyList<string> children, int requests, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var import = await AddItemsAsync(db, await db.Imports.SingleAsync(i => i.Id == importId, cancellationToken), listed, requests, cancellationToken);
        import.Groups = [.. import.Groups.DefaultIfEmpty(import.GroupId!).Concat(children).Distinct(StringComparer.Ordinal).Take(ImportLister.MostGroups)];
        import.GroupsListed = group + 1; // also when this is written twice, because nobody heard that it had succeeded
        (import.NextPage, import.ListingDone) = (null, import.GroupsListed >= import.Groups.Count || import.Listed >= import.Max);
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
        import = await AddItemsAsync(db, import, listed, requests: 0, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return import;
    }

    /// <summary>Adds the items; the import's counts are changed in memory.</summary>
    private async Task<Import> AddItemsAsync(RocketTrainerDb db, Import import, IReadOnlyList<ListedReplay> listed, int requests, CancellationToken cancellationToken)
    {
        var ids = listed.Select(l => l.BallchasingId).Distinct(StringComparer.Ordinal).ToList();
        var there = await db.ImportItems.Where(i => i.ImportId == import.Id && EF.Parameter(ids).Contains(i.BallchasingId))
            .Select(i => i.BallchasingId).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var guids = ids.Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse).ToList();
        var stored = await db.ReplaySources.Where(s => EF.Parameter(guids).Contains(s.BallchasingId))
            .Select(s => new { s.BallchasingId, s.ReplayId, s.Visibility, s.UploaderSteamId }).ToDictionaryAsync(s => s.BallchasingId, cancellationToken);
        var owner = await ImportOwner.OfAsync(db, import.Id, stored.Keys, cancellationToken);
        var counts = new ItemCounts();
        var items = new List<ImportItem>();
        foreach (var one in listed)
        {
            if (import.Listed + items.Count >= (import.Max ?? int.MaxValue) || !there.Add(one.BallchasingId))
                continue;
            var known = Guid.TryParse(one.BallchasingId, out var id) ? stored.GetValueOrDefault(id) : null;
            var skipped = one.SkipReason ?? (known is not null && !owner.MayTake(known.BallchasingId, known.Visibility, known.UploaderSteamId) ? ImportOwner.NotYours : null);
            items.Add(new ImportItem
            {
                ImportId = import.Id,
                BallchasingId = one.BallchasingId,
                Ordinal = import.Listed + items.Count, // an item is never taken away
                State = skipped is not null ? ImportItemState.Skipped : known is not null ? ImportItemState.Duplicate : ImportItemState.Remaining,
                Reason = skipped,
                ReplayId = skipped is null ? known?.ReplayId : null,
            });
            counts.Enter(items[^1].State);
        }

        await bulk.WriteAsync(db, Items, items, cancellationToken);
        await AddToLibraryAsync(db, owner.UserId, [], items.Select(i => i.ReplayId), cancellationToken);
        counts.ApplyTo(import);
        import.Requests = Math.Max(import.Requests, requests);
        return import;
    }

    /// <summary>Gives the parts of a match its id.</summary>
    private static Replay Belonging(Replay replay)
    {
        foreach (var source in replay.Sources)
            source.ReplayId = replay.Id;
        foreach (var team in replay.Teams)
            team.ReplayId = replay.Id;
        foreach (var player in replay.Players)
            player.ReplayId = replay.Id;
        return replay;
    }

    /// <summary>A match that has a public upload now is everybody's to see named.</summary>
    private static async Task ShowPubliclyAsync(RocketTrainerDb db, IEnumerable<ReplaySource> further, CancellationToken cancellationToken)
    {
        var matches = further.Where(s => s.Visibility == VisibleReplays.Public).Select(s => s.ReplayId).Distinct().ToList();
        if (matches.Count > 0)
            await db.PlayerStats.Where(p => EF.Parameter(matches).Contains(p.ReplayId) && !p.IsPublic).ExecuteUpdateAsync(s => s.SetProperty(p => p.IsPublic, true), cancellationToken);
    }

    /// <summary>Lets the import's owner look at what it brought, be it new or known.</summary>
    private async Task AddToLibraryAsync(RocketTrainerDb db, Guid? owner, IReadOnlyCollection<Replay> arrived, IEnumerable<Guid?> brought, CancellationToken cancellationToken)
    {
        if (owner is not { } user)
            return;
        var known = brought.OfType<Guid>().Except(arrived.Select(r => r.Id)).ToList();
        var entries = arrived.Select(r => new LibraryEntry { UserId = user, ReplayId = r.Id, PlayedAt = r.PlayedAt });
        if (known.Count > 0)
        {
            entries = entries.Concat(await db.Replays.Where(r => EF.Parameter(known).Contains(r.Id))
                .Select(r => new LibraryEntry { UserId = user, ReplayId = r.Id, PlayedAt = r.PlayedAt }).ToListAsync(cancellationToken));
        }

        await bulk.WriteAsync(db, MatchTables.Library, [.. entries], cancellationToken);
    }

    /// <summary>Everybody who stood in these matches, each once.</summary>
    internal static List<Player> PlayersOf(IEnumerable<Replay> replays)
    {
        var players = new Dictionary<string, Player>(StringComparer.Ordinal);
        foreach (var replay in replays)
        {
            // What somebody is called is everybody's to see only where Ballchasing shows it to everybody.
            var isPublic = ReplayQueries.IsPublic(replay);
            foreach (var line in replay.Players)
            {
                if (line.PlayerId is not { } id)
                    continue;
                if (!players.TryGetValue(id, out var player))
                    players[id] = player = new Player { Id = id, Platform = line.Platform!.ToLowerInvariant(), PlatformId = line.PlatformId!, PlayerNumber = line.PlayerNumber };
                if (isPublic && line.Name is not null && !(player.NameSeenAt > line.PlayedAt))
                    (player.Name, player.NameSeenAt) = (line.Name, line.PlayedAt);
            }
        }

        return [.. players.Values];
    }

    private static async Task<Import> CountAsync(RocketTrainerDb db, Guid importId, ItemCounts counts, int requests, CancellationToken cancellationToken)
    {
        var import = await db.Imports.SingleAsync(i => i.Id == importId, cancellationToken);
        counts.ApplyTo(import);
        import.Requests = Math.Max(import.Requests, requests);
        await db.SaveChangesAsync(cancellationToken);
        return import;
    }

    /// <summary>How the counts of an import change when its items do.</summary>
    private sealed class ItemCounts
    {
        private readonly Dictionary<ImportItemState, int> _change = [];
        private int _listed;

        /// <summary>An item is in this state now. One that left no other is a new one.</summary>
        public void Enter(ImportItemState state)
        {
            _change[state] = _change.GetValueOrDefault(state) + 1;
            _listed++;
        }

        /// <summary>An item was in this state until now.</summary>
        public void Leave(ImportItemState state)
        {
            _change[state] = _change.GetValueOrDefault(state) - 1;
            _listed--;
        }

        public void ApplyTo(Import import)
        {
            import.Listed += _listed;
            import.Imported += _change.GetValueOrDefault(ImportItemState.Imported);
            import.Duplicates += _change.GetValueOrDefault(ImportItemState.Duplicate);
            import.Skipped += _change.GetValueOrDefault(ImportItemState.Skipped);
            import.Pending += _change.GetValueOrDefault(ImportItemState.Pending);
            import.Failed += _change.GetValueOrDefault(ImportItemState.Failed);
        }
    }
}

/// <param name="SkipReason">Why it need not be fetched, or null.</param>
internal sealed record ListedReplay(string BallchasingId, string? SkipReason = null);
