using System.Globalization;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>Figures beside what others reached and what they must reach.</summary>
internal sealed class RankTable
{
    private bool _missed;

    /// <summary>1 when a bound was missed.</summary>
    public int ExitCode => _missed ? 1 : 0;

    public static void Head() => Line("figure", "rows", "baseline", "published", "method", "ours", "95 % interval", "bound");

    /// <summary>A figure that is a mean over rows; the baseline is that of a model that always says the mean tier.</summary>
    /// <param name="loss">Of a row: what was said and the true tier.</param>
    public void Add(string name, Unseen unseen, Func<double, int, double> loss, string published, string method, Bound bound = default)
    {
        var rows = Enumerable.Range(0, unseen.Points.Count).ToArray();
        Add(name, [.. rows.Select(i => loss(unseen.Points[i], unseen.Tiers[i]))], unseen.Groups, Text(rows.Average(i => loss(unseen.Means[i], unseen.Tiers[i]))), published, method, bound);
    }

    public void AddShare(string name, IReadOnlyList<double> rows, IReadOnlyList<string> groups) => Add(name, rows, groups, "-", "-", "-", default);

    /// <param name="most">The bound; null where it is only told.</param>
    public void AddCost(string name, double value, string unit, double? most)
    {
        var missed = value > most;
        _missed |= missed;
        Line(name, "", "", "", "", string.Create(CultureInfo.InvariantCulture, $"{value:0} {unit}"), "", string.Create(CultureInfo.InvariantCulture, $"{(most is null ? "" : "<= ")}{most:0}"), missed);
    }

    private void Add(string name, IReadOnlyList<double> rows, IReadOnlyList<string> groups, string baseline, string published, string method, Bound bound)
    {
        var ours = rows.Average();
        var (low, high) = GroupBootstrap.Interval(rows, groups);
        var ok = bound.Holds(ours);
        _missed |= !ok;
        Line(name, rows.Count.ToString(CultureInfo.InvariantCulture), baseline, published, method, Text(ours), $"{Text(low)} - {Text(high)}", bound.ToString(), !ok);
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static void Line(string name, string rows, string baseline, string published, string method, string ours, string interval, string bound, bool missed = false) =>
        Console.WriteLine($"{name,-42}{rows,6}{baseline,10}{published,11}{method,9}{ours,9}{interval,16}{bound,9}{(missed ? "  MISSED" : "")}".TrimEnd());
}

/// <summary>What a figure may be at most or must be at least; neither where it is only told.</summary>
internal readonly record struct Bound(double? AtMost, double? AtLeast)
{
    public static Bound Most(double value) => new(value, null);

    public static Bound Least(double value) => new(null, value);

    public bool Holds(double value) => !(value > AtMost) && !(value < AtLeast);

    public override string ToString() => AtMost is { } most ? string.Create(CultureInfo.InvariantCulture, $"<= {most:0.00}") : AtLeast is { } least ? string.Create(CultureInfo.InvariantCulture, $">= {least:0.00}") : "";
}
