using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>One bar of a match strip.</summary>
/// <param name="GoalDifference">Own goals less the other side's; null where one is unknown.</param>
public sealed record MatchMark(Guid ReplayId, DateTimeOffset PlayedAt, MatchResult? Result, int? GoalDifference)
{
    /// <summary>Of these matches, in their order, newest first.</summary>
    internal static async Task<IReadOnlyList<MatchMark>> ReadAsync(RocketTrainerDb db, IReadOnlyList<PlayedMatch> matches, CancellationToken cancellationToken)
    {
        if (matches.Count == 0)
            return [];
        var (ids, newest, oldest) = (matches.Select(m => m.ReplayId).ToList(), matches[0].PlayedAt, matches[^1].PlayedAt);
        var goals = (await db.TeamStats.Where(t => EF.Parameter(ids).Contains(t.ReplayId) && t.PlayedAt >= oldest && t.PlayedAt <= newest)
            .Select(t => new { t.ReplayId, t.Color, Goals = EF.Property<int?>(t, "core_goals") }).ToListAsync(cancellationToken)).ToLookup(t => t.ReplayId);
        return
        [
            .. matches.Select(m => new MatchMark(m.ReplayId, m.PlayedAt, m.Result,
                goals[m.ReplayId].FirstOrDefault(t => t.Color == m.Color)?.Goals - goals[m.ReplayId].FirstOrDefault(t => t.Color != m.Color)?.Goals)),
        ];
    }
}
