using MathNet.Numerics.Statistics;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>How a stat lies over a player's matches.</summary>
/// <param name="Matches">In which it is known.</param>
/// <param name="P10">A tenth of the values lies below it; between two values linearly (Hyndman and Fan's definition 7).</param>
public sealed record StatSummary(string Stat, int Matches, Estimate Mean, double P10, double P25, double Median, double P75, double P90);

/// <summary>A stat in the matches that were won against those that were lost.</summary>
/// <param name="Wins">Won matches in which it is known.</param>
/// <param name="Difference">Won less lost.</param>
/// <param name="IsClear">Whether the difference holds up among all stats that were asked for: see <see cref="FalseDiscovery"/>.</param>
public sealed record StatOutcome(string Stat, int Wins, int Losses, double WinMean, double LossMean, Estimate Difference, bool IsClear)
{
    /// <summary>Of the stats that are known in at least one won and one lost match.</summary>
    internal static IReadOnlyList<StatOutcome> Of(StatSeries series)
    {
        var outcomes = new List<StatOutcome>();
        foreach (var (stat, place) in series.Stats)
        {
            var won = series.Values(place, static match => match.Result == MatchResult.Win);
            var lost = series.Values(place, static match => match.Result == MatchResult.Loss);
            if (won.Length > 0 && lost.Length > 0)
                outcomes.Add(new(stat.Key, won.Length, lost.Length, won.Average(), lost.Average(), Estimate.OfDifference(won, lost), IsClear: false));
        }

        var clear = FalseDiscovery.Clear([.. outcomes.Select(o => Math.Min(o.Wins, o.Losses) < StatDifference.Fewest ? null : o.Difference.P)]);
        return [.. outcomes.Select((o, i) => o with { IsClear = clear[i] })];
    }
}

/// <summary>The most that a player ever had of a stat, and when first.</summary>
public sealed record StatRecord(string Stat, double Value, Guid ReplayId, DateTimeOffset PlayedAt);

/// <param name="LongestWins">Null when nothing was won; of several as long the newest.</param>
/// <param name="Current">Up to the newest match; null when its result is unknown.</param>
public sealed record PlayerRecords(int Matches, IReadOnlyList<StatRecord> Stats, Streak? LongestWins, Streak? LongestLosses, Streak? Current);

/// <summary>
/// A player's numbers over the matches of a filter, as far as the viewer may see them. A stat that is known in none of them
/// is left out.
/// </summary>
public sealed class PlayerStatistics(IDbContextFactory<RocketTrainerDb> factory)
{
    public const int LargestWindow = 1000;

    /// <summary>Averages and percentiles.</summary>
    /// <param name="last">Only the newest so many matches, 1 to <see cref="LargestWindow"/>.</param>
    public async Task<IReadOnlyList<StatSummary>> SummaryAsync(Viewer viewer, ReplayFilter filter, IReadOnlyList<Stat> stats, int last, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, LargestWindow);
        var series = await ReadAsync(viewer, filter, stats, last, cancellationToken);
        return [.. series.Stats.Select(s => (s.Stat, Values: series.Values(s.Place))).Where(s => s.Values.Length > 0).Select(s => Summary(s.Stat, s.Values))];
    }

    /// <summary>Wins against losses: only stats that are known in at least one of each.</summary>
    /// <param name="last">As for averages.</param>
    public async Task<IReadOnlyList<StatOutcome>> OutcomesAsync(Viewer viewer, ReplayFilter filter, IReadOnlyList<Stat> stats, int last, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, LargestWindow);
        return StatOutcome.Of(await ReadAsync(viewer, filter, stats, last, cancellationToken));
    }

    /// <summary>The newest matches of one filter against those of another; they may be of different players.</summary>
    /// <param name="last">As for averages, on each side.</param>
    public async Task<IReadOnlyList<StatDifference>> DifferencesAsync(Viewer viewer, ReplayFilter from, ReplayFilter to, IReadOnlyList<Stat> stats, int last, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, LargestWindow);
        return StatDifference.Of(await ReadAsync(viewer, from, stats, last, cancellationToken), await ReadAsync(viewer, to, stats, last, cancellationToken));
    }

    /// <summary>The highest value of each stat, and streaks.</summary>
    public async Task<PlayerRecords> RecordsAsync(Viewer viewer, ReplayFilter filter, IReadOnlyList<Stat> stats, CancellationToken cancellationToken)
    {
        var series = await ReadAsync(viewer, filter, stats, last: null, cancellationToken);
        var records = new List<StatRecord>();
        foreach (var (stat, place) in series.Stats)
        {
            StatSeries.Row? best = null;
            foreach (var match in series.Matches)
            {
                if (match[place] is { } value && !(best?[place] > value)) // as much, but longer ago, counts
                    best = match;
            }

            if (best is not null)
                records.Add(new(stat.Key, best.Values[place], best.ReplayId, best.PlayedAt));
        }

        var streaks = Streak.In(series.Matches.Select(m => (m.PlayedAt, m.Result)));
        return new(series.Matches.Count, records, Longest(MatchResult.Win), Longest(MatchResult.Loss),
            series.Matches is [{ Result: not null }, ..] ? streaks[0] : null);

        Streak? Longest(MatchResult result) => streaks.Where(s => s.Result == result).MaxBy(s => s.Matches);
    }

    private async Task<StatSeries> ReadAsync(Viewer viewer, ReplayFilter filter, IReadOnlyList<Stat> stats, int? last, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await StatSeries.ReadAsync(db, await db.HistoryAsync(viewer, filter, cancellationToken), stats, last, cancellationToken);
    }

    private static StatSummary Summary(Stat stat, double[] values)
    {
        var mean = Estimate.OfMean(values);
        return new(stat.Key, values.Length, mean, Quantile(.1), Quantile(.25), Quantile(.5), Quantile(.75), Quantile(.9));

        double Quantile(double share) => ArrayStatistics.QuantileCustomInplace(values, share, QuantileDefinition.R7);
    }
}
