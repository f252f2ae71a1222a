using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class ReplayFilterBarTests : ComponentTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void Bar_BeforeThePageListens_TakesNoInput()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.True(Show().Find("fieldset").HasAttribute("disabled"));
    }

    [Fact]
    public void Bar_FiltersInTheAddress_AreCountedAndCanBeCleared()
    {
        Navigation.NavigateTo("/replays?player=steam%3A76561190000000001&result=win&cursor=abc");
        var bar = Show();
        Assert.Equal("Filters (2)", bar.Find(".toggle").TextContent.Trim());
        Assert.Equal("http://localhost/replays", bar.Find("a.clear").GetAttribute("href"));
    }

    [Fact]
    public async Task Bar_Folded_OpensOnClick()
    {
        var bar = Show();
        Assert.Equal("false", bar.Find(".toggle").GetAttribute("aria-expanded"));
        await bar.Find(".toggle").ClickAsync();
        Assert.Equal("true", bar.Find(".toggle").GetAttribute("aria-expanded"));
        Assert.Contains("open", bar.Find("#match-filters").ClassList);
    }

    [Fact]
    public void Bar_AMistake_IsShownAtItsFieldWithTheFieldsOpen()
    {
        var bar = Show(("season", "'zz' is not a season."));
        Assert.Contains("open", bar.Find("#match-filters").ClassList);
        Assert.Contains("'zz' is not a season.", bar.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Bar_AChoice_GoesToTheAddressAndStartsAtTheHead()
    {
        Navigation.NavigateTo("/replays?map=stadium_p&cursor=abc");
        var bar = Show();
        Assert.Equal("stadium_p", bar.Find(".map select").GetAttribute("value"));

        bar.Find(".season select").Change("f21");

        Assert.Equal("http://localhost/replays?map=stadium_p&season=f21", Navigation.Uri);
    }

    [Fact]
    public void Bar_WithoutAPlayer_HasNoResultsToChooseFrom()
    {
        Assert.True(Show().Find(".result select").HasAttribute("disabled"));
        Navigation.NavigateTo("/replays?player=steam%3A76561190000000001&result=win");
        var bar = Show();
        Assert.False(bar.Find(".result select").HasAttribute("disabled"));

        bar.Find(".player input").Change("");

        Assert.Equal("http://localhost/replays", Navigation.Uri);
    }

    [Fact]
    public void Bar_WhateverTheAddressFiltersBy_HasAField()
    {
        Navigation.NavigateTo($"/?{string.Join('&', ReplayFilter.Names.Where(n => n != "player").Select(n => $"{n}={(n.StartsWith("rank", StringComparison.Ordinal) ? "gold-1" : n is "after" or "before" ? "2026-01-31" : "x")}"))}");
        var bar = ShowOfAPlayer();
        Assert.Equal(
            ["Playlist:x", "Season:x", "Result:x", "Played after:2026-01-31", "Played before:2026-01-31", "With team-mate:x", "Map:x", "Ranks from:gold-1", "Ranks up to:gold-1", "Tag:x"],
            bar.FindAll(".choice").Select(c => $"{c.QuerySelector("label")!.TextContent}:{c.QuerySelector("input, select")!.GetAttribute("value")}"));
        Assert.Equal("Filters (10)", bar.Find(".toggle").TextContent.Trim());
        Assert.Contains("Gold I", bar.FindAll(".rankMin option").Select(o => o.TextContent));
    }

    [Fact]
    public void Bar_OfAPlayersPage_OffersResultAndEndAndNothingThatIsThePages()
    {
        Navigation.NavigateTo("/players/x?player=steam%3A76561190000000001");
        var bar = ShowOfAPlayer();
        Assert.Equal(["Playlist", "Season", "Result", "Period", "Played before", "With team-mate"], bar.FindAll(".choice label").Select(l => l.TextContent));
        Assert.Equal("Filters", bar.Find(".toggle").TextContent.Trim()); // the account in this address filters nothing

        bar.Find(".result select").Change("win");
        bar.Find(".before input").Change("2026-02-28");

        Assert.Equal("http://localhost/players/x?player=steam%3A76561190000000001&result=win&before=2026-02-28", Navigation.Uri);
    }

    [Fact]
    public void Bar_AValueThatIsNoneOfTheUsual_IsShownAllTheSame()
    {
        Navigation.NavigateTo("/replays?playlist=ranked-duels,ranked-doubles");
        Assert.Equal("ranked-duels,ranked-doubles", Show().Find(".playlist option:nth-child(2)").TextContent);
    }

    private IRenderedComponent<ReplayFilterBar> ShowOfAPlayer() => Render<ReplayFilterBar>(p => p
        .Add(x => x.Errors, new Dictionary<string, string[]>(StringComparer.Ordinal)).Add(x => x.Choices, new([], [])).Add(x => x.HasPlayer, true).Add(x => x.Fields, PlayerViews.All[0].Filters));

    private IRenderedComponent<ReplayFilterBar> Show(params (string Name, string Message)[] errors)
    {
        return Render<ReplayFilterBar>(p => p
            .Add(x => x.Errors, errors.ToDictionary(e => e.Name, e => new[] { e.Message }, StringComparer.Ordinal))
            .Add(x => x.Choices, new([new("stadium_p", "DFH Stadium")], [new("f21", "21")])));
    }
}
