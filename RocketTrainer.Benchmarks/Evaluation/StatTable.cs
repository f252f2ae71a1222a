using System.Globalization;
using RocketTrainer.Core.Coaching;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>A CSV file without quotes, with stats among its columns, by key or by member name.</summary>
internal sealed class StatTable
{
    private readonly string _path;
    private readonly string[] _columns;
    private readonly Dictionary<string, int> _places;
    private readonly int[] _stats; // in the order of PlayerGame.Stats, the column or -1

    /// <exception cref="InvalidDataException">It has no line of columns, or another line has more or fewer cells.</exception>
    public StatTable(string path)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0)
            throw new InvalidDataException($"{path} has no line that names its columns.");
        (_path, _columns) = (path, lines[0].Split(','));
        _places = _columns.Index().DistinctBy(c => c.Item, StringComparer.Ordinal).ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
        _stats = [.. PlayerGame.Stats.Select(stat => Array.FindIndex(_columns, c => c == stat.Key || c == stat.Member))];
        Rows = [.. lines.Skip(1).Select((line, i) => new Row(this, i + 2, line.Split(',')))];
        if (Rows.FirstOrDefault(r => r.Cells != _columns.Length) is { } odd)
            throw new InvalidDataException($"{path}, line {odd.Line}: {odd.Cells} cells; there are {_columns.Length} columns.");
    }

    public IReadOnlyList<Row> Rows { get; }

    internal sealed class Row(StatTable table, int line, string[] cells)
    {
        public int Line => line;

        public int Cells => cells.Length;

        /// <exception cref="InvalidDataException">There is no such column.</exception>
        public string this[string column] => cells[PlaceOf(column)];

        /// <summary>NaN where there is nothing.</summary>
        /// <exception cref="InvalidDataException">There is no such column, or no number in it.</exception>
        public double Number(string column) => Parse(PlaceOf(column));

        /// <summary>In the order of <see cref="PlayerGame.Stats"/>, NaN where the file has nothing.</summary>
        /// <exception cref="InvalidDataException">One is no number.</exception>
        public double[] Stats() => Array.ConvertAll(table._stats, at => at < 0 ? double.NaN : Parse(at));

        /// <param name="what">What the cell is.</param>
        public InvalidDataException Fault(string column, string what) => new($"{table._path}, line {line}: '{this[column]}' in column '{column}' is {what}.");

        private int PlaceOf(string column) => table._places.TryGetValue(column, out var place) ? place : throw new InvalidDataException($"{table._path} has no column '{column}'.");

        private double Parse(int place) => cells[place].Length == 0 ? double.NaN
            : double.TryParse(cells[place], CultureInfo.InvariantCulture, out var number) ? number
            : throw Fault(table._columns[place], "no number");
    }
}
