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

/// <summary>With whom matches went how.</summary>
/// <param name="InCompany">Matches with a team-mate who was there in the match before or after, too: how the game groups strangers, that is hardly chance.</param>
/// <param name="Alone">The others in which a team-mate is known.</param>
public sealed record Company(WinLoss InCompany, WinLoss Alone, WinLoss All);

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

    /// <summary>How long after the start of one match the next must have begun for both to be of one evening.</summary>
    private static readonly TimeSpan NextMatch = TimeSpan.FromMinutes(45);

    /// <summary>The most frequent team-mates under the filter.</summary>
    /// <param name="limit">1 to <see cref="MostTeamMates"/>.</param>
    public Task<IReadOnlyList<TeamMate>> TeamMatesAsync(Viewer viewer, ReplayFilter filter, int limit, CancellationToken cancellationToken) =>
        MetAsync(viewer, filter, own: true, limit, cancellationToken);

    /// <summary>The most frequent opponents under the filter; wins are the filter's player's.</summary>
    /// <param name="limit">As for team-mates.</param>
    public Task<IReadOnlyList<TeamMate>> OpponentsAsync(Viewer viewer, ReplayFilter filter, int limit, CancellationToken cancellationToken) =>
        MetAsync(viewer, filter, own: false, limit, cancellationToken);

    /// <summary>How it goes with each team-mate and without, in company and alone.</summary>
    public async Task<Company> CompanyAsync(Viewer viewer, ReplayFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter, cancellationToken);
        var matches = await PlayedMatch.ReadAsync(db, history, cancellationToken);
        var player = filter.Player?.ToString();
        var shown = db.AccountsShownTo(viewer);
        var beside = await (
            from line in history
            from mate in db.PlayerStats.Where(m => m.ReplayId == line.ReplayId && m.PlayedAt == line.PlayedAt && m.Color == line.Color && m.PlayerId != null && m.PlayerId != player)
            where line.IsPublic || shown.Contains(mate.PlayerId) // elsewhere strangers have no name
            select new { line.ReplayId, mate.PlayerId }).ToListAsync(cancellationToken);
        var mates = beside.ToLookup(m => m.ReplayId, m => m.PlayerId!);
        var inCompany = new HashSet<Guid>();
        for (var i = 1; i < matches.Count; i++)
        {
            if (matches[i - 1].PlayedAt - matches[i].PlayedAt > NextMatch || !mates[matches[i - 1].ReplayId].Intersect(mates[matches[i].ReplayId], StringComparer.Ordinal).Any())
                continue;
            inCompany.Add(matches[i - 1].ReplayId);
            inCompany.Add(matches[i].ReplayId);
        }

        var known = matches.Where(m => mates[m.ReplayId].Any()).ToList();
        return new(Of(known.Where(m => inCompany.Contains(m.ReplayId))), Of(known.Where(m => !inCompany.Contains(m.ReplayId))), Of(matches));

        static WinLoss Of(IEnumerable<PlayedMatch> some) => WinLoss.Of([.. some.Select(m => m.Result)]);
    }

    /// <summary>Stats with a team-mate against those without, of the newest <see cref="MostCompared"/> matches.</summary>
    public async Task<IReadOnlyList<StatDifference>> WithAndWithoutAsync(Viewer viewer, ReplayFilter filter, PlayerId mate, IReadOnlyList<Stat> stats, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var together = await (await db.HistoryAsync(viewer, filter with { With = mate }, cancellationToken)).Select(p => p.ReplayId).ToHashSetAsync(cancellationToken);
        var series = await StatSeries.ReadAsync(db, await db.HistoryAsync(viewer, filter, cancellationToken), stats, MostCompared, cancellationToken);
        return StatDifference.Of(series.Where(m => !together.Contains(m.ReplayId)), series.Where(m => together.Contains(m.ReplayId)));
    }

    private async Task<IReadOnlyList<TeamMate>> MetAsync(Viewer viewer, ReplayFilter filter, bool own, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostTeamMates);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var player = filter.Player?.ToString();
        var shown = db.AccountsShownTo(viewer);
        var others = db.PlayerStats.Where(m => m.PlayerId != null && m.PlayerId != player);
        var mates = await (
            from line in await db.HistoryAsync(viewer, filter, cancellationToken)
            join mate in others on new { line.ReplayId, line.PlayedAt } equals new { mate.ReplayId, mate.PlayedAt }
            where (mate.Color == line.Color) == own && (line.IsPublic || shown.Contains(mate.PlayerId)) // elsewhere strangers have no name
            group line by mate.PlayerId into met
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
