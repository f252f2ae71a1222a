using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching.Readings;

/// <summary>A match with everybody in it, as nobody in particular sees it.</summary>
/// <param name="Season">Its id as in <see cref="Seasons"/>; empty where unknown.</param>
/// <param name="Seconds">How long it was; null where unknown.</param>
/// <param name="Players">In the order of their slots.</param>
internal sealed record StoredLobby(Guid ReplayId, DateTimeOffset PlayedAt, string Season, int? TeamSize, int? Seconds, IReadOnlyList<LobbyPlayer> Players)
{
    /// <summary>The newest matches of a playlist that count (<see cref="CountedMatches"/>), newest first, whoever played them.</summary>
    /// <param name="playerGames">So many are looked at: of the oldest match some may be left out, so that it doesn't count.</param>
    public static async Task<IReadOnlyList<StoredLobby>> ReadCountedAsync(RocketTrainerDb db, string playlist, IReadOnlyList<Stat> stats, int playerGames, CancellationToken cancellationToken)
    {
        var rows = db.PlayerStats.Where(p => p.PlaylistId == playlist).OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenByDescending(p => p.Slot).Take(playerGames);
        var players = await StatSeries.ReadLobbiesAsync(db, rows, stats, cancellationToken);
        var replays = await db.Replays.Where(r => rows.Select(p => p.ReplayId).Contains(r.Id)).Select(r => new { r.Id, r.PlayedAt, r.Season, r.SeasonType, r.TeamSize, r.Duration }).ToListAsync(cancellationToken);
        return [.. replays.OrderByDescending(r => r.PlayedAt).ThenByDescending(r => r.Id)
            .Where(r => players.ContainsKey(r.Id)) // not one that came between the two readings
            .Select(r => new StoredLobby(r.Id, r.PlayedAt, Seasons.IdOf(r.Season, r.SeasonType) ?? "", r.TeamSize, r.Duration, [.. players[r.Id].Select(p => p.Player)]))
            .Where(l => CountedMatches.WhyNot(playlist, l.Players, l.TeamSize) is null)];
    }

    /// <summary>The matches of a history that don't count for anybody in them, and why; without reading what anybody did in them.</summary>
    /// <param name="matches">Those of the history, newest first.</param>
    public static async Task<IReadOnlyDictionary<Guid, NotCounted>> ReadLeftOutAsync(
        RocketTrainerDb db, IQueryable<PlayerStats> history, IReadOnlyList<StatSeries.Row> matches, CancellationToken cancellationToken)
    {
        if (matches.Count == 0)
            return new Dictionary<Guid, NotCounted>();
        var (ids, first, last) = (history.Select(p => p.ReplayId), matches[^1].PlayedAt, matches[0].PlayedAt);
        var players = await StatSeries.ReadLobbiesAsync(db, db.PlayerStats.Where(p => ids.Contains(p.ReplayId) && p.PlayedAt >= first && p.PlayedAt <= last), [], cancellationToken);
        var replays = await db.Replays.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.PlaylistId, r.TeamSize }).ToListAsync(cancellationToken);
        return replays.Where(r => players.ContainsKey(r.Id)).Select(r => (r.Id, Why: CountedMatches.WhyNot(r.PlaylistId, [.. players[r.Id].Select(p => p.Player)], r.TeamSize)))
            .Where(m => m.Why is not null).ToDictionary(m => m.Id, m => m.Why!.Value);
    }
}
