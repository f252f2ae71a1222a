using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>
/// Some stats of a player's matches, newest first, each match once. What is computed from them is computed here and not in
/// the database, so that it is the same to the last digit whichever database holds them.
/// </summary>
internal sealed class StatSeries
{
    private readonly List<Stat> _stats;
    private readonly List<Row> _rows;

    private StatSeries(IReadOnlyList<Stat> stats, List<Row> rows) => (_stats, _rows) = ([.. stats], rows);

    public IReadOnlyList<Row> Matches => _rows;

    public WinLoss Results => WinLoss.Of([.. _rows.Select(r => r.Result)]);

    /// <summary>So many of the matches, from a place on.</summary>
    public StatSeries Slice(int from, int count) => new(_stats, [.. _rows.Skip(from).Take(count)]);

    /// <summary>Those of the matches that pass.</summary>
    public StatSeries Where(Func<Row, bool> pass) => new(_stats, [.. _rows.Where(pass)]);

    /// <summary>The same matches with some of the stats.</summary>
    public StatSeries Only(IReadOnlyList<Stat> stats)
    {
        var places = stats.Select(stat => _stats.IndexOf(stat)).ToArray();
        return new(stats, [.. _rows.Select(row => row with { Values = Array.ConvertAll(places, place => row.Values[place]) })]);
    }

    /// <param name="history">See <see cref="MatchHistory"/>.</param>
    /// <param name="last">Only so many of the newest; null: all.</param>
    public static async Task<StatSeries> ReadAsync(RocketTrainerDb db, IQueryable<PlayerStats> history, IReadOnlyList<Stat> stats, int? last, CancellationToken cancellationToken)
    {
        var sorted = history.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).AsQueryable();
        if (last is { } count)
            sorted = sorted.Take(count);
        return new(stats, await RowsAsync(db, sorted, p => new object?[] { p.PlayedAt, p.ReplayId, p.Result, p.PlaylistId }, stats, [p => p], cancellationToken));
    }

    /// <summary>The same stats of two players in matches that both stand in, one after the other in each row's values: the result is the first one's.</summary>
    public static async Task<StatSeries> ReadBothAsync(
        RocketTrainerDb db, IQueryable<PlayerStats> history, IQueryable<PlayerStats> other, IReadOnlyList<Stat> stats, int last, CancellationToken cancellationToken)
    {
        var met = history.Join(other, a => new { a.ReplayId, a.PlayedAt }, b => new { b.ReplayId, b.PlayedAt }, (a, b) => new Pair { First = a, Second = b })
            .OrderByDescending(p => p.First.PlayedAt).ThenByDescending(p => p.First.ReplayId).ThenBy(p => p.First.Slot).ThenBy(p => p.Second.Slot).Take(last);
        return new([.. stats, .. stats], await RowsAsync(db, met, p => new object?[] { p.First.PlayedAt, p.First.ReplayId, p.First.Result, p.First.PlaylistId }, stats, [p => p.First, p => p.Second], cancellationToken));
    }

    /// <summary>Everybody in these matches, by match, in the order of their slots.</summary>
    public static async Task<Dictionary<Guid, List<(int Slot, LobbyPlayer Player)>>> ReadLobbiesAsync(RocketTrainerDb db, IQueryable<PlayerStats> rows, IReadOnlyList<Stat> stats, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = rows
            .Select(WithStats<PlayerStats>(p => new object?[] { p.ReplayId, p.Slot, p.PlayerId, p.Platform, p.Color, p.Rank.Tier, p.StartTime, p.EndTime }, stats, [p => p])).CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (platforms, colors) = (new Words<string>(w => w), new Words<TeamColor>(Enum.Parse<TeamColor>));
        var read = new Dictionary<Guid, List<(int, LobbyPlayer)>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new double[stats.Count];
            db.ReadStats(reader, from: 8, stats, values);
            var id = db.ReadId(reader, 0);
            var match = read.TryGetValue(id, out var known) ? known : read[id] = [];
            match.Add((reader.GetInt32(1), new(Text(2), db.ReadWord(reader, 3, platforms) is null, db.ReadWord(reader, 4, colors), db.ReadNumber(reader, 5), Number(6), Number(7), values)));
        }

        foreach (var match in read.Values)
            match.Sort((a, b) => a.Item1.CompareTo(b.Item1)); // here, because the database would sort all that is read
        return read;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        double? Number(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
    }

    /// <summary>The known values of a stat, newest first, of all matches or of those that pass.</summary>
    public double[] Values(int stat, Func<Row, bool>? pass = null)
    {
        var values = new List<double>(_rows.Count);
        foreach (var row in _rows)
        {
            if (row[stat] is { } value && (pass is null || pass(row)))
                values.Add(value);
        }

        return [.. values];
    }

    /// <summary>Each stat with its place in a row's values.</summary>
    public IEnumerable<(Stat Stat, int Place)> Stats => _stats.Select((stat, place) => (stat, place));

    /// <summary>
    /// The rows with the stats that the catalogue names, each match once. Read past Entity Framework, whose way with so many
    /// columns costs several times what the database does.
    /// </summary>
    private static async Task<List<Row>> RowsAsync<T>(
        RocketTrainerDb db, IQueryable<T> query, Expression<Func<T, object?[]>> match, IReadOnlyList<Stat> stats, Expression<Func<T, PlayerStats>>[] of, CancellationToken cancellationToken)
    {
        List<Stat> columns = [.. of.SelectMany(_ => stats)];
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = query.Select(WithStats(match, stats, of)).CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (results, playlists) = (new Words<MatchResult?>(w => Enum.Parse<MatchResult>(w)), new Words<string>(w => w));
        var rows = new List<Row>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = db.ReadId(reader, 1);
            if (rows is [.., var before] && before.ReplayId == id)
                continue; // the higher slot of somebody who stood in it twice
            var values = new double[columns.Count];
            db.ReadStats(reader, from: 4, columns, values);
            rows.Add(new Row(db.ReadInstant(reader, 0), id, db.ReadWord(reader, 2, results), db.ReadWord(reader, 3, playlists), values));
        }

        return rows;
    }

    /// <summary>Adds the stats of these rows to what is selected: <c>p => new object[] { …, p.boost_bpm, … }</c>.</summary>
    private static Expression<Func<T, object?[]>> WithStats<T>(Expression<Func<T, object?[]>> match, IReadOnlyList<Stat> stats, Expression<Func<T, PlayerStats>>[] of)
    {
        var columns = (NewArrayExpression)match.Body;
        var values = of.SelectMany(row => stats.Select(stat => Expression.Convert(
            Expression.Call(typeof(EF), nameof(EF.Property), [stat.ColumnType], ReplacingExpressionVisitor.Replace(row.Parameters[0], match.Parameters[0], row.Body), Expression.Constant(stat.Column)),
            typeof(object))));
        return Expression.Lambda<Func<T, object?[]>>(columns.Update(columns.Expressions.Concat(values)), match.Parameters);
    }

    private sealed class Pair
    {
        public required PlayerStats First { get; init; }
        public required PlayerStats Second { get; init; }
    }

    /// <param name="Values">In the order of the stats asked for; NaN where unknown.</param>
    public sealed record Row(DateTimeOffset PlayedAt, Guid ReplayId, MatchResult? Result, string? PlaylistId, double[] Values)
    {
        /// <summary>The value of the stat at this place, or null.</summary>
        public double? this[int stat] => double.IsNaN(Values[stat]) ? null : Values[stat];
    }
}
