using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Replays;

/// <summary>How a person's matches of one playlist went.</summary>
/// <param name="Playlist">The playlist's id; null for matches that name none.</param>
/// <param name="Undecided">Matches of which no goals are known, so that nobody won.</param>
/// <param name="Rank">The newest rank that was given.</param>
public sealed record PlaylistStats(string? Playlist, int Matches, int Wins, int Losses, int Draws, int Undecided, DateTimeOffset FirstPlayedAt, DateTimeOffset LastPlayedAt, Rank? Rank);

/// <summary>Counts a person's own matches: those he can see in which one of his linked accounts stands, each once.</summary>
public sealed class PlayedStats(IDbContextFactory<RocketTrainerDb> factory)
{
    /// <summary>By playlist, the most played first.</summary>
    public async Task<IReadOnlyList<PlaylistStats>> ReadAsync(Viewer.Person viewer, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var mine = db.AccountsOf(viewer);
        var own = db.ReplaysOf(viewer);
        var rows = await db.PlayerStats.AsNoTracking().Where(p => mine.Contains(p.PlayerId))
            .Join(own, p => p.ReplayId, r => r.Id, (p, r) => new
            {
                r.Id, r.PlayedAt, r.PlaylistId, p.Color, p.Rank,
                Goals = r.Teams.Select(t => new { t.Color, Goals = EF.Property<int?>(t, "core_goals") }).ToList(),
            }).AsSplitQuery().ToListAsync(cancellationToken);
        return
        [
            .. rows.DistinctBy(r => r.Id).GroupBy(r => r.PlaylistId, StringComparer.Ordinal).Select(playlist =>
            {
                var results = playlist.Select(r => MatchResults.For(r.Color,
                    r.Goals.Find(t => t.Color == TeamColor.Blue)?.Goals, r.Goals.Find(t => t.Color == TeamColor.Orange)?.Goals)).ToList();
                return new PlaylistStats(
                    playlist.Key, results.Count, Count(MatchResult.Win), Count(MatchResult.Loss), Count(MatchResult.Draw), Count(null),
                    playlist.Min(r => r.PlayedAt), playlist.Max(r => r.PlayedAt),
                    playlist.Where(r => r.Rank != Rank.Unknown).MaxBy(r => r.PlayedAt)?.Rank);

                int Count(MatchResult? result) => results.Count(r => r == result);
            }).OrderByDescending(p => p.Matches).ThenBy(p => p.Playlist, StringComparer.Ordinal),
        ];
    }
}
