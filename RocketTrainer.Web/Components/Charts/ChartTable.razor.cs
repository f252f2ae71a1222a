using System.Globalization;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Components.Charts;

/// <summary>Every number of an <see cref="ApexChart{TItem}"/>, a row for each place of its x axis.</summary>
public sealed partial class ChartTable<TItem>
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ApexSeries<TItem>> Series { get; set; }

    [Parameter, EditorRequired]
    public required ApexChartOptions<TItem> Options { get; set; }

    [Parameter, EditorRequired]
    public required string XLabel { get; set; }

    /// <inheritdoc cref="ApexChart{TItem}.XText"/>
    [Parameter]
    public Func<object, string>? XText { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    private IEnumerable<(string Place, IEnumerable<string> Texts)> Rows()
    {
        var places = Series.SelectMany(s => s.Items.Select(s.XValue)).Distinct().ToList();
        if (places.TrueForAll(p => p is not string))
            places = [.. places.OrderBy(p => (double)ApexSeries<TItem>.X(p, Zone))];
        var byPlace = Series.Select(s => s.Items.GroupBy(s.XValue).ToDictionary(g => g.Key, g => g.First())).ToList();
        return places.Select(place => (Place(place), Series.Select((series, i) =>
            byPlace[i].TryGetValue(place, out var item) ? series.Text(item, Options.AxisOf(series.Name).Text) : StatFormat.NotGiven)));
    }

    private string Place(object place) => XText is not null ? XText(place) : place switch
    {
        DateTimeOffset instant => TimeZoneInfo.ConvertTime(instant, Zone).ToString("g", CultureInfo.CurrentCulture),
        DateOnly day => day.ToString("d", CultureInfo.CurrentCulture),
        IFormattable number => number.ToString("#,0.###", CultureInfo.CurrentCulture),
        _ => place.ToString() ?? "",
    };
}
