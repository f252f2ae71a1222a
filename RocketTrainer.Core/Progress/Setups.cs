using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>Matches in a row with the same camera and steering.</summary>
/// <param name="Since">When the first of them was played.</param>
/// <param name="Until">When the last one was.</param>
/// <param name="Results">Matches in between that give no settings count with those before.</param>
public sealed record SetupSpan(CameraSettings Camera, double? SteeringSensitivity, DateTimeOffset Since, DateTimeOffset Until, WinLoss Results);

/// <param name="Name">As the newest match that names it; null where none does.</param>
public sealed record CarUse(int? CarId, string? Name, DateTimeOffset First, DateTimeOffset Last, WinLoss Results);

/// <summary>Matches in a row with the same car; those that don't tell it count with those before.</summary>
/// <param name="Name">As the newest of them that names it; null where none does.</param>
public sealed record CarSpan(int? CarId, string? Name, DateTimeOffset Since);

/// <param name="Spans">Newest first; empty where no match gives settings.</param>
/// <param name="Cars">The most used first.</param>
/// <param name="CarSpans">Newest first.</param>
public sealed record SetupHistory(int Matches, IReadOnlyList<SetupSpan> Spans, IReadOnlyList<CarUse> Cars, IReadOnlyList<CarSpan> CarSpans);

/// <summary>What a player played with, and since when.</summary>
public sealed class Setups(IDbContextFactory<RocketTrainerDb> factory)
{
    public async Task<SetupHistory> ReadAsync(Viewer viewer, ReplayFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(await db.HistoryAsync(viewer, filter, cancellationToken), cancellationToken);
    }

    internal static async Task<SetupHistory> ReadAsync(IQueryable<PlayerStats> history, CancellationToken cancellationToken)
    {
        var rows = await history.OrderBy(p => p.PlayedAt).ThenBy(p => p.ReplayId).ThenBy(p => p.Slot)
            .Select(p => new Played(p.PlayedAt, p.ReplayId, p.Result, p.CarId, p.CarName, p.Camera, p.SteeringSensitivity)).ToListAsync(cancellationToken);
        List<Played> matches = [.. rows.Where((row, i) => i == 0 || rows[i - 1].ReplayId != row.ReplayId)]; // the higher slot of somebody who stood in it twice
        var cars = matches.Where(m => m.Car is not null).GroupBy(m => m.Car!)
            .Select(g => new CarUse(g.Last().CarId, g.Select(m => m.CarName).LastOrDefault(n => n is not null), g.First().PlayedAt, g.Last().PlayedAt, WinLoss.Of([.. g.Select(m => m.Result)])))
            .OrderByDescending(c => c.Results.Matches).ThenByDescending(c => c.Last);
        return new(matches.Count, Spans(matches), [.. cars], CarSpans(matches));
    }

    private static List<SetupSpan> Spans(List<Played> matches)
    {
        var spans = new List<SetupSpan>();
        var from = 0;
        for (var i = 1; i <= matches.Count; i++)
        {
            if (i < matches.Count && (!matches[i].IsKnown || (matches[from].IsKnown && matches[i].HasSame(matches[from]))))
                continue;
            if (matches[from].IsKnown)
            {
                var span = matches[from..i];
                spans.Add(new(span[0].Camera, span[0].SteeringSensitivity, span[0].PlayedAt, span[^1].PlayedAt, WinLoss.Of([.. span.Select(m => m.Result)])));
            }

            from = i;
        }

        spans.Reverse();
        return spans;
    }

    private static List<CarSpan> CarSpans(List<Played> matches)
    {
        var spans = new List<CarSpan>();
        object? current = null;
        foreach (var match in matches)
        {
            if (match.Car is { } car && !car.Equals(current))
                spans.Add(new(match.CarId, match.CarName, match.PlayedAt));
            else if (spans.Count > 0 && match.CarName is not null)
                spans[^1] = spans[^1] with { Name = match.CarName };
            current = match.Car ?? current;
        }

        spans.Reverse();
        return spans;
    }

    private sealed record Played(DateTimeOffset PlayedAt, Guid ReplayId, MatchResult? Result, int? CarId, string? CarName, CameraSettings Camera, double? SteeringSensitivity)
    {
        private static readonly CameraSettings Unknown = new(null, null, null, null, null, null, null);

        /// <summary>Its number, or where that isn't known its name.</summary>
        public object? Car => CarId is { } id ? id : CarName;

        public bool IsKnown => Camera != Unknown || SteeringSensitivity is not null;

        public bool HasSame(Played other) => Camera == other.Camera && SteeringSensitivity == other.SteeringSensitivity;
    }
}
