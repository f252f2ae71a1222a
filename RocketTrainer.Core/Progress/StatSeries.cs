using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>
/// Some stats of a player's matches, newest first, each match once. What is computed from them is computed here and not in
/// the database, so that it is the same to the last digit whichever database holds them.
/// </summary>
internal sealed class StatSeries
{
    private readonly IReadOnlyList<Stat> _stats;
    private readonly List<Row> _rows;

    private StatSeries(IReadOnlyList<Stat> stats, List<Row> rows) => (_stats, _rows) = (stats, rows);

    public IReadOnlyList<Row> Matches => _rows;

    /// <param name="history">See <see cref="MatchHistory"/>.</param>
    /// <param name="last">Only so many of the newest; null: all.</param>
    public static async Task<StatSeries> ReadAsync(RocketTrainerDb db, IQueryable<PlayerStats> history, IReadOnlyList<Stat> stats, int? last, CancellationToken cancellationToken)
    {
        var sorted = history.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).AsQueryable();
        if (last is { } count)
            sorted = sorted.Take(count);
        var rows = await RowsAsync(db, sorted.Select(Columns(stats)), stats, cancellationToken);
        for (var i = rows.Count - 1; i > 0; i--)
        {
            if (rows[i].ReplayId == rows[i - 1].ReplayId)
                rows.RemoveAt(i); // the higher slot of somebody who stood in it twice
        }

        return new(stats, rows);
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

    /// <summary>Chooses the columns by the catalogue: <c>p => new object[] { p.PlayedAt, p.ReplayId, p.Result, p.boost_bpm, … }</c>.</summary>
    private static Expression<Func<PlayerStats, object?[]>> Columns(IReadOnlyList<Stat> stats)
    {
        Expression<Func<PlayerStats, object?[]>> plain = p => new object?[] { p.PlayedAt, p.ReplayId, p.Result };
        var (player, columns) = (plain.Parameters[0], (NewArrayExpression)plain.Body);
        var values = stats.Select(stat => Expression.Convert(Expression.Call(typeof(EF), nameof(EF.Property), [stat.ColumnType], player, Expression.Constant(stat.Column)), typeof(object)));
        return Expression.Lambda<Func<PlayerStats, object?[]>>(columns.Update(columns.Expressions.Concat(values)), player);
    }

    /// <summary>Reads past Entity Framework, whose way with so many columns costs several times what the database does.</summary>
    private static async Task<List<Row>> RowsAsync(RocketTrainerDb db, IQueryable<object?[]> query, IReadOnlyList<Stat> stats, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = query.CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Row>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new double[stats.Count];
            db.ReadStats(reader, from: 3, stats, values);
            rows.Add(new Row(db.ReadInstant(reader, 0), reader.GetGuid(1), reader.IsDBNull(2) ? null : Enum.Parse<MatchResult>(reader.GetString(2)), values));
        }

        return rows;
    }

    /// <param name="Values">In the order of the stats asked for; NaN where unknown.</param>
    public sealed record Row(DateTimeOffset PlayedAt, Guid ReplayId, MatchResult? Result, double[] Values)
    {
        /// <summary>The value of the stat at this place, or null.</summary>
        public double? this[int stat] => double.IsNaN(Values[stat]) ? null : Values[stat];
    }
}
