using Bunit;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class ReplayTableTests : ComponentTest
{
    [Fact]
    public void Table_EachRow_HasOneLinkToItsMatch()
    {
        var table = Render<ReplayTable>(p => p.Add(x => x.Rows, [Sample.Row(1), Sample.Row(2)]));
        Assert.Equal(
            [$"/replays/{Sample.Row(1).ReplayId}", $"/replays/{Sample.Row(2).ReplayId}"],
            table.FindAll("tbody tr").Select(row => Assert.Single(row.QuerySelectorAll("a")).GetAttribute("href")));
    }

    [Fact]
    public void Table_ARow_ShowsBothSides()
    {
        var row = Render<ReplayTable>(p => p.Add(x => x.Rows, [Sample.Row() with { Overtime = true }])).Find("tbody tr");
        Assert.Contains("Marlowe, kestrel", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ostra, Vex", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("OT", row.QuerySelector(".length")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_NothingKnownAboutAMatch_ShowsDashesAndNoZero()
    {
        var bare = Sample.Row() with
        {
            Result = null, Duration = null, Overtime = null, MinRank = null, MaxRank = null, MapName = null, MapCode = null, PlaylistName = null,
            PlaylistId = null, MatchType = null, Blue = new ReplayRowTeam(null, null, []), Orange = new ReplayRowTeam(null, null, []),
        };
        var row = Render<ReplayTable>(p => p.Add(x => x.Rows, [bare])).Find("tbody tr");
        Assert.DoesNotContain("0", row.QuerySelector(".score")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Unknown map", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("–", row.QuerySelector(".length")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_NobodysSideTaken_LeavesTheResultsOut()
    {
        var table = Render<ReplayTable>(p => p.Add(x => x.Rows, [Sample.Row() with { Result = null }]));
        Assert.Empty(table.FindAll(".result"));
        Assert.Equal(table.FindAll("th").Count, table.FindAll("tbody td").Count);
    }

    [Fact]
    public void Table_OfAPlayer_OpensEachMatchFromThatSide()
    {
        var table = Render<ReplayTable>(p => p.Add(x => x.Rows, [Sample.Row()]).Add(x => x.Player, "ps4:a b"));
        Assert.Equal($"/replays/{Sample.Row().ReplayId}?player=ps4%3Aa%20b", table.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Table_SameRankForEverybody_ShowsItOnce()
    {
        var rank = new Rank(16, 2, null, null);
        var row = Render<ReplayTable>(p => p.Add(x => x.Rows, [Sample.Row() with { MinRank = rank, MaxRank = rank }])).Find("tbody tr");
        Assert.Single(row.QuerySelectorAll(".ranks svg"));
    }
}
