using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching.Readings;

/// <param name="Values">In the order of the stats that were asked for, NaN where unknown.</param>
internal sealed record LobbyPlayer(string? PlayerId, bool IsBot, TeamColor Color, int? Tier, double? StartTime, double? EndTime, double[] Values);

/// <summary>A match with everybody in it, as one of them sees it.</summary>
/// <param name="Season">Its id as in <see cref="Seasons"/>; empty where unknown.</param>
/// <param name="Seconds">How long it was; null where unknown.</param>
/// <param name="Me">The place among the players.</param>
internal sealed record Lobby(Guid ReplayId, DateTimeOffset PlayedAt, MatchResult? Result, string Season, int? TeamSize, int? Seconds, IReadOnlyList<LobbyPlayer> Players, int Me)
{
    public LobbyPlayer Mine => Players[Me];

    /// <summary>For players whose values are of <see cref="SkillScores.Stats"/>.</summary>
    public ScoredGame Scored(int session)
    {
        var others = Players.Where((_, i) => i != Me).ToLookup(p => p.Color == Mine.Color, p => SkillScores.Of(p.Values));
        return new(SkillScores.Of(Mine.Values), [.. others[true]], [.. others[false]], session);
    }

    /// <summary>The newest matches of a history, newest first, each once. Whoever may see a match may see everybody's numbers in it.</summary>
    /// <param name="history">See <see cref="MatchHistory"/>.</param>
    /// <param name="newest">So many, after the <paramref name="skipped"/> newest of all.</param>
    public static async Task<IReadOnlyList<Lobby>> ReadAsync(
        RocketTrainerDb db, IQueryable<PlayerStats> history, IReadOnlyList<Stat> stats, int newest, CancellationToken cancellationToken, int skipped = 0)
    {
        var mine = await history.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).Skip(skipped).Take(newest)
            .Join(db.Replays, p => p.ReplayId, r => r.Id, (p, r) => new { p.ReplayId, p.PlayedAt, p.Slot, p.Result, r.TeamSize, r.Duration, r.Season, r.SeasonType }).ToListAsync(cancellationToken);
        if (mine.Count == 0)
            return [];
        var (ids, first, last) = (mine.Select(m => m.ReplayId).Distinct().ToList(), mine.Min(m => m.PlayedAt), mine.Max(m => m.PlayedAt));
        var rows = await StatSeries.ReadLobbiesAsync(db, db.PlayerStats.Where(p => ids.Contains(p.ReplayId) && p.PlayedAt >= first && p.PlayedAt <= last), stats, cancellationToken);
        return [.. mine.OrderByDescending(m => m.PlayedAt).ThenByDescending(m => m.ReplayId).ThenBy(m => m.Slot).DistinctBy(m => m.ReplayId).Select(m =>
        {
            var players = rows[m.ReplayId];
            return new Lobby(m.ReplayId, m.PlayedAt, m.Result, Seasons.IdOf(m.Season, m.SeasonType) ?? "", m.TeamSize, m.Duration, [.. players.Select(p => p.Player)], players.FindIndex(p => p.Slot == m.Slot));
        })];
    }
}
