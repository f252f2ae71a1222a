using Bunit;
using RocketTrainer.Core.Progress;
using RocketTrainer.Web.Components.Charts;
using RocketTrainer.Web.Features.Players.Dashboard;

namespace RocketTrainer.Tests.Components.Features.Players.Dashboard;

public sealed class RankChartTests : ComponentTest
{
    [Fact]
    public void Chart_OfOneMatch_TellsItsRank()
    {
        var chart = Show(new RankCurve("ranked-doubles", [Point(0, 7, 3)]));
        Assert.Equal("Rank over time: Ranked Doubles", chart.Find(".plot").GetAttribute("aria-label"));
        Assert.Equal(["Gold I"], Table(chart));
        Assert.Equal((7d, 8d), Scale(chart));
    }

    [Fact]
    public void Chart_OfSeveralPlaylists_TellsEachOnAScaleOfWholeTiers()
    {
        var chart = Show(new("ranked-doubles", [Point(0, 15, 4), Point(2, 16, 1)]), new("ranked-standard", [Point(1, 13, null)]));
        Assert.Equal("Rank over time: Ranked Doubles, Ranked Standard", chart.Find(".plot").GetAttribute("aria-label"));
        Assert.Equal(["Diamond III", "–", "–", "Diamond I", "Champion I", "–"], Table(chart));
        Assert.Equal((13d, 17d), Scale(chart));
    }

    [Fact]
    public void Chart_OfTheHighestRank_HasRoomForIt()
    {
        var chart = Show(new RankCurve("ranked-duels", [Point(0, 22, null)]));
        Assert.Equal(["Supersonic Legend"], Table(chart));
        Assert.Equal((22d, 23d), Scale(chart));
    }

    [Fact]
    public void Chart_RankRisesBeyondTheScale_IsDrawnOnAnother()
    {
        var chart = Show(new RankCurve("ranked-doubles", [Point(0, 7, 1)]));
        var first = chart.FindComponent<ApexChart<RankPoint>>().Instance;
        chart.Render(p => p.Add(c => c.Curves, [new RankCurve("ranked-doubles", [Point(0, 7, 1), Point(1, 7, 2)])]));
        Assert.Same(first, chart.FindComponent<ApexChart<RankPoint>>().Instance);
        chart.Render(p => p.Add(c => c.Curves, [new RankCurve("ranked-doubles", [Point(0, 7, 1), Point(1, 9, 1)])]));
        Assert.NotSame(first, chart.FindComponent<ApexChart<RankPoint>>().Instance);
        Assert.Equal((7d, 10d), Scale(chart));
    }

    private IRenderedComponent<RankChart> Show(params RankCurve[] curves) => Render<RankChart>(p => p.Add(c => c.Curves, curves));

    private static RankPoint Point(int day, int tier, int? division) => new(Now.AddDays(day), tier, division);

    private static List<string> Table(IRenderedComponent<RankChart> chart)
    {
        chart.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        return [.. chart.FindAll("tbody td").Select(c => c.TextContent)];
    }

    private static (double?, double?) Scale(IRenderedComponent<RankChart> chart) =>
        chart.FindComponent<ApexChart<RankPoint>>().Instance.Options.Yaxis![0] is var axis ? (axis.Min, axis.Max) : default;
}
