using Bunit;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players.Compare;

namespace RocketTrainer.Tests.Components.Features.Players.Compare;

public sealed class ManyDotsTests : ComponentTest
{
    [Fact]
    public void Dots_OfSeveral_StandOnOneScaleWithTheirIntervals()
    {
        var drawn = Show(new Estimate(400, 300, 500), new Estimate(450, 400, 700));
        Assert.Equal("Score: A 400, B 450", drawn.Find("svg[role=img]").GetAttribute("aria-label"));
        Assert.Equal([("10%", "53%"), ("31.5%", "96%")], Reach()); // from 300 to 700 over 86 % of the width
        Assert.Equal(["A", "B"], drawn.FindAll("text").Select(t => t.TextContent));
        Assert.Equal(["31.5%", "42.25%"], drawn.FindAll(".dot").Select(d => d.GetAttribute("cx")));

        List<(string, string)> Reach() => [.. drawn.FindAll(".reach").Select(r => (r.GetAttribute("x1")!, r.GetAttribute("x2")!))];
    }

    [Fact]
    public void Dots_OfOneMatch_HaveNoIntervalAndStandInTheMiddle()
    {
        var drawn = Show(new Estimate(400, null, null), new Estimate(400, null, null));
        Assert.Empty(drawn.FindAll(".reach"));
        Assert.Equal(["50%", "50%"], drawn.FindAll(".dot").Select(d => d.GetAttribute("cx")));
    }

    [Fact]
    public void Dots_WhereNothingIsKnown_KeepTheirLinesFree()
    {
        var drawn = Show(null, new Estimate(400, null, null), null);
        Assert.Equal("Score: A not known, B 400, C not known", drawn.Find("svg").GetAttribute("aria-label"));
        Assert.Equal((3, 1), (drawn.FindAll(".axis").Count, drawn.FindAll(".dot").Count));
        Assert.Empty(Show(null, null).FindAll(".dot"));
    }

    private IRenderedComponent<ManyDots> Show(params Estimate?[] means) => Render<ManyDots>(p => p
        .Add(d => d.Stat, StatCatalog.Get("core.score")).Add(d => d.Means, means).Add(d => d.Names, [.. means.Select((_, i) => ((char)('A' + i)).ToString())]));
}
