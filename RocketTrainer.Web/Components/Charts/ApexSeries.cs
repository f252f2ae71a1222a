using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace RocketTrainer.Web.Components.Charts;

/// <summary>One series of an <see cref="ApexChart{TItem}"/>, inside of which it stands.</summary>
public abstract class ApexSeries<TItem> : ComponentBase, IDisposable
{
    [CascadingParameter]
    private ApexChart<TItem>? Chart { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>In the order of the axis.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<TItem> Items { get; set; }

    /// <summary>Where on the x axis: an instant, a day, a number, or a word.</summary>
    [Parameter, EditorRequired]
    public required Func<TItem, object> XValue { get; set; }

    [Parameter]
    public SeriesType SeriesType { get; set; } = SeriesType.Line;

    public void Dispose()
    {
        Chart?.Remove(this);
        GC.SuppressFinalize(this);
    }

    /// <summary>The point as ApexCharts takes it: a number, two of them, or null.</summary>
    internal abstract object? Y(TItem item);

    /// <summary>The same in words.</summary>
    internal abstract string Text(TItem item, Func<double, string> number);

    internal ApexData Data(TimeZoneInfo zone) => new(Name, SeriesType, [.. Items.Select(item => new ApexDatum(X(XValue(item), zone), Y(item)))]);

    protected override void OnInitialized()
    {
        if (Chart is null)
            throw new InvalidOperationException($"The series '{Name}' stands in no chart.");
        Chart.Add(this);
    }

    // ApexCharts is told that the reader's own clock is UTC, and then shows it without knowing zones.
    internal static object X(object value, TimeZoneInfo zone) => value switch
    {
        DateTimeOffset instant => (TimeZoneInfo.ConvertTime(instant, zone).DateTime - DateTime.UnixEpoch).TotalMilliseconds,
        DateOnly day => (day.ToDateTime(TimeOnly.MinValue) - DateTime.UnixEpoch).TotalMilliseconds,
        IFormattable number => Convert.ToDouble(number, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

/// <summary>A series with one value at each place.</summary>
public sealed class ApexPointSeries<TItem> : ApexSeries<TItem>
{
    /// <summary>Null where there is none: the line has a gap there.</summary>
    [Parameter, EditorRequired]
    public required Func<TItem, double?> YValue { get; set; }

    internal override object? Y(TItem item) => Round(YValue(item));

    internal override string Text(TItem item, Func<double, string> number) => YValue(item) is { } value ? number(value) : Shared.StatFormat.NotGiven;

    internal static double? Round(double? value) => value is { } given ? Math.Round(given, 3) : null;
}

/// <summary>A series with a lower and an upper value at each place.</summary>
public sealed class ApexRangeSeries<TItem> : ApexSeries<TItem>
{
    public ApexRangeSeries() => SeriesType = SeriesType.RangeArea;

    [Parameter, EditorRequired]
    public required Func<TItem, double?> YMinValue { get; set; }

    [Parameter, EditorRequired]
    public required Func<TItem, double?> YMaxValue { get; set; }

    internal override object? Y(TItem item) => YMinValue(item) is { } low && YMaxValue(item) is { } high
        ? new[] { Math.Round(low, 3), Math.Round(high, 3) }
        : new double?[] { null, null };

    internal override string Text(TItem item, Func<double, string> number) =>
        YMinValue(item) is { } low && YMaxValue(item) is { } high ? $"{number(low)} to {number(high)}" : Shared.StatFormat.NotGiven;
}

/// <summary>A series as the script gets it.</summary>
internal sealed record ApexData(string Name, SeriesType Type, IReadOnlyList<ApexDatum> Data);

internal sealed record ApexDatum(object X, object? Y);
