using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress.Stopping;

/// <summary>Reads what a player's history says about when to stop for the day.</summary>
public sealed class StopRules(IDbContextFactory<RocketTrainerDb> factory)
{
    /// <summary>Fewer matches than this, won or lost, say nothing about it.</summary>
    public const int Fewest = 200;

    /// <summary>How many matches are looked at, the newest first.</summary>
    public const int Most = 5_000;

    /// <summary>Of ranked matches: in others nobody chose the opponents to fit. Null under a filter by result: matches are missing from every session then.</summary>
    /// <param name="gap">As in <see cref="PlaySessions.ListAsync"/>.</param>
    public async Task<StopReading?> ReadAsync(Viewer viewer, ReplayFilter filter, TimeSpan gap, CancellationToken cancellationToken)
    {
        if (filter.Result is not null)
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter, cancellationToken);
        var rows = await history.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).Take(Most)
            .Select(p => new { p.PlayedAt, p.ReplayId, p.Result, p.PlaylistId, Duration = db.Replays.Where(r => r.Id == p.ReplayId).Select(r => r.Duration).First() }).ToListAsync(cancellationToken);
        var sessions = new List<List<SessionMatch>>();
        var end = DateTimeOffset.MinValue;
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            var row = rows[i];
            if (i > 0 && rows[i - 1].ReplayId == row.ReplayId)
                continue; // the higher slot of somebody who stood in it twice
            if (sessions.Count == 0 || row.PlayedAt - end > gap)
                sessions.Add([]);
            if (Playlists.IsRanked(row.PlaylistId))
                sessions[^1].Add(new(row.Result, row.PlaylistId));
            end = row.PlayedAt.AddSeconds(row.Duration ?? 0);
        }

        return Of([.. sessions.Where(s => s.Count > 0)]);
    }

    /// <param name="sessions">Oldest first, as are the matches of each.</param>
    internal static StopReading Of(IReadOnlyList<IReadOnlyList<SessionMatch>> sessions)
    {
        var situations = Situation.In(sessions);
        var (verdict, suggestion, detectable) = situations.Count < Fewest ? (StopVerdict.TooFew, null, null) : StopTest.Of(situations, sessions.Count);
        return new(situations.Count, sessions.Count, StopCurve.ByNumber(situations), StopCurve.ByLosses(situations), verdict, suggestion, detectable);
    }
}
