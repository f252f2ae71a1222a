using Bunit;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Charts;
using RocketTrainer.Web.Features.Players.Compare;
using RocketTrainer.Web.Features.Players.Dashboard;

namespace RocketTrainer.Tests.Components.Charts;

public sealed class ChartLegendTests : ComponentTest
{
    private static readonly ApexChartOptions<Point> TwoScales = new()
    {
        Colors = ["var(--accent)", "var(--second)"], Stroke = new([2.5, 2.5], [0, 6]),
        Yaxis = [new() { SeriesName = ["Boost used"], Unit = "per min" }, new() { SeriesName = ["Average speed"], Opposite = true, Unit = "uu/s", DecimalsInFloat = 0 }],
    };

    [Fact]
    public void Legend_OfSixPlayers_TellsEachByColourDashesAndMark()
    {
        var radar = Render<SkillRadar>(p => p.Add(r => r.Wheels, [.. Enumerable.Range(0, 6).Select(i => (((char)('A' + i)).ToString(), "Same name", Wheel))]));

        var lines = radar.FindAll(".legend li");
        Assert.Equal(["A Same name", "B Same name", "C Same name", "D Same name", "E Same name", "F Same name"], lines.Select(l => l.TextContent.Trim()));
        Assert.Equal(6, lines.Select(l => l.QuerySelector("svg")!.GetAttribute("style")).Distinct().Count());
        Assert.Equal(6, lines.Select(l => l.QuerySelector("line")!.GetAttribute("stroke-dasharray")).Distinct().Count());
        Assert.Equal(6, lines.Select(l => l.QuerySelector("path")!.GetAttribute("d")).Distinct().Count());
    }

    [Fact]
    public void Legend_OfOtherPlaylists_HasTheirNames()
    {
        var chart = Render<RankChart>(p => p.Add(c => c.Curves, Ranked("ranked-doubles", "ranked-standard")));
        Assert.Equal(["Ranked Doubles", "Ranked Standard"], chart.FindAll(".legend li").Select(l => l.TextContent.Trim()));

        chart.Render(p => p.Add(c => c.Curves, Ranked("ranked-duels", "ranked-doubles"))); // as high as those: the same chart

        Assert.Equal(["Ranked Duels", "Ranked Doubles"], chart.FindAll(".legend li").Select(l => l.TextContent.Trim()));
        Assert.Equal(["color: var(--accent)", "color: var(--second)"], chart.FindAll(".legend svg").Select(s => s.GetAttribute("style")));
        Assert.Equal(["Ranked Duels", "Ranked Doubles"], chart.FindComponents<ApexPointSeries<RankPoint>>().Select(s => s.Instance.Name));
    }

    [Fact]
    public void Legend_OfTheWheel_TellsTheRanksApart()
    {
        var wheel = Render<WheelChart>(p => p.Add(w => w.Wheel, Wheel));
        Assert.Equal(["Among Champion I", "Among Champion II"], wheel.FindAll(".legend li").Select(l => l.TextContent.Trim()));
        Assert.Equal([null, "5"], wheel.FindAll(".legend line").Select(l => l.GetAttribute("stroke-dasharray")));
    }

    [Fact]
    public void Legend_ForPhones_TellsUnitsAndHowFarASecondLineReaches()
    {
        var legend = Chart(TwoScales with { Legend = new(true) }, ("Boost used", [240, 260]), ("Average speed", [1602.4, 1390]));
        Assert.Equal(["per min", "1,390 to 1,602 uu/s"], legend.FindAll(".legend .unit").Select(u => u.TextContent.Trim()));
    }

    [Fact]
    public void Legend_OfOneLine_IsForPhonesAlone()
    {
        var legend = Chart(TwoScales, ("Boost used", [240, 260])).Find(".legend.narrow li");
        Assert.Equal("Boost used per min", string.Join(' ', legend.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Empty(Chart(TwoScales with { Yaxis = [new()] }, ("Boost used", [240, 260])).FindAll(".legend"));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Ranks_OfMorePlaylistsThanAreDrawn_SaySo(int playlists, bool told)
    {
        var chart = Render<RankChart>(p => p.Add(c => c.Curves, Ranked([.. new[] { "ranked-doubles", "ranked-standard", "ranked-duels", "ranked-hoops" }.Take(playlists)])));
        Assert.Equal(3, chart.FindComponents<ApexPointSeries<RankPoint>>().Count);
        Assert.Equal(told ? ["The 3 most played of 4 playlists with a rank. The filter shows each of the others."] : [], chart.FindAll("p").Select(p => p.TextContent));
    }

    private static SkillWheel Wheel => new("ranked-doubles", new Rank(16, 2, "champion-1", null), 50,
        new RankWindow(16, 4210, 612, Now.AddDays(-90), Now, "f21", new Dictionary<string, StatNorm>()), Next: null,
        [.. SkillGroups.All.Select((g, i) => new Skill(g.Group, g.Label, new(5 * i, 0, 90), new(4 * i, 0, 90)))]);

    private static IReadOnlyList<RankCurve> Ranked(params string[] playlists) => [.. playlists.Select((p, i) => new RankCurve(p, [new(Now, 12 + i, 1), new(Now.AddDays(1), 12 + i, 3)]))];

    private IRenderedComponent<ApexChart<Point>> Chart(ApexChartOptions<Point> options, params (string Name, double[] Values)[] lines) =>
        Render<ApexChart<Point>>(p => p.Add(c => c.Label, "Lines").Add(c => c.Options, options).Add(c => c.ChildContent, builder =>
        {
            foreach (var (name, values) in lines)
            {
                builder.OpenComponent<ApexPointSeries<Point>>(0);
                builder.AddComponentParameter(1, "Name", name);
                builder.AddComponentParameter(2, "Items", values.Select((v, i) => new Point(i, v)).ToList());
                builder.AddComponentParameter(3, "XValue", (Func<Point, object>)(d => d.X));
                builder.AddComponentParameter(4, "YValue", (Func<Point, double?>)(d => d.Y));
                builder.CloseComponent();
            }
        }));

    private sealed record Point(double X, double Y);
}
