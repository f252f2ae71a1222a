using System.Globalization;
using RocketTrainer.Core.Coaching;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>A CSV file without quotes, with stats among its columns, by key or by member name.</summary>
internal sealed class StatTable
{
    private readonly string _path;
    private readonly string[] _columns;
    private readonly int[] _stats; // in the order of PlayerGame.Stats, the column or -1

    public StatTable(string path)
    {
        var lines = File.ReadAllLines(path);
        (_path, _columns) = (path, lines[0].Split(','));
        _stats = [.. PlayerGame.Stats.Select(stat => Array.FindIndex(_columns, c => c == stat.Key || c == stat.Member))];
        Rows = [.. lines.Skip(1).Select(line => new Row(this, line.Split(',')))];
    }

    public IReadOnlyList<Row> Rows { get; }

    internal sealed class Row(StatTable table, string[] cells)
    {
        /// <exception cref="InvalidDataException">There is no such column.</exception>
        public string Text(string column) => Array.IndexOf(table._columns, column) is >= 0 and var at ? cells[at] : throw new InvalidDataException($"{table._path} has no column '{column}'.");

        public double Number(string column) => Parse(Text(column));

        /// <summary>In the order of <see cref="PlayerGame.Stats"/>, NaN where the file has nothing.</summary>
        public double[] Stats() => Array.ConvertAll(table._stats, at => at < 0 ? double.NaN : Parse(cells[at]));

        private static double Parse(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
