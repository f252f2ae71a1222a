using System.Globalization;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>Figures as a Markdown table: the method's, ours, and the bound that ours is held to.</summary>
internal sealed class FigureTable
{
    private readonly List<string> _lines = ["| figure | published or method | ours [95 %] | bound |", "|---|---|---|---|"];
    private bool _missed;

    public void AtLeast(string name, string method, ByPlayer ours, double bound) => Add(name, method, ours, "at least", bound, ours.Value >= bound);

    public void AtMost(string name, string method, ByPlayer ours, double bound) => Add(name, method, ours, "at most", bound, ours.Value <= bound);

    public void Show(string name, string method, ByPlayer ours) => _lines.Add($"| {name} | {method} | {ours} | |");

    /// <returns>1 when a bound was missed.</returns>
    public int Print()
    {
        foreach (var line in _lines)
            Console.WriteLine(line);
        return _missed ? 1 : 0;
    }

    private void Add(string name, string method, ByPlayer ours, string words, double bound, bool holds)
    {
        _missed |= !holds;
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {method} | {ours} | {words} {bound:0.00}{(holds ? "" : " MISSED")} |"));
    }
}
