using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Replays;

/// <summary>One player's rows, as far as a viewer may see them. Every question about a player begins here.</summary>
internal static class MatchHistory
{
    /// <summary>How many matches say where a player plays now.</summary>
    private const int Newest = 60;

    /// <summary>
    /// The rows of the filter's player that the viewer may see named and that the filter lets through. Who stood in a match
    /// twice has two rows of it: the lower slot counts.
    /// </summary>
    /// <exception cref="ArgumentException">The filter names no player.</exception>
    public static async Task<IQueryable<PlayerStats>> HistoryAsync(this RocketTrainerDb db, Viewer viewer, ReplayFilter filter, CancellationToken cancellationToken)
    {
        var player = filter.Player?.ToString() ?? throw new ArgumentException("A history is somebody's: the filter must name a player.", nameof(filter));
        var with = filter.With?.ToString();
        var named = await db.NamedForAsync(viewer, [player, with], cancellationToken);
        var rows = db.PlayerStats.AsNoTracking().Where(p => p.PlayerId == player);
        if (!named.Contains(player))
            rows = Glimpsed(db, viewer, rows); // else all his matches are shown to the viewer
        if (!named.Contains(player) || (with is not null && !named.Contains(with)))
            rows = rows.Where(p => p.IsPublic); // where somebody has no name, he isn't found either
        return filter.Choose(rows, db, viewer);
    }

    /// <summary>Where most of a player's newest matches were played, or null without matches, or where they name none.</summary>
    public static async Task<string?> MainPlaylistAsync(this IQueryable<PlayerStats> history, CancellationToken cancellationToken)
    {
        var newest = await history.OrderByDescending(p => p.PlayedAt).Take(Newest).Select(p => p.PlaylistId).ToListAsync(cancellationToken);
        return newest.GroupBy(p => p, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
    }

    /// <summary>Those of a stranger's rows that lie in matches which the viewer may open.</summary>
    private static IQueryable<PlayerStats> Glimpsed(RocketTrainerDb db, Viewer viewer, IQueryable<PlayerStats> rows)
    {
        var shown = db.AccountsShownTo(viewer);
        return viewer is Viewer.Person { UserId: var me }
            ? rows.Where(p => db.Library.Any(l => l.UserId == me && l.ReplayId == p.ReplayId)
                || db.PlayerStats.Any(o => o.ReplayId == p.ReplayId && o.PlayedAt == p.PlayedAt && shown.Contains(o.PlayerId)))
            : rows.Where(p => db.PlayerStats.Any(o => o.ReplayId == p.ReplayId && o.PlayedAt == p.PlayedAt && shown.Contains(o.PlayerId)));
    }
}
