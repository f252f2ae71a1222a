using System.Globalization;
using System.Text.Json.Serialization;

namespace RocketTrainer.Web.Components.Charts;

/// <summary>
/// What a chart looks like: of the options of ApexCharts those that we use, under the names that Blazor-ApexCharts gives
/// them. What all charts have in common (type, grid, tooltip, quiet axes) is the script's. A colour may be a custom property
/// of ours, <c>var(--accent)</c>: it follows the theme.
/// </summary>
public sealed record ApexChartOptions<TItem>
{
    public Chart? Chart { get; init; }
    public IReadOnlyList<string>? Colors { get; init; }
    public Stroke? Stroke { get; init; }
    public Fill? Fill { get; init; }
    public Markers? Markers { get; init; }
    public Legend? Legend { get; init; }
    public XAxis? Xaxis { get; init; }
    public IReadOnlyList<YAxis>? Yaxis { get; init; }
    public Annotations? Annotations { get; init; }
    public PlotOptions? PlotOptions { get; init; }

    /// <summary>The axis that measures this series.</summary>
    internal YAxis AxisOf(string series) => Yaxis?.FirstOrDefault(a => a.SeriesName?.Contains(series, StringComparer.Ordinal) == true) ?? (Yaxis is [var first, ..] ? first : new());
}

public sealed record Chart
{
    public bool? Stacked { get; init; }
    public Sparkline? Sparkline { get; init; }
}

public sealed record Sparkline(bool Enabled);

/// <param name="Width">Pixels, one for each series.</param>
/// <param name="DashArray">Pixels, one for each series; 0 for a whole line.</param>
public sealed record Stroke(IReadOnlyList<double> Width, IReadOnlyList<int>? DashArray = null, Curve Curve = Curve.Straight);

[JsonConverter(typeof(ApexNames<Curve>))]
public enum Curve { Straight, Smooth, Stepline, MonotoneCubic }

/// <param name="Opacity">0 to 1, one for each series.</param>
public sealed record Fill(IReadOnlyList<double> Opacity)
{
    public string Type { get; } = "solid";
}

/// <param name="Size">Pixels, one for each series; 0 for none.</param>
/// <param name="Shape">One for each series; circles unless told.</param>
public sealed record Markers(IReadOnlyList<double> Size, double StrokeWidth = 0, IReadOnlyList<MarkerShape>? Shape = null);

[JsonConverter(typeof(ApexNames<MarkerShape>))]
public enum MarkerShape { Circle, Square, Triangle, Diamond, Star, Sparkle }

/// <summary>What <see cref="ChartLegend{TItem}"/> draws.</summary>
public sealed record Legend(bool Show);

/// <param name="Min">As the values of the axis: milliseconds since 1970 where it tells time.</param>
public sealed record XAxis(XAxisType Type = XAxisType.Category, double? Min = null, double? Max = null);

[JsonConverter(typeof(ApexNames<XAxisType>))]
public enum XAxisType { Category, Datetime, Numeric }

public sealed record YAxis
{
    public double? Min { get; init; }
    public double? Max { get; init; }
    public int? TickAmount { get; init; }
    public bool? Opposite { get; init; }
    public bool? Show { get; init; }

    /// <summary>The series that this axis measures, where there is more than one axis.</summary>
    public IReadOnlyList<string>? SeriesName { get; init; }

    /// <summary>Digits behind the point, at most.</summary>
    public int DecimalsInFloat { get; init; } = 1;

    /// <summary>What stands behind each number; not one of ApexCharts' own.</summary>
    public string? Unit { get; init; }

    /// <summary>What stands in place of the numbers 0, 1, 2…; not one of ApexCharts' own.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>A value as this axis tells it, in full.</summary>
    internal string Text(double value)
    {
        if (Words is { } words)
            return words[Math.Clamp((int)Math.Floor(value), 0, words.Count - 1)];
        var number = value.ToString("#,0." + new string('#', DecimalsInFloat), CultureInfo.CurrentCulture);
        return Unit is { Length: > 0 } unit ? $"{number} {unit}" : number;
    }
}

public sealed record Annotations(IReadOnlyList<AnnotationsXAxis>? Xaxis = null);

/// <summary>A line across the chart at a place of its x axis.</summary>
/// <param name="X">As the values of the axis.</param>
public sealed record AnnotationsXAxis(double X, Label Label, string BorderColor = "var(--unknown)", int StrokeDashArray = 3);

public sealed record Label(string Text);

public sealed record PlotOptions(PlotOptionsRadar? Radar = null, PlotOptionsBar? Bar = null);

public sealed record PlotOptionsRadar(double? Size = null);

/// <param name="ColumnWidth">In per cent: <c>60%</c>.</param>
public sealed record PlotOptionsBar(bool? Horizontal = null, string? ColumnWidth = null);

[JsonConverter(typeof(ApexNames<SeriesType>))]
public enum SeriesType { Line, Area, Bar, Scatter, Radar, RangeArea }

/// <summary>ApexCharts writes its words in camel case.</summary>
internal sealed class ApexNames<T>() : JsonStringEnumConverter<T>(System.Text.Json.JsonNamingPolicy.CamelCase) where T : struct, Enum;
