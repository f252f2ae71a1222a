using MathNet.Numerics.Statistics;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>Matches that a player played without a longer break.</summary>
/// <param name="StartedAt">When the first match began.</param>
/// <param name="EndedAt">When the last one ended, or began where its duration is unknown.</param>
/// <param name="Net">Wins less losses.</param>
public sealed record PlaySession(DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Matches, int Wins, int Losses, int Net);

/// <summary>A session with what happened in it.</summary>
/// <param name="Marks">Its matches, oldest first.</param>
/// <param name="Scores">The points on the scoreboard, match by match; null where unknown.</param>
/// <param name="Best">The stat that lay furthest on its better side of what is usual; null where fewer than three matches tell.</param>
/// <param name="Mates">Who stood on the same side, the most frequent first, at most three.</param>
public sealed record PlaySessionStory(PlaySession Session, IReadOnlyList<MatchMark> Marks, IReadOnlyList<double?> Scores, StatAgainstUsual? Best, StatAgainstUsual? Worst, IReadOnlyList<SessionMate> Mates)
{
    /// <summary>Fewer scores than these have no halves to speak of.</summary>
    private const int FewestForHalves = 6;

    /// <summary>The mean score of its first half and of the rest; null with too few.</summary>
    public (double First, double Second)? Halves
    {
        get
        {
            var known = Scores.OfType<double>().ToList();
            return known.Count < FewestForHalves ? null : (known.Take(known.Count / 2).Average(), known.Skip(known.Count / 2).Average());
        }
    }
}

/// <param name="Usual">The mean of the same playlists' matches, of the <see cref="PlaySessions.UsualMatches"/> up to the session and in it.</param>
public sealed record StatAgainstUsual(string Stat, double Mean, double Usual);

/// <param name="Name">As the newest of these matches gives it.</param>
public sealed record SessionMate(string PlayerId, string? Name, int Matches, int Wins, int Losses);

/// <param name="Next">The next page holds what was played before this; null on the last page.</param>
public sealed record PlaySessionPage(IReadOnlyList<PlaySession> Items, DateTimeOffset? Next);

/// <summary>Cuts a player's matches into sessions.</summary>
public sealed class PlaySessions(IDbContextFactory<RocketTrainerDb> factory)
{
    public const int LargestPage = 100;

    public static readonly TimeSpan UsualGap = TimeSpan.FromMinutes(30);

    /// <summary>How many matches say what is usual.</summary>
    public const int UsualMatches = 300;

    /// <summary>Fewer matches than these say nothing about a stat.</summary>
    private const int Fewest = 3;

    private const int MostMates = 3;

    /// <summary>How many matches are read at a time, until the page is full.</summary>
    private const int Stride = 200;

    /// <summary>Sessions, the newest first.</summary>
    /// <param name="gap">A session is over when between the end of a match and the start of the next there is more than this.</param>
    /// <param name="before">Only what was played before; the end of the page before this one.</param>
    /// <param name="limit">1 to <see cref="LargestPage"/>.</param>
    public async Task<PlaySessionPage> ListAsync(Viewer viewer, ReplayFilter filter, TimeSpan gap, DateTimeOffset? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestPage);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter, cancellationToken);
        var sessions = new List<PlaySession>();
        await foreach (var match in MatchesAsync(db, history, before, cancellationToken))
        {
            var (won, lost) = (match.Result == MatchResult.Win ? 1 : 0, match.Result == MatchResult.Loss ? 1 : 0);
            var end = match.PlayedAt.AddSeconds(match.Duration ?? 0);
            if (sessions.Count > 0 && sessions[^1].StartedAt - end <= gap)
            {
                var last = sessions[^1];
                sessions[^1] = last with { StartedAt = match.PlayedAt, Matches = last.Matches + 1, Wins = last.Wins + won, Losses = last.Losses + lost, Net = last.Net + won - lost };
                continue;
            }

            if (sessions.Count == limit)
                return new(sessions, sessions[^1].StartedAt);
            sessions.Add(new(match.PlayedAt, end, 1, won, lost, won - lost));
        }

        return new(sessions, Next: null);
    }

    /// <summary>The same sessions with what happened in them, newest first.</summary>
    public async Task<IReadOnlyList<PlaySessionStory>> TellAsync(Viewer viewer, ReplayFilter filter, IReadOnlyList<PlaySession> sessions, CancellationToken cancellationToken)
    {
        if (sessions.Count == 0)
            return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter, cancellationToken);
        var (from, to) = (sessions[^1].StartedAt, sessions[0].EndedAt);
        var matches = await PlayedMatch.ReadAsync(db, history.Where(p => p.PlayedAt >= from && p.PlayedAt <= to), cancellationToken);
        var marks = await MatchMark.ReadAsync(db, matches, cancellationToken);
        Stat[] stats = [.. Headline.Stats.Where(s => s.Better != Better.Neither && s.Type != StatType.Flag)];
        var series = await StatSeries.ReadAsync(db, history.Where(p => p.PlayedAt <= to), stats, matches.Count + UsualMatches, cancellationToken);
        var mates = await MatesAsync(db, viewer, filter, matches, cancellationToken);
        return [.. sessions.Select(Tell)];

        PlaySessionStory Tell(PlaySession session)
        {
            var own = marks.Where(m => m.PlayedAt >= session.StartedAt && m.PlayedAt <= session.EndedAt).Reverse().ToList();
            var played = series.Matches.Where(m => m.PlayedAt >= session.StartedAt && m.PlayedAt <= session.EndedAt).Reverse().ToList();
            var usual = series.Matches.Where(m => m.PlayedAt <= session.EndedAt).Take(UsualMatches).ToList();
            var against = stats.Select((stat, place) => Against(stat, place, played, usual)).OfType<(StatAgainstUsual Stat, double Lead)>().OrderByDescending(s => s.Lead).ToList();
            return new(session, own, [.. played.Select(m => m[Array.FindIndex(stats, s => s.Key == "core.score")])],
                against is [{ Lead: > 0 } best, ..] ? best.Stat : null, against is [.., { Lead: < 0 } worst] ? worst.Stat : null,
                [.. own.SelectMany(m => mates[m.ReplayId].Select(mate => (Mate: mate, m.Result))).GroupBy(m => m.Mate.PlayerId, StringComparer.Ordinal)
                    .Select(g => new SessionMate(g.Key, g.Last().Mate.Name, g.Count(), g.Count(m => m.Result == MatchResult.Win), g.Count(m => m.Result == MatchResult.Loss)))
                    .OrderByDescending(m => m.Matches).ThenBy(m => m.PlayerId, StringComparer.Ordinal).Take(MostMates)]);
        }
    }

    /// <summary>How far a session's mean lies on the better side of the usual, in standard errors; null where too few matches tell.</summary>
    private static (StatAgainstUsual, double)? Against(Stat stat, int place, List<StatSeries.Row> played, List<StatSeries.Row> usual)
    {
        var known = played.Where(m => m[place] is not null).ToList();
        if (known.Count < Fewest)
            return null;
        // What is usual depends on the playlist: each match is held against its own.
        var means = usual.Where(m => m[place] is not null).GroupBy(m => m.PlaylistId ?? "", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(m => m.Values[place]).ToArray(), StringComparer.Ordinal);
        if (known.Exists(m => means[m.PlaylistId ?? ""].Length < Fewest))
            return null;
        var (mean, usualMean) = (known.Average(m => m.Values[place]), known.Average(m => means[m.PlaylistId ?? ""].Average()));
        var variance = known.Sum(m => ArrayStatistics.Variance(means[m.PlaylistId ?? ""])) / known.Count;
        var lead = variance == 0 ? 0 : (mean - usualMean) / Math.Sqrt(variance / known.Count) * (stat.Better == Better.Higher ? 1 : -1);
        return (new(stat.Key, mean, usualMean), lead);
    }

    private static async Task<ILookup<Guid, Mate>> MatesAsync(RocketTrainerDb db, Viewer viewer, ReplayFilter filter, List<PlayedMatch> matches, CancellationToken cancellationToken)
    {
        if (matches.Count == 0)
            return Array.Empty<Mate>().ToLookup(_ => Guid.Empty); // deleted since the sessions were found
        var (ids, newest, oldest, me) = (matches.ConvertAll(m => m.ReplayId), matches[0].PlayedAt, matches[^1].PlayedAt, filter.Player!.ToString());
        var colors = matches.ToDictionary(m => m.ReplayId, m => m.Color);
        var others = await db.PlayerStats.Where(p => EF.Parameter(ids).Contains(p.ReplayId) && p.PlayedAt >= oldest && p.PlayedAt <= newest && p.PlayerId != null && p.PlayerId != me)
            .Select(p => new { p.ReplayId, p.Color, p.PlayerId, p.Name, p.IsPublic }).ToListAsync(cancellationToken);
        var named = await db.NamedForAsync(viewer, others.Where(p => !p.IsPublic).Select(p => p.PlayerId), cancellationToken);
        return others.Where(p => p.Color == colors[p.ReplayId] && (p.IsPublic || named.Contains(p.PlayerId!))).DistinctBy(p => (p.ReplayId, p.PlayerId)).ToLookup(p => p.ReplayId, p => new Mate(p.PlayerId!, p.Name));
    }

    private static async IAsyncEnumerable<Played> MatchesAsync(
        RocketTrainerDb db, IQueryable<PlayerStats> history, DateTimeOffset? before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = Guid.Empty;
        ReplayCursor? place = null;
        while (true)
        {
            var rest = place is { PlayedAt: var playedAt, ReplayId: var id }
                ? history.Where(p => p.PlayedAt <= playedAt && (p.PlayedAt < playedAt || p.ReplayId.CompareTo(id) < 0))
                : before is { } end ? history.Where(p => p.PlayedAt < end) : history;
            var matches = await rest.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).Take(Stride)
                .Select(p => new Played(p.PlayedAt, p.ReplayId, p.Result, db.Replays.Where(r => r.Id == p.ReplayId).Select(r => r.Duration).First())).ToListAsync(cancellationToken);
            foreach (var match in matches)
            {
                if (match.ReplayId != last)
                    yield return match;
                last = match.ReplayId;
            }

            if (matches.Count < Stride)
                yield break;
            place = new(matches[^1].PlayedAt, matches[^1].ReplayId);
        }
    }

    private sealed record Mate(string PlayerId, string? Name);

    private sealed record Played(DateTimeOffset PlayedAt, Guid ReplayId, MatchResult? Result, int? Duration);
}
