using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Replays;

/// <summary>How somebody's matches of one playlist went.</summary>
/// <param name="Playlist">The playlist's id; null for matches that name none.</param>
/// <param name="Undecided">Matches of which no goals are known, so that nobody won.</param>
/// <param name="Rank">The newest rank that was given.</param>
public sealed record PlaylistStats(string? Playlist, int Matches, int Wins, int Losses, int Draws, int Undecided, DateTimeOffset FirstPlayedAt, DateTimeOffset LastPlayedAt, Rank? Rank);

/// <summary>Counts matches by playlist, the most played first.</summary>
public sealed class PlayedStats(IDbContextFactory<RocketTrainerDb> factory)
{
    /// <summary>A person's own matches: those he can see in which one of his linked accounts stands, each once.</summary>
    public async Task<IReadOnlyList<PlaylistStats>> ReadAsync(Viewer.Person viewer, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var mine = await db.AccountsOf(viewer).ToListAsync(cancellationToken);
        var proven = await db.AccountsProvenOf(viewer).ToListAsync(cancellationToken);
        return await ReadAsync(db.PlayerStats.AsNoTracking().Where(p => mine.Contains(p.PlayerId)
            && (proven.Contains(p.PlayerId!) || db.ReplaysOf(viewer).Any(r => r.Id == p.ReplayId))), cancellationToken);
    }

    /// <summary>The filter's player, as far as the viewer may see him.</summary>
    public async Task<IReadOnlyList<PlaylistStats>> ReadAsync(Viewer viewer, ReplayFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(await db.HistoryAsync(viewer, filter, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<PlaylistStats>> ReadAsync(IQueryable<PlayerStats> rows, CancellationToken cancellationToken)
    {
        var playlists = await rows.GroupBy(p => p.PlaylistId).Select(g => new
        {
            Playlist = g.Key,
            Matches = g.Select(p => p.ReplayId).Distinct().Count(), // two of one's accounts, or one twice, can stand in the same match
            Wins = g.Where(p => p.Result == MatchResult.Win).Select(p => p.ReplayId).Distinct().Count(),
            Losses = g.Where(p => p.Result == MatchResult.Loss).Select(p => p.ReplayId).Distinct().Count(),
            Draws = g.Where(p => p.Result == MatchResult.Draw).Select(p => p.ReplayId).Distinct().Count(),
            Undecided = g.Where(p => p.Result == null).Select(p => p.ReplayId).Distinct().Count(),
            First = g.Min(p => p.PlayedAt),
            Last = g.Max(p => p.PlayedAt),
        }).ToListAsync(cancellationToken);
        var stats = new List<PlaylistStats>();
        foreach (var of in playlists.OrderByDescending(p => p.Matches).ThenBy(p => p.Playlist, StringComparer.Ordinal))
        {
            var ranked = rows.Where(p => p.PlaylistId == of.Playlist && (p.Rank.Tier != null || p.Rank.Id != null));
            var rank = await ranked.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).Select(p => p.Rank).FirstOrDefaultAsync(cancellationToken);
            stats.Add(new(of.Playlist, of.Matches, of.Wins, of.Losses, of.Draws, of.Undecided, of.First, of.Last, rank));
        }

        return stats;
    }
}
