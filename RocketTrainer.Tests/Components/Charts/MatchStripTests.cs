using System.Globalization;
using Bunit;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Charts;

namespace RocketTrainer.Tests.Components.Charts;

public sealed class MatchStripTests : ComponentTest
{
    private static readonly StripMatch[] Matches =
    [
        new(MatchResult.Win, 1, "/replays/1", "Win 3–2"),
        new(MatchResult.Loss, -4, "/replays/2", "Loss 1–5"),
        new(MatchResult.Win, 4, "/replays/3", "Win 5–1"),
    ];

    [Fact]
    public void Strip_EachMatch_IsALinkThatTellsItself()
    {
        var links = Render<MatchStrip>(p => p.Add(x => x.Items, Matches)).FindAll("a");
        Assert.Equal(["/replays/1", "/replays/2", "/replays/3"], links.Select(a => a.GetAttribute("href")));
        Assert.Equal("Loss 1–5", links[1].GetAttribute("aria-label"));
    }

    [Fact]
    public void Strip_GoalDifference_IsTheHeightAndTheResultTheDirection()
    {
        var bars = Render<MatchStrip>(p => p.Add(x => x.Items, Matches)).FindAll(".bar");
        double Attribute(int bar, string name) => double.Parse(bars[bar].GetAttribute(name)!, CultureInfo.InvariantCulture);
        Assert.True(Attribute(2, "height") > Attribute(0, "height"));
        Assert.Equal(32, Attribute(0, "y") + Attribute(0, "height"));
        Assert.Equal(32, Attribute(1, "y"));
    }

    [Fact]
    public void Strip_InACultureWithCommas_DrawsWithPoints()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Assert.Equal("1.5", Render<MatchStrip>(p => p.Add(x => x.Items, Matches)).Find(".bar").GetAttribute("x"));
    }

    [Fact]
    public void Strip_WithoutMatches_DrawsNothing() =>
        Assert.Empty(Render<MatchStrip>(p => p.Add(x => x.Items, [])).Markup);
}
