using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace RocketTrainer.Web.Components.Charts;

/// <summary>
/// Which line is which, by its colour, its dashes and its marks. Ours and not ApexCharts', whose legend knows colours alone and the
/// names that the chart began with.
/// </summary>
public sealed partial class ChartLegend<TItem>
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ApexSeries<TItem>> Series { get; set; }

    [Parameter, EditorRequired]
    public required ApexChartOptions<TItem> Options { get; set; }

    // Phones see one all the same where there are units: no axis tells them there.
    private bool IsShown => Options.Legend?.Show == true;

    private IEnumerable<(string Name, int Place, string? Unit)> Lines() => Series.Select((series, i) => (series, i)).Where(s => s.series.SeriesType != SeriesType.RangeArea)
        .Select(s => (s.series.Name, s.i, Unit(s.series))).Where(line => IsShown || line.Item3 is not null);

    /// <summary>And how far a line reaches whose axis phones have no room for.</summary>
    private string? Unit(ApexSeries<TItem> series)
    {
        var axis = Options.AxisOf(series.Name);
        var values = axis.Opposite == true && series is ApexPointSeries<TItem> points ? [.. points.Items.Select(points.YValue).OfType<double>()] : Array.Empty<double>();
        return values.Length == 0 ? axis.Unit is { Length: > 0 } unit ? unit : null : $"{(axis with { Unit = null }).Text(values.Min())} to {axis.Text(values.Max())}";
    }

    private string Ink(int series) => Options.Colors is { } colors ? colors[series] : "var(--accent)";

    private string? Dashes(int series) => Options.Stroke?.DashArray?[series] is > 0 and var dash ? dash.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>As ApexCharts draws them, 8 pixels across.</summary>
    private string Shape(int series) => Options.Markers?.Shape?[series] switch
    {
        MarkerShape.Square => "M10.4 2.4h7.2v7.2h-7.2z",
        MarkerShape.Triangle => "M14 2l4 8h-8z",
        MarkerShape.Diamond => "M14 1.8l4.2 4.2l-4.2 4.2l-4.2-4.2z",
        MarkerShape.Star => "M14 1.4l1.35 2.74l3.02.44l-2.19 2.13l.52 3.01l-2.7-1.42l-2.7 1.42l.52-3.01l-2.19-2.13l3.02-.44z",
        MarkerShape.Sparkle => "M14 1l1.5 3.5l3.5 1.5l-3.5 1.5l-1.5 3.5l-1.5-3.5l-3.5-1.5l3.5-1.5z",
        _ => "M10 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    };
}
