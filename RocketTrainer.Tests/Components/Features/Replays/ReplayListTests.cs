using System.Security.Claims;
using Bunit;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Export;
using RocketTrainer.Web.Features.Replays;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class ReplayListTests : StoredComponentTest
{
    public ReplayListTests(StoredMatches stored)
        : base(stored) => User.SetAuthorized("Regular").SetClaims(new Claim(ClaimTypes.NameIdentifier, Me.UserId.ToString()));

    [Fact]
    public void Sheet_HoldsTheRowsOfTheScreen()
    {
        var list = Show($"?player={Me.Player}");
        var sheet = Assert.Single(Sheets(list));
        var rows = list.FindAll("tbody tr");
        Assert.Equal(50, rows.Count);

        Assert.Equal(rows.Select(r => r.QuerySelector("a")!.GetAttribute("href")), sheet.Column("replayId").Select(id => $"/replays/{id}?player={Uri.EscapeDataString(Me.Player.ToString())}"));
        Assert.Equal(rows.Select(r => r.QuerySelector(".where a")!.TextContent), sheet.Column("map"));
        Assert.Equal(rows.Select(r => r.QuerySelector(".where span")!.TextContent), sheet.Column("playlist"));
        Assert.Equal(rows.Select(r => r.QuerySelector(".result .result")!.GetAttribute("aria-label")!), sheet.Column("result").Select(r => r is string word ? char.ToUpperInvariant(word[0]) + word[1..] : "No result"));
        Assert.Equal(rows.Select(r => r.QuerySelector(".score")!.TextContent.Trim()), sheet.Column("blueGoals").Zip(sheet.Column("orangeGoals"), (blue, orange) => (blue ?? orange) is null ? "–" : $"{blue}–{orange}"));
        Assert.Equal(rows.Select(r => r.QuerySelector(".who .team-blue")!.GetAttribute("title")), sheet.Column("blue"));
        Assert.Equal(rows.Select(r => r.QuerySelector(".who .team-orange")!.GetAttribute("title")), sheet.Column("orange"));
        Assert.Equal(rows.Select(r => r.QuerySelector(".length")!.FirstChild!.TextContent.Trim()), sheet.Column("duration").Select(d => StatFormat.Duration((int?)d)));
        Assert.Equal(rows.Select(r => r.QuerySelector(".overtime") is not null), sheet.Column("overtime").Select(o => o is true));
        Assert.Equal(rows.Select(r => r.QuerySelector(".ranks svg")?.GetAttribute("aria-label")), Ranks(sheet, "minRank"));
        Assert.Equal(rows.Select(r => r.QuerySelector(".ranks .rank:last-child svg")?.GetAttribute("aria-label")), Ranks(sheet, "maxRank"));
        Assert.Equal(sheet.Column("playedAt").OrderDescending(), sheet.Column("playedAt"));
    }

    [Fact]
    public void Sheet_UnderAFilter_HoldsNothingElse()
    {
        var sheet = Assert.Single(Sheets(Show($"?player={Me.Player}&result=win")));
        Assert.NotEmpty(sheet.Rows);
        Assert.All(sheet.Column("result"), result => Assert.Equal("win", result));
    }

    [Fact]
    public async Task Button_Clicked_SavesTheMatchesOfThePlayer()
    {
        var list = Show($"?player={Me.Player}");
        await list.FindAll(".export button")[0].ClickAsync();
        var name = await Get<ReplayQueries>().PlayerNameAsync(Viewer, Me.Player, Cancel);
        list.WaitForAssertion(() => Assert.Equal($"matches-of-{name!.ToLowerInvariant().Replace(' ', '-')}.csv", Assert.Single(JSInterop.Invocations["rocketPage.save"]).Arguments[0]));
    }

    [Fact]
    public void Sheet_UnderAFilterThatIsWrong_IsNotTheOneBefore()
    {
        var list = Show("");
        Assert.Single(Sheets(list));
        Navigation.NavigateTo("/replays?season=zz");
        list.WaitForAssertion(() => Assert.Equal("This filter can't be read", list.Find(".empty h2").TextContent));
        Assert.Empty(Sheets(list));
    }

    [Fact]
    public void Sheet_WhereNothingFits_IsNone()
    {
        Navigation.NavigateTo("/replays?before=2020-01-01");
        var list = Render<ReplayList>();
        list.WaitForAssertion(() => Assert.Equal("Nothing fits this filter", list.Find(".empty h2").TextContent));
        Assert.Empty(Sheets(list));
    }

    private IRenderedComponent<ReplayList> Show(string query)
    {
        Navigation.NavigateTo($"/replays{query}");
        var list = Render<ReplayList>();
        list.WaitForAssertion(() => Assert.NotEmpty(list.FindAll("tbody tr")));
        return list;
    }

    private static IReadOnlyList<Sheet> Sheets(IRenderedComponent<ReplayList> list) => list.FindComponent<ExportButtons>().Instance.Of();

    private static IEnumerable<string?> Ranks(Sheet sheet, string which) => sheet.Column($"{which}Tier")
        .Zip(sheet.Column($"{which}Division"), (tier, division) => tier is null ? null : RankName.Full(new Rank((int)tier, (int?)division, null, null)));
}
