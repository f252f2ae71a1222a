using Bunit;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class DifferenceTableTests : ComponentTest
{
    [Fact]
    public void Table_OfNothing_HasHeadsAlone()
    {
        var table = Show([]);
        Assert.Equal(["Stat", "Then", "Now", "Difference", "Verdict"], table.FindAll("thead th").Select(h => h.TextContent));
        Assert.Empty(table.FindAll("tbody tr"));
        Assert.Empty(table.FindAll("button"));
        Assert.Equal("Form", table.Find("caption").TextContent);
    }

    [Fact]
    public void Table_ADifference_IsTold()
    {
        var row = Show([Row("core.goals", .5, .85, clear: true)]).Find("tbody tr");
        Assert.Equal(("0.50", "0.85"), (row.QuerySelector(".from")!.TextContent, row.QuerySelector(".to")!.TextContent));
        Assert.Equal("Goals: +0.35, 80 % interval +0.25 to +0.45; 100 and 20 matches", row.QuerySelector(".drawn")!.GetAttribute("title"));
        Assert.Equal("▲ better", row.QuerySelector(".verdict")!.TextContent.Trim());
    }

    [Fact]
    public void Table_UpToTheMost_ShowsAll()
    {
        var table = Show([.. Headline.Stats.Take(7).Select(s => Row(s.Key, 1, 2))]);
        Assert.Equal(7, table.FindAll("tbody tr").Count);
        Assert.Empty(table.FindAll("button"));
    }

    [Fact]
    public async Task Table_OfMore_ShowsWhatIsClearFirstAndTheRestOnDemand()
    {
        var table = Show([.. Headline.Stats.Take(9).Select((s, i) => Row(s.Key, 1, 2, clear: i == 8))]);
        Assert.Equal([Headline.Stats[8].Label, .. Headline.Stats.Take(6).Select(s => s.Label)], Labels());
        Assert.Equal(("All 9", "false"), (table.Find("button").TextContent, table.Find("button").GetAttribute("aria-expanded")));

        await table.Find("button").ClickAsync();
        Assert.Equal(9, Labels().Count());
        Assert.Equal(("Fewer", "true"), (table.Find("button").TextContent, table.Find("button").GetAttribute("aria-expanded")));

        await table.Find("button").ClickAsync();
        Assert.Equal(7, Labels().Count());

        IEnumerable<string> Labels() => table.FindAll(".stat-name").Select(a => a.TextContent);
    }

    [Theory]
    [InlineData("core.goals", 1, 2, true, "▲ better", "better")]
    [InlineData("core.goals", 2, 1, true, "▼ worse", "worse")]
    [InlineData("boost.percent_zero_boost", 2, 1, true, "▲ better", "better")]
    [InlineData("boost.avg_amount", 1, 2, true, "◆ different", null)]
    [InlineData("core.goals", 1, 2, false, "≈ within noise", null)]
    public void Table_Judged_GivesTheVerdict(string stat, double from, double to, bool clear, string verdict, string? tone)
    {
        var table = Show([Row(stat, from, to, clear)]);
        Assert.Equal(verdict, table.Find("td.verdict").TextContent.Trim());
        Assert.Equal(tone, table.Find(".dot-interval").ClassList.ElementAtOrDefault(1));
    }

    [Theory]
    [InlineData(1, 2, true, "▲ more", "clear")]
    [InlineData(2, 1, true, "▼ less", "clear")]
    [InlineData(1, 2, false, "≈ within noise", null)]
    public void Table_NotJudged_SaysOnlyMoreOrLess(double from, double to, bool clear, string verdict, string? tone)
    {
        var table = Show([Row("core.goals", from, to, clear)], judged: false);
        Assert.Equal(verdict, table.Find("td.verdict").TextContent.Trim());
        Assert.Equal(tone, table.Find(".dot-interval").ClassList.ElementAtOrDefault(1));
    }

    [Fact]
    public void Table_WithoutAnInterval_DrawsNothingAndStillTells()
    {
        var table = Show([new("core.goals", 1, 1, 1, 3, new(2, null, null), IsClear: false)]);
        Assert.Empty(table.FindAll(".dot-interval"));
        Assert.Equal("Goals: +2.00; 1 and 1 matches", table.Find("td.drawn").GetAttribute("title"));
    }

    [Fact]
    public void Table_AShareOfMatches_IsPerCent()
    {
        var table = Show([Row("core.mvp", .25, .5)]);
        Assert.Equal(("25", "50", "% of matches"), (table.Find(".from").TextContent, table.Find(".to").TextContent, table.Find(".unit").TextContent));
    }

    [Theory]
    [InlineData(.5, "0.50")]
    [InlineData(12.34, "12.3")]
    [InlineData(1234.4, "1,234")]
    public void Number_OfACount_HasTheDigitsThatSaySomething(double value, string text) =>
        Assert.Equal(text, DifferenceTable.Number(value, StatCatalog.Get("core.goals")));

    private static StatDifference Row(string stat, double from, double to, bool clear = false) => new(stat, 100, from, 20, to, new(to - from, to - from - .1, to - from + .1), clear);

    private IRenderedComponent<DifferenceTable> Show(IReadOnlyList<StatDifference> rows, bool judged = true) =>
        Render<DifferenceTable>(p => p.Add(x => x.Caption, "Form").Add(x => x.Rows, rows).Add(x => x.FromHead, "Then").Add(x => x.ToHead, "Now").Add(x => x.Judged, judged));
}
