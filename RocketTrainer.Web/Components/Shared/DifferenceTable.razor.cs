using System.Globalization;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>
/// Stats in some matches against others: both means, the difference with its 80 % interval on a scale of what one match
/// varies by, and a word. What is clear comes first.
/// </summary>
public sealed partial class DifferenceTable
{
    /// <summary>The edges of the drawing, in what one match varies by.</summary>
    private const double Reach = 1.5;

    private bool _all;
    private IReadOnlyList<StatDifference> _shown = [];

    [Parameter, EditorRequired]
    public required string Caption { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<StatDifference> Rows { get; set; }

    [Parameter, EditorRequired]
    public required string FromHead { get; set; }

    [Parameter, EditorRequired]
    public required string ToHead { get; set; }

    /// <summary>How many stand there before the rest is asked for.</summary>
    [Parameter]
    public int Most { get; set; } = 7;

    /// <summary>False where the two sides merely differ, so that neither is better for it.</summary>
    [Parameter]
    public bool Judged { get; set; } = true;

    protected override void OnParametersSet() => Sort();

    private void Toggle()
    {
        _all = !_all;
        Sort();
    }

    private void Sort() => _shown = [.. Rows.OrderByDescending(r => r.IsClear).Take(_all ? Rows.Count : Most)];

    private string? Tone(StatDifference row) => Judged ? row.Judge().Tone() : row.IsClear ? "clear" : null;

    // A count's mean needs digits that a count has not: 0.85 goals.
    internal static string Number(double value, Stat stat) => stat.Type switch
    {
        StatType.Flag => (value * 100).ToString("0", CultureInfo.CurrentCulture),
        StatType.Count => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "#,0", CultureInfo.CurrentCulture),
        _ => StatFormat.Number(value, stat),
    };

    internal static string Unit(Stat stat) => stat.Type == StatType.Flag ? "% of matches" : StatFormat.Unit(stat.Unit);

    private static string Told(StatDifference row)
    {
        var (difference, stat) = (row.Difference, StatCatalog.Get(row.Stat));
        var reach = difference is { Low: { } low, High: { } high } ? $", 80 % interval {Signed(low, stat)} to {Signed(high, stat)}" : null;
        return string.Create(CultureInfo.CurrentCulture, $"{stat.Label}: {$"{Signed(difference.Value, stat)} {Unit(stat)}".TrimEnd()}{reach}; {row.FromMatches} and {row.ToMatches} matches");
    }

    internal static string Signed(double value, Stat stat) => (value < 0 ? "−" : "+") + Number(Math.Abs(value), stat);
}
