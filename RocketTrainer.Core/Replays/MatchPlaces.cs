using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Replays;

/// <summary>Where matches stand in a list, newest first. A page is found in indexes alone; what it shows is read afterwards.</summary>
internal static class MatchPlaces
{
    /// <summary>
    /// The places after <paramref name="cursor"/>: the viewer's own matches, or with a player in the filter all of that
    /// player's that the viewer may see.
    /// </summary>
    public static async Task<IReadOnlyList<ReplayCursor>> PlacesAsync(
        this RocketTrainerDb db, Viewer viewer, ReplayFilter filter, ReplayCursor? cursor, int count, CancellationToken cancellationToken)
    {
        if (filter.Player is not null)
            return await PageAsync(Places(await db.HistoryAsync(viewer, filter, cancellationToken)), cursor, count, cancellationToken);

        // One's own: what one brought in, and what one's proven accounts stand in. Each is sorted already.
        var found = new HashSet<ReplayCursor>();
        if (viewer is Viewer.Person { UserId: var me })
            found.UnionWith(await PageAsync(Places(filter.Choose(db.Library.Where(l => l.UserId == me), db, viewer)), cursor, count, cancellationToken));
        foreach (var account in await db.AccountsProvenOf(viewer).ToListAsync(cancellationToken))
            found.UnionWith(await PageAsync(Places(filter.Choose(db.PlayerStats.Where(p => p.PlayerId == account), db, viewer)), cursor, count, cancellationToken));
        return [.. found.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).Take(count)];
    }

    private static IQueryable<Place> Places(IQueryable<PlayerStats> rows) => rows.Select(p => new Place { PlayedAt = p.PlayedAt, ReplayId = p.ReplayId });

    private static IQueryable<Place> Places(IQueryable<LibraryEntry> entries) => entries.Select(l => new Place { PlayedAt = l.PlayedAt, ReplayId = l.ReplayId });

    /// <summary>Each place once. Who stood in a match twice is rare enough that looking on costs less than having the database compare all.</summary>
    private static async Task<IReadOnlyList<ReplayCursor>> PageAsync(IQueryable<Place> places, ReplayCursor? cursor, int count, CancellationToken cancellationToken)
    {
        var found = new List<ReplayCursor>();
        while (true)
        {
            var rest = cursor is { PlayedAt: var playedAt, ReplayId: var id }
                ? places.Where(p => p.PlayedAt <= playedAt && (p.PlayedAt < playedAt || p.ReplayId.CompareTo(id) < 0)) // the first half is what an index can seek
                : places;
            var page = await rest.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).Take(count).ToListAsync(cancellationToken);
            found.AddRange(page.Select(p => new ReplayCursor(p.PlayedAt, p.ReplayId)).Distinct());
            if (page.Count < count || found.Count >= count)
                return [.. found.Take(count)];
            cursor = found[^1];
        }
    }

    private sealed class Place
    {
        public required DateTimeOffset PlayedAt { get; init; }
        public required Guid ReplayId { get; init; }
    }
}
