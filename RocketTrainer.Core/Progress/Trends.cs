using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

public enum TrendStep { Day, Week }

/// <summary>A stat in the matches of one day or week.</summary>
/// <param name="From">The day, or the week's Monday, in UTC.</param>
/// <param name="Matches">All that were played, whether the stat is known in them or not.</param>
/// <param name="Known">Those in which it is known.</param>
/// <param name="Mean">Null when it is known in none.</param>
public sealed record TrendPoint(DateOnly From, int Matches, int Wins, int Losses, int Known, Estimate? Mean);

/// <summary>How a stat of a player moves.</summary>
public sealed class Trends(IDbContextFactory<RocketTrainerDb> factory)
{
    private static readonly DateOnly SomeMonday = new(2015, 7, 6);

    /// <summary>A point for each day or week in which the player has matches under the filter, oldest first.</summary>
    public async Task<IReadOnlyList<TrendPoint>> ReadAsync(Viewer viewer, ReplayFilter filter, Stat stat, TrendStep step, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var series = await StatSeries.ReadAsync(db, await db.HistoryAsync(viewer, filter, cancellationToken), [stat], last: null, cancellationToken);
        var points = new List<TrendPoint>();
        for (var i = series.Matches.Count - 1; i >= 0;)
        {
            var from = Start(series.Matches[i].PlayedAt, step);
            var sums = new Sums();
            for (; i >= 0 && Start(series.Matches[i].PlayedAt, step) == from; i--)
                sums.Add(series.Matches[i]);
            points.Add(sums.Point(from));
        }

        return points;
    }

    internal static DateOnly Start(DateTimeOffset instant, TrendStep step)
    {
        var day = DateOnly.FromDateTime(instant.UtcDateTime);
        return step == TrendStep.Day ? day : day.AddDays(-((day.DayNumber - SomeMonday.DayNumber) % 7));
    }

    private sealed class Sums
    {
        private int _matches;
        private int _wins;
        private int _losses;
        private int _known;
        private double _sum;
        private double _squares;

        public void Add(StatSeries.Row match)
        {
            _matches++;
            _wins += match.Result == MatchResult.Win ? 1 : 0;
            _losses += match.Result == MatchResult.Loss ? 1 : 0;
            if (match[0] is not { } value)
                return;
            _known++;
            _sum += value;
            _squares += value * value;
        }

        public TrendPoint Point(DateOnly from) =>
            new(from, _matches, _wins, _losses, _known, _known == 0 ? null : Estimate.OfSums(_known, _sum, _squares));
    }
}
