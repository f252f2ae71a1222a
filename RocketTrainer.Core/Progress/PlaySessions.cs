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

/// <param name="Next">The next page holds what was played before this; null on the last page.</param>
public sealed record PlaySessionPage(IReadOnlyList<PlaySession> Items, DateTimeOffset? Next);

/// <summary>Cuts a player's matches into sessions.</summary>
public sealed class PlaySessions(IDbContextFactory<RocketTrainerDb> factory)
{
    public const int LargestPage = 100;

    public static readonly TimeSpan UsualGap = TimeSpan.FromMinutes(30);

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

    private sealed record Played(DateTimeOffset PlayedAt, Guid ReplayId, MatchResult? Result, int? Duration);
}
