using System.Text.Json;
using Bunit;
using RocketTrainer.Web.Components.Charts;

namespace RocketTrainer.Tests.Components.Charts;

public sealed class ApexChartTests : ComponentTest
{
    private static readonly DateOnly Monday = new(2026, 3, 9);

    private readonly BunitJSModuleInterop _chart;

    public ApexChartTests()
    {
        JSInterop.Mode = JSRuntimeMode.Strict;
        _chart = JSInterop.SetupModule("./Components/Charts/ApexChart.razor.js").SetupModule("create", _ => true);
        _chart.SetupVoid("update", _ => true).SetVoidResult();
        _chart.SetupVoid("dispose", _ => true).SetVoidResult();
    }

    [Fact]
    public void FirstRender_SendsOptionsAndData()
    {
        RenderChart([new(Monday, 1), new(Monday.AddDays(1), 2.5)]);

        var create = JSInterop.Invocations["create"].Single();
        Assert.Equal("./lib/apexcharts.js", create.Arguments[1]);
        Assert.Equal("datetime", ((JsonElement)create.Arguments[2]!).GetProperty("xaxis").GetProperty("type").GetString());
        var series = ((JsonElement)create.Arguments[3]!)[0];
        Assert.Equal("Goals", series.GetProperty("name").GetString());
        Assert.Equal("line", series.GetProperty("type").GetString());
        Assert.Equal([1, 2.5], series.GetProperty("data").EnumerateArray().Select(point => point.GetProperty("y").GetDouble()));
        Assert.Equal("en-US", create.Arguments[4]);
    }

    [Fact]
    public void OtherData_SendsThemAloneAndOnce()
    {
        var chart = RenderChart([new(Monday, 1)]);

        chart.Render(p => p.Add(c => c.ChildContent, Series([new(Monday, 3)])));
        chart.Render(p => p.Add(c => c.ChildContent, Series([new(Monday, 3)])));

        Assert.Single(JSInterop.Invocations["create"]);
        var update = Assert.Single(_chart.Invocations["update"]);
        Assert.Equal(3, ((JsonElement)Assert.Single(update.Arguments)!)[0].GetProperty("data")[0].GetProperty("y").GetDouble());
    }

    [Fact]
    public async Task Disposed_EndsItsChart()
    {
        RenderChart([new(Monday, 1)]);

        await DisposeComponentsAsync();

        Assert.Single(_chart.Invocations["dispose"]);
    }

    [Fact]
    public void Table_HasEveryNumber_OnceAskedFor()
    {
        var chart = RenderChart([new(Monday, 1), new(Monday.AddDays(1), null)]);
        Assert.Equal("Goals by day", chart.Find(".plot").GetAttribute("aria-label"));
        Assert.Empty(chart.FindAll("table"));

        chart.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        Assert.Equal(["When", "Goals"], chart.FindAll("thead th").Select(th => th.TextContent));
        Assert.Equal(["3/9/2026 1 per match", "3/10/2026 –"], chart.FindAll("tbody tr").Select(tr => string.Join(' ', tr.Children.Select(c => c.TextContent))));
    }

    [Fact]
    public void OtherData_AreInATableThatIsOpen()
    {
        var chart = RenderChart([new(Monday, 1)]);
        chart.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        chart.Render(p => p.Add(c => c.ChildContent, Series([new(Monday, 3)], "Saves")));

        Assert.Equal(["When", "Saves"], chart.FindAll("thead th").Select(th => th.TextContent));
        Assert.Equal("3 per match", chart.Find("tbody td").TextContent);
    }

    [Fact]
    public void ReadInGerman_CountsInGerman()
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        var chart = RenderChart([new(Monday, 2.5)]);
        chart.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal("09.03.2026 2,5 per match", string.Join(' ', chart.FindAll("tbody tr > *").Select(c => c.TextContent)));
        Assert.Equal("de-DE", JSInterop.Invocations["create"].Single().Arguments[4]);
    }

    private IRenderedComponent<ApexChart<Day>> RenderChart(IReadOnlyList<Day> days) => Render<ApexChart<Day>>(p => p
        .Add(c => c.Label, "Goals by day")
        .Add(c => c.Options, new ApexChartOptions<Day> { Xaxis = new(XAxisType.Datetime), Yaxis = [new() { Unit = "per match" }] })
        .Add(c => c.ChildContent, Series(days)));

    private static Microsoft.AspNetCore.Components.RenderFragment Series(IReadOnlyList<Day> days, string name = "Goals") => builder =>
    {
        builder.OpenComponent<ApexPointSeries<Day>>(0);
        builder.AddComponentParameter(1, "Name", name);
        builder.AddComponentParameter(2, "Items", days);
        builder.AddComponentParameter(3, "XValue", (Func<Day, object>)(d => d.At));
        builder.AddComponentParameter(4, "YValue", (Func<Day, double?>)(d => d.Value));
        builder.CloseComponent();
    };

    private sealed record Day(DateOnly At, double? Value);
}
