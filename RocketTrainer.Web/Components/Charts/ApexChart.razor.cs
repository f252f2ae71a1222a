using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace RocketTrainer.Web.Components.Charts;

/// <summary>
/// A chart that ApexCharts draws, with its numbers as a table below. The options go to the browser once; afterwards only
/// data, and only when they changed. Its names are those of Blazor-ApexCharts, so that a move to it is mechanical.
/// </summary>
public sealed partial class ApexChart<TItem>(IJSRuntime script, ILogger<ApexChart<TItem>> logger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private readonly List<ApexSeries<TItem>> _series = [];
    private ElementReference _plot;
    private IJSObjectReference? _module;
    private IJSObjectReference? _chart;
    private int _sent;
    private bool _busy;
    private bool _tabled;
    private bool _broken;
    private bool _gone;

    /// <summary>What the chart tells, in a sentence, for whoever can't see it.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Drawn once: a chart that must look otherwise is another chart, with another key.</summary>
    [Parameter]
    public ApexChartOptions<TItem> Options { get; set; } = new();

    /// <summary>Pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 280;

    /// <summary>Pixels on phones; as high as elsewhere unless told.</summary>
    [Parameter]
    public int? NarrowHeight { get; set; }

    /// <summary>What the x axis is called in the table.</summary>
    [Parameter]
    public string XLabel { get; set; } = "When";

    /// <summary>How a place of the x axis reads in the table; as its kind usually does unless told.</summary>
    [Parameter]
    public Func<object, string>? XText { get; set; }

    /// <summary>The series.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private TimeZoneInfo ReadersZone => Zone ?? TimeZoneInfo.Utc;

    internal void Add(ApexSeries<TItem> series) => _series.Add(series);

    internal void Remove(ApexSeries<TItem> series) => _series.Remove(series);

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_chart is not null)
            {
                await _chart.InvokeVoidAsync("dispose");
                await _chart.DisposeAsync();
            }

            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (Exception e) when (IsGone(e))
        {
            // And the chart with it.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_busy || _broken || _gone)
            return;
        _busy = true;
        try
        {
            while (!_gone && Changed() is { } series)
                await SendAsync(series);
        }
        catch (Exception e) when (IsGone(e) || (_gone && e is JSException))
        {
            // The chart was left while it was drawn.
        }
        catch (JSException e)
        {
            // A browser that can't draw still has every number.
            LogNotDrawn(logger, Label, e);
            _broken = _tabled = true;
            StateHasChanged();
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>Whether the page was closed: at once, or while its script was being asked.</summary>
    private static bool IsGone(Exception fault) => fault is JSDisconnectedException or OperationCanceledException;

    private async Task SendAsync(JsonElement series)
    {
        if (_chart is not null)
        {
            await _chart.InvokeVoidAsync("update", series);
            return;
        }

        _module = await script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["Components/Charts/ApexChart.razor.js"]);
        var chart = await _module.InvokeAsync<IJSObjectReference?>("create", _plot, "./" + Assets["lib/apexcharts.js"], JsonSerializer.SerializeToElement(Options, Json), series, CultureInfo.CurrentCulture.Name);
        if (_gone && chart is not null)
            await chart.InvokeVoidAsync("dispose");
        else
            _chart = chart;
    }

    /// <summary>The data, if the browser has others.</summary>
    private JsonElement? Changed()
    {
        var series = JsonSerializer.SerializeToElement(_series.Select(s => s.Data(ReadersZone)), Json);
        var hash = string.GetHashCode(series.GetRawText(), StringComparison.Ordinal);
        if (hash == _sent)
            return null;
        _sent = hash;
        return series;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The chart '{Chart}' could not be drawn")]
    private static partial void LogNotDrawn(ILogger logger, string chart, Exception exception);
}
