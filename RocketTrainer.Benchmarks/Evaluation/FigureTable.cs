using System.Globalization;
using RocketTrainer.Core.Coaching;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>An evaluation's figures beside what others reached and what they must reach. Names have no comma.</summary>
internal sealed class FigureTable(string evaluation)
{
    private const string Comment = "# How good the coach's models are on what they haven't seen, for seed 1. Made by: evaluate weaknesses, progress, league, rank, each with --to.";
    private const string Head = "evaluation,figure,baseline,published,method,ours,low,high,bound,reached,measured";

    private readonly List<EvaluationFigure> _figures = [];
    private readonly DateOnly _today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public void Add(string name, ClusteredMean ours, string? published = null, string? method = null, Bound bound = default, double? baseline = null)
    {
        var (low, high) = ours.Interval();
        _figures.Add(new(evaluation, name, baseline, published, method, ours.Value, low, high, bound.Words, bound.IsReached(ours.Value), _today));
    }

    /// <summary>Of what was said of rows; the baseline is the figure of a model that always says the mean tier.</summary>
    /// <param name="loss">Of a row: what was said and the true tier.</param>
    public void Add(string name, Unseen unseen, Func<double, int, double> loss, string? published = null, string? method = null, Bound bound = default)
    {
        var rows = Enumerable.Range(0, unseen.Points.Count).ToList();
        Add(name, ClusteredMean.Of(rows.Select(i => (unseen.Groups[i], loss(unseen.Points[i], unseen.Tiers[i])))), published, method, bound, rows.Average(i => loss(unseen.Means[i], unseen.Tiers[i])));
    }

    /// <summary>Seconds or megabytes.</summary>
    public void AddCost(string name, double ours, string? method = null, Bound bound = default) =>
        _figures.Add(new(evaluation, name, Baseline: null, Published: null, method, ours, Low: null, High: null, bound.Words, bound.IsReached(ours), _today));

    /// <summary>
    /// Prints the table as Markdown, and below it what differs from run to run; with <c>--to FILE</c> the rows of both take the place of the same evaluation's in
    /// that file.
    /// </summary>
    /// <returns>1 when a bound was missed.</returns>
    public int Finish(Options options)
    {
        Print();
        if (options.Text("--to") is { } path)
        {
            var others = File.Exists(path) ? File.ReadAllLines(path).Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith("evaluation,", StringComparison.Ordinal) && !line.StartsWith($"{evaluation},", StringComparison.Ordinal)) : [];
            File.WriteAllText(path, string.Join('\n', [Comment, Head, .. others.Concat(_figures.Select(Row)).OrderBy(line => line[..line.IndexOf(',', StringComparison.Ordinal)], StringComparer.Ordinal), ""]));
        }

        return _figures.Exists(f => f.IsReached == false) ? 1 : 0;
    }

    private static string Row(EvaluationFigure f) => string.Join(',', f.Evaluation, f.Name, Number(f.Baseline), f.Published, f.Method, Number(f.Ours), Number(f.Low), Number(f.High), f.Bound, f.IsReached switch { null => "", true => "yes", false => "no" }, f.Measured.ToString("O", CultureInfo.InvariantCulture));

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static bool IsCost(EvaluationFigure figure) => figure.Low is null;

    /// <summary>Columns without anything are left out.</summary>
    private void Print()
    {
        var columns = new (string Head, Func<EvaluationFigure, string> Cell)[]
        {
            ("figure", f => f.Name), ("baseline", f => Short(f.Baseline)), ("published", f => f.Published ?? ""), ("method", f => f.Method ?? ""),
            ("ours [95 %]", f => $"{Short(f.Ours)} [{Short(f.Low)}, {Short(f.High)}]"),
            ("bound", Told),
        };
        var (figures, costs) = (_figures.FindAll(f => !IsCost(f)), _figures.FindAll(IsCost));
        var shown = columns.Where(c => figures.Exists(f => c.Cell(f).Length > 0)).ToList();
        Console.WriteLine($"| {string.Join(" | ", shown.Select(c => c.Head))} |\n|{string.Concat(shown.Select(_ => "---|"))}");
        foreach (var figure in figures)
            Console.WriteLine($"| {string.Join(" | ", shown.Select(c => c.Cell(figure)))} |");
        if (costs.Count > 0)
            Console.WriteLine("\nOn this machine, this time:\n");
        foreach (var cost in costs)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- {cost.Name}: {cost.Ours:0}{(Told(cost) is { Length: > 0 } bound ? $", {bound}" : "")}{(cost.Method is { } method ? $" (method: {method})" : "")}"));

        static string Told(EvaluationFigure f) => f.IsReached == false ? $"{f.Bound} MISSED" : f.Bound ?? "";

        static string Short(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
    }
}

/// <summary>What a figure may be at most or must be at least; neither where it is only told.</summary>
internal readonly record struct Bound(double? AtMost, double? AtLeast)
{
    public static Bound Most(double value) => new(value, null);

    public static Bound Least(double value) => new(null, value);

    public string? Words => AtMost is { } most ? $"at most {Text(most)}" : AtLeast is { } least ? $"at least {Text(least)}" : null;

    public bool? IsReached(double value) => AtMost is { } most ? value <= most : AtLeast is { } least ? value >= least : null;

    private static string Text(double value) => value.ToString(value >= 10 ? "0" : "0.00", CultureInfo.InvariantCulture);
}
