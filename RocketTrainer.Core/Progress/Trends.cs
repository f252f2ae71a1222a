using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

public enum TrendStep { Day, Week }

/// <summary>A stat in the matches of one day or week.</summary>
/// <param name="From">The day, or the week's Monday.</param>
/// <param name="Matches">All that were played, whether the stat is known in them or not.</param>
/// <param name="Known">Those in which it is known.</param>
/// <param name="Mean">Null when it is known in none.</param>
public sealed record TrendPoint(DateOnly From, int Matches, int Wins, int Losses, int Known, Estimate? Mean);

/// <summary>How a stat of a player moves.</summary>
public sealed class Trends(IDbContextFactory<RocketTrainerDb> factory, Timescale timescale)
{
    /// <summary>A point for each day or week in which the player has matches under the filter, oldest first.</summary>
    /// <param name="zone">Whose days and weeks; UTC's unless told.</param>
    public async Task<IReadOnlyList<TrendPoint>> ReadAsync(Viewer viewer, ReplayFilter filter, Stat stat, TrendStep step, CancellationToken cancellationToken, TimeZoneInfo? zone = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter, cancellationToken);
        var buckets = timescale.IsUsed && Days.AreThoseOfUtc(zone) ? await AddedUpAsync(db, viewer, filter, history, stat, step, cancellationToken) : null;
        buckets ??= AddUp(await StatSeries.ReadAsync(db, history, [stat], last: null, cancellationToken), step, zone);
        return [.. buckets.Select(b => b.Point())];
    }

    /// <summary>The mean over each full window of so many matches.</summary>
    /// <param name="window">2 to <see cref="PlayerStatistics.LargestWindow"/> matches.</param>
    /// <param name="zone">By whose days it is thinned; UTC's unless told.</param>
    public async Task<MovingTrend> MovingAsync(Viewer viewer, ReplayFilter filter, Stat stat, int window, CancellationToken cancellationToken, TimeZoneInfo? zone = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, PlayerStatistics.LargestWindow);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var series = await StatSeries.ReadAsync(db, await db.HistoryAsync(viewer, filter, cancellationToken), [stat], last: null, cancellationToken);
        return MovingTrend.Of([.. series.Matches.Where(m => m[0] is not null).Reverse().Select(m => (m.PlayedAt, m.Values[0]))], window, zone);
    }

    /// <summary>Where a season began and where settings changed, oldest first.</summary>
    public async Task<IReadOnlyList<TrendMark>> MarksAsync(Viewer viewer, ReplayFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter, cancellationToken);
        var seasons = await history.Join(db.Replays, p => p.ReplayId, r => r.Id, (p, r) => new { p.PlayedAt, r.Season, r.SeasonType }).Where(s => s.Season != null)
            .GroupBy(s => new { s.Season, s.SeasonType }).Select(g => new { g.Key.Season, g.Key.SeasonType, At = g.Min(s => s.PlayedAt) }).ToListAsync(cancellationToken);
        var spans = (await Setups.ReadAsync(history, cancellationToken)).Spans;
        return
        [
            .. seasons.OrderBy(s => s.At).Skip(1).Select(s => new TrendMark(TrendMarkKind.Season, s.At, (s.SeasonType == "free2play" ? "f" : "") + s.Season!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                .Concat(spans.Zip(spans.Skip(1), (now, before) => new TrendMark(TrendMarkKind.Settings, now.Since, Changed(before, now)))).OrderBy(m => m.At),
        ];
    }

    private static string Changed(SetupSpan before, SetupSpan now)
    {
        (string Name, double? Before, double? Now)[] settings =
        [
            ("fov", before.Camera.Fov, now.Camera.Fov), ("height", before.Camera.Height, now.Camera.Height), ("pitch", before.Camera.Pitch, now.Camera.Pitch),
            ("distance", before.Camera.Distance, now.Camera.Distance), ("stiffness", before.Camera.Stiffness, now.Camera.Stiffness),
            ("swivel speed", before.Camera.SwivelSpeed, now.Camera.SwivelSpeed), ("transition speed", before.Camera.TransitionSpeed, now.Camera.TransitionSpeed),
            ("steering", before.SteeringSensitivity, now.SteeringSensitivity),
        ];
        return string.Join(", ", settings.Where(s => s.Before != s.Now).Select(s => s.Name));
    }

    /// <summary>What is added up already, if it is of exactly these matches; else null.</summary>
    private static async Task<List<TimeBucketSums>?> AddedUpAsync(
        RocketTrainerDb db, Viewer viewer, ReplayFilter filter, IQueryable<PlayerStats> history, Stat stat, TrendStep step, CancellationToken cancellationToken)
    {
        var player = filter.Player!.ToString()!;
        if (filter != new ReplayFilter { Player = filter.Player, Playlists = filter.Playlists } || !(await db.NamedForAsync(viewer, [player], cancellationToken)).Contains(player))
            return null;
        var matches = await history.Select(p => p.ReplayId).Distinct().CountAsync(cancellationToken);
        var buckets = await TimeBucketSums.ReadAsync(db, filter, stat, step, cancellationToken);
        return buckets.Sum(b => b.Matches) == matches ? buckets : null;
    }

    private static List<TimeBucketSums> AddUp(StatSeries series, TrendStep step, TimeZoneInfo? zone)
    {
        var buckets = new List<TimeBucketSums>();
        for (var i = series.Matches.Count - 1; i >= 0; i--)
        {
            var match = series.Matches[i];
            var day = Days.Of(match.PlayedAt, zone);
            var from = step == TrendStep.Day ? day : Days.Monday(day);
            if (buckets is not [.., var bucket] || bucket.From != from)
                buckets.Add(bucket = new TimeBucketSums { From = from });
            bucket.Matches++;
            bucket.Wins += match.Result == MatchResult.Win ? 1 : 0;
            bucket.Losses += match.Result == MatchResult.Loss ? 1 : 0;
            if (match[0] is not { } value)
                continue;
            bucket.Known++;
            bucket.Sum += value;
            bucket.Squares += value * value;
        }

        return buckets;
    }
}
