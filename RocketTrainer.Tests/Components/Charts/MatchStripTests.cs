using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Charts;

namespace RocketTrainer.Tests.Components.Charts;

public sealed class MatchStripTests : ComponentTest
{
    [Fact]
    public void Strip_WithoutMatches_IsNotThere() => Assert.Empty(Show().Markup.Trim());

    [Fact]
    public void Strip_OfMatches_SumsThemUp() =>
        Assert.Equal("The last 4 matches: 2 won, 1 lost", Show(Mark(MatchResult.Win, 1), Mark(MatchResult.Win, 2), Mark(MatchResult.Loss, -1), Mark(null, null)).Find("[role=group]").GetAttribute("aria-label"));

    [Fact]
    public void Strip_OfOneMatch_IsWhole()
    {
        var mark = Mark(MatchResult.Loss, -3);
        var bar = Show(mark).Find("a");
        Assert.Equal(("loss", $"/m/{mark.ReplayId}", "0"), (bar.ClassName, bar.GetAttribute("href"), bar.GetAttribute("tabindex")));
        Assert.Equal("height:30%;opacity:1", bar.QuerySelector("i")!.GetAttribute("style"));
        Assert.Equal("Loss by 3, 14 Mar 2026, 18:30", bar.GetAttribute("title"));
    }

    [Fact]
    public void Strip_GoalDifference_IsItsHeightUpToFive() => Assert.Equal(
        ["10%", "50%", "50%", "10%", "10%"],
        Show(Mark(MatchResult.Win, 1), Mark(MatchResult.Win, 5), Mark(MatchResult.Loss, -9), Mark(MatchResult.Draw, 0), Mark(null, null)).FindAll("i").Select(i => i.GetAttribute("style")!.Split(':', ';')[1]));

    [Fact]
    public void Strip_OlderMatches_ArePalerAndOnlyTheNewestTakesTheTabKey()
    {
        var strip = Show(Mark(MatchResult.Win, 1), Mark(MatchResult.Win, 1), Mark(MatchResult.Win, 1));
        Assert.Equal(["0.45", "0.73", "1"], strip.FindAll("i").Select(i => i.GetAttribute("style")!.Split(':')[2]));
        Assert.Equal(["-1", "-1", "0"], strip.FindAll("a").Select(a => a.GetAttribute("tabindex")));
    }

    [Fact]
    public void Strip_OfAMatchWithoutGoals_SaysThatItHasNoResult()
    {
        var bar = Show(Mark(null, null)).Find("a");
        Assert.Equal(("unknown", "No result, 14 Mar 2026, 18:30"), (bar.ClassName, bar.GetAttribute("title")));
    }

    [Fact]
    public void Strip_ForAReaderInTokyo_TellsHisTime()
    {
        var zone = Render<CascadingValue<TimeZoneInfo>>(p => p.Add(c => c.Value, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"))
            .AddChildContent<MatchStrip>(s => s.Add(x => x.Marks, [Mark(MatchResult.Win, 2)]).Add(x => x.HrefOf, id => $"/m/{id}")));
        Assert.Equal("Win by 2, 15 Mar 2026, 03:30", zone.Find("a").GetAttribute("title"));
    }

    private static MatchMark Mark(MatchResult? result, int? goals) => new(Guid.NewGuid(), Now, result, goals);

    private IRenderedComponent<MatchStrip> Show(params MatchMark[] marks) => Render<MatchStrip>(p => p.Add(x => x.Marks, marks).Add(x => x.HrefOf, id => $"/m/{id}"));
}
