using System.Globalization;
using Bunit;
using RocketTrainer.Web.Components.Charts;

namespace RocketTrainer.Tests.Components.Charts;

public sealed class DotIntervalTests : ComponentTest
{
    [Fact]
    public void Dot_InTheMiddle_StandsThereWithItsInterval()
    {
        var drawn = Show(value: 5, low: 0, high: 10);
        Assert.Equal("50%", drawn.Find(".dot").GetAttribute("cx"));
        Assert.Equal(("2%", "98%"), (drawn.Find(".reach").GetAttribute("x1"), drawn.Find(".reach").GetAttribute("x2")));
        Assert.Equal("Goals: +1", drawn.Find("svg[role=img]").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(1d, null)]
    [InlineData(null, 9d)]
    public void Dot_WithoutBothBounds_HasNoInterval(double? low, double? high)
    {
        var drawn = Show(value: 5, low, high);
        Assert.Empty(drawn.FindAll(".reach"));
        Assert.Single(drawn.FindAll(".dot"));
    }

    [Theory]
    [InlineData(-99, "2%")]
    [InlineData(99, "98%")]
    public void Dot_BeyondAnEdge_IsDrawnAtIt(double value, string at) => Assert.Equal(at, Show(value).Find(".dot").GetAttribute("cx"));

    [Fact]
    public void Dot_OnAScaleOfNoWidth_IsInTheMiddle() => Assert.Equal("50%", Show(3, min: 3, max: 3).Find(".dot").GetAttribute("cx"));

    [Fact]
    public void Dot_ZeroAndTicks_AreDrawnOnlyInside()
    {
        var drawn = Show(5, zero: 2.5, ticks: [(7.5, "Usual"), (20, "Far away")]);
        Assert.Equal("26%", drawn.Find(".zero").GetAttribute("x1"));
        Assert.Equal([("74%", "Usual")], drawn.FindAll(".tick").Select(t => (t.GetAttribute("x1")!, t.TextContent)));
        Assert.Empty(Show(5, zero: -1).FindAll(".zero"));
        Assert.Empty(Show(5).FindAll(".zero"));
    }

    [Fact]
    public void Dot_ForAReaderWhoWritesCommas_HasPointsInItsNumbers()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Assert.Equal("14%", Show(1.25).Find(".dot").GetAttribute("cx"));
        Assert.Equal("14.48%", Show(1.3).Find(".dot").GetAttribute("cx"));
    }

    [Fact]
    public void Dot_WithATone_CarriesIt() => Assert.Contains("worse", Show(1, tone: "worse").Find("svg").ClassList);

    private IRenderedComponent<DotInterval> Show(
        double value, double? low = null, double? high = null, double min = 0, double max = 10, double? zero = null, IReadOnlyList<(double, string)>? ticks = null, string? tone = null) =>
        Render<DotInterval>(p => p.Add(x => x.Label, "Goals: +1").Add(x => x.Value, value).Add(x => x.Low, low).Add(x => x.High, high).Add(x => x.Min, min).Add(x => x.Max, max)
            .Add(x => x.Zero, zero).Add(x => x.Ticks, ticks ?? []).Add(x => x.Tone, tone));
}
