using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Players;

/// <summary>Somebody who played on a player's side.</summary>
/// <param name="Name">As the newest public match gave it; null where none did.</param>
/// <param name="Matches">Played together, whatever became of them.</param>
public sealed record TeamMate(string PlayerId, string? Name, int Matches, int Wins, int Losses, DateTimeOffset LastPlayedAt);

/// <summary>Matches in which two players met, on the same side or on opposite ones. Wins and losses are the first player's.</summary>
public sealed record Meetings(int Matches, int Wins, int Losses, DateTimeOffset? LastPlayedAt);

/// <summary>A stat of both in the matches in which it is known of both.</summary>
/// <param name="Difference">The mean of the first player's value less the other's, match by match.</param>
public sealed record HeadToHeadStat(string Stat, int Matches, double Mean, double OtherMean, Estimate Difference);

public sealed record HeadToHead(Meetings Together, Meetings Against, IReadOnlyList<HeadToHeadStat> Stats);

/// <summary>Whom a player plays with and against, as far as the viewer may see it.</summary>
public sealed class Companions(IDbContextFactory<RocketTrainerDb> factory)
{
    public const int MostTeamMates = 200;

    /// <summary>In how many of their newest meetings two players' stats are compared.</summary>
    public const int MostCompared = PlayerStatistics.LargestWindow;

    /// <summary>The most frequent team-mates under the filter.</summary>
    /// <param name="limit">1 to <see cref="MostTeamMates"/>.</param>
    public async Task<IReadOnlyList<TeamMate>> TeamMatesAsync(Viewer viewer, ReplayFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostTeamMates);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var player = filter.Player?.ToString();
        var shown = db.AccountsShownTo(viewer);
        var mates = await (
            from own in await db.HistoryAsync(viewer, filter, cancellationToken)
            from mate in db.PlayerStats.Where(m => m.ReplayId == own.ReplayId && m.PlayedAt == own.PlayedAt && m.Color == own.Color && m.PlayerId != null && m.PlayerId != player)
            where own.IsPublic || shown.Contains(mate.PlayerId) // elsewhere strangers have no name
            group own by mate.PlayerId into met
            select new
            {
                PlayerId = met.Key!,
                Matches = met.Select(o => o.ReplayId).Distinct().Count(), // somebody can stand in a match twice
                Wins = met.Where(o => o.Result == MatchResult.Win).Select(o => o.ReplayId).Distinct().Count(),
                Losses = met.Where(o => o.Result == MatchResult.Loss).Select(o => o.ReplayId).Distinct().Count(),
                LastPlayedAt = met.Max(o => o.PlayedAt),
            }).OrderByDescending(m => m.Matches).ThenByDescending(m => m.LastPlayedAt).ThenBy(m => m.PlayerId).Take(limit).ToListAsync(cancellationToken);
        var ids = mates.ConvertAll(m => m.PlayerId);
        var names = await db.Players.Where(p => EF.Parameter(ids).Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, StringComparer.Ordinal, cancellationToken);
        return [.. mates.Select(m => new TeamMate(m.PlayerId, names.GetValueOrDefault(m.PlayerId), m.Matches, m.Wins, m.Losses, m.LastPlayedAt))];
    }

    /// <summary>The filter's player against another, in the matches of the filter that both stand in; stats of the newest <see cref="MostCompared"/>.</summary>
    public async Task<HeadToHead> HeadToHeadAsync(Viewer viewer, ReplayFilter filter, PlayerId other, IReadOnlyList<Stat> stats, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter, cancellationToken);
        var theirs = await db.HistoryAsync(viewer, new ReplayFilter { Player = other, After = filter.After, Before = filter.Before }, cancellationToken);
        var met = await history.Join(theirs, a => new { a.ReplayId, a.PlayedAt }, b => new { b.ReplayId, b.PlayedAt }, (a, b) => new { a.ReplayId, a.PlayedAt, a.Result, Together = a.Color == b.Color })
            .GroupBy(m => new { m.Together, m.Result })
            .Select(g => new { g.Key.Together, g.Key.Result, Matches = g.Select(m => m.ReplayId).Distinct().Count(), Last = g.Max(m => m.PlayedAt) }).ToListAsync(cancellationToken);
        if (met.Count == 0)
            return new(Of(together: true), Of(together: false), []);

        var both = await StatSeries.ReadBothAsync(db, history, theirs, stats, MostCompared, cancellationToken);
        return new(Of(together: true), Of(together: false), [.. stats.Select(Compare).OfType<HeadToHeadStat>()]);

        Meetings Of(bool together)
        {
            var these = met.Where(m => m.Together == together).ToList();
            return new(these.Sum(m => m.Matches), Ended(MatchResult.Win), Ended(MatchResult.Loss), these.Count == 0 ? null : these.Max(m => m.Last));

            int Ended(MatchResult result) => these.Where(m => m.Result == result).Sum(m => m.Matches);
        }

        HeadToHeadStat? Compare(Stat stat, int place)
        {
            var pairs = both.Matches.Select(m => (Mine: m[place], Theirs: m[stats.Count + place])).Where(p => p.Mine is not null && p.Theirs is not null).ToList();
            return pairs.Count == 0 ? null
                : new(stat.Key, pairs.Count, pairs.Average(p => p.Mine!.Value), pairs.Average(p => p.Theirs!.Value), Estimate.OfMean([.. pairs.Select(p => p.Mine!.Value - p.Theirs!.Value)]));
        }
    }
}
