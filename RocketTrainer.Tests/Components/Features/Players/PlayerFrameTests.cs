using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Players.Setup;
using RocketTrainer.Web.Features.Players.TeamMates;

namespace RocketTrainer.Tests.Components.Features.Players;

public sealed class PlayerFrameTests(StoredMatches stored) : StoredComponentTest(stored)
{
    [Fact]
    public void Frame_WhileItReadsTheMainPlaylist_IsLoadingAndNotWrong()
    {
        var gate = Database.Hold();
        var frame = Show("team-mates");
        Assert.Equal("Loading", frame.Find("[aria-busy=true] .unseen").TextContent);
        Assert.Equal("Team-mates of Regular", frame.Find("h1").TextContent);
        Assert.Empty(frame.FindAll(".empty"));

        gate.SetResult();
        frame.WaitForAssertion(() => Assert.Equal(["ranked-standard"], frame.FindComponent<TeamMatesView>().Instance.Filter.Playlists));
        Assert.Equal("Main: Ranked Standard", frame.Find(".playlist option").TextContent);
    }

    [Fact]
    public async Task Frame_OfSomebodyWithAMainPlaylist_IsAboutThatWhereHePlayedIt()
    {
        var player = Me.Player.ToString();
        await using var db = Database.CreateDbContext();
        var match = await db.PlayerStats.Where(p => p.PlayerId == player).OrderBy(p => p.PlayedAt).Select(p => p.ReplayId).FirstAsync(Cancel);
        await db.PlayerStats.Where(p => p.ReplayId == match).ExecuteUpdateAsync(s => s.SetProperty(p => p.PlaylistId, "ranked-doubles"), Cancel);
        try
        {
            var frame = Show("team-mates", room: Room with { MainPlaylist = "ranked-doubles" });
            frame.WaitForAssertion(() => Assert.Equal(["ranked-doubles"], frame.FindComponent<TeamMatesView>().Instance.Filter.Playlists));
            Assert.Equal("Main: Ranked Doubles", frame.Find(".playlist option").TextContent);

            frame = Show("team-mates", room: Room with { MainPlaylist = "ranked-duels" });
            frame.WaitForAssertion(() => Assert.Equal(["ranked-standard"], frame.FindComponent<TeamMatesView>().Instance.Filter.Playlists));
        }
        finally
        {
            await db.PlayerStats.Where(p => p.ReplayId == match).ExecuteUpdateAsync(s => s.SetProperty(p => p.PlaylistId, "ranked-standard"), Cancel);
        }
    }

    [Fact]
    public async Task Frame_ThatCannotReadTheMainPlaylist_SaysSoAndTriesAgain()
    {
        Database.Break();
        var frame = Show("team-mates");
        Assert.Equal("This page could not be read.", frame.Find("[role=alert] h2").TextContent);

        Database.Mend();
        await frame.Find("[role=alert] button").ClickAsync();
        frame.WaitForAssertion(() => Assert.True(frame.HasComponent<TeamMatesView>()));
        Assert.Empty(frame.FindAll("[role=alert]"));
    }

    [Fact]
    public void Frame_AnotherPageOfOnePlaylist_IsNeverReadUnderTheFilterOfTheOneBefore()
    {
        var frame = Show("setup");
        frame.WaitForAssertion(() => Assert.True(frame.HasComponent<SetupView>()));
        var gate = Database.Hold();

        Navigation.NavigateTo("/team-mates");
        frame.Render(p => p.Add(f => f.View, PlayerViews.Find("team-mates")!));
        Assert.False(frame.HasComponent<TeamMatesView>());

        gate.SetResult();
        frame.WaitForAssertion(() => Assert.Equal(["ranked-standard"], frame.FindComponent<TeamMatesView>().Instance.Filter.Playlists));
    }

    [Fact]
    public void Frame_AFilterThatIsWrong_IsToldAtItsFieldAndNothingIsShown()
    {
        var frame = Show("setup", "/setup?season=zz");
        Assert.Equal("This filter can't be read", frame.Find(".empty h2").TextContent);
        Assert.Equal("'zz' is not a season: write 1 to 14, or f1 and up.", frame.Find("#wrong-season").TextContent);
        Assert.False(frame.HasComponent<SetupView>());
    }

    [Theory]
    [InlineData("", "Regular")]
    [InlineData("trends", "Trends of Regular")]
    [InlineData("compare", "Compare Regular")]
    public void Frame_OfAPage_IsHeadedByItAndThePlayer(string view, string heading) => Assert.Equal(heading, Show(view).Find("h1").TextContent);

    [Fact]
    public async Task Frame_WhatCanBeChosen_ComesLater()
    {
        var mates = await Get<Companions>().TeamMatesAsync(Viewer, Mine, 20, Cancel);
        var choices = await Get<ReplayQueries>().ChoicesAsync(Viewer, Cancel);
        var frame = Show("setup");
        frame.WaitForAssertion(() => Assert.Equal(["Any", .. mates.Select(m => m.Name)], frame.FindAll(".with option").Select(o => o.TextContent)));
        Assert.Equal(["Any", .. choices.Seasons.Select(s => s.Name)], frame.FindAll(".season option").Select(o => o.TextContent));
    }

    [Fact]
    public void Frame_ThatCannotReadWhatCanBeChosen_IsWholeWithoutIt()
    {
        Database.Break();
        var frame = Show("setup");
        Assert.Equal(["Any"], frame.FindAll(".with option").Select(o => o.TextContent));
        Assert.Equal("Settings and cars could not be read.", frame.Find("[role=alert] h2").TextContent); // that much is the page's own
    }

    [Fact]
    public void Frame_OfOnesOwn_HasNoWaysOfItsOwn()
    {
        var frame = Show("setup");
        Assert.Empty(frame.FindAll("nav"));
    }

    [Fact]
    public void Frame_OfSomebodyElse_LeadsToHisPagesWithTheSameFilter()
    {
        var frame = Show("setup", "/players/x/setup?season=f21&gap=60&cursor=z", Room with { Base = "/players/x", IsMine = false });
        Assert.Equal(
            PlayerViews.All.Select(v => ($"/players/x/{v.Path}".TrimEnd('/') + "?season=f21", v.Label, v.Path == "setup" ? "page" : null)),
            frame.FindAll("nav.sections a").Select(a => (a.GetAttribute("href")!, a.TextContent, a.GetAttribute("aria-current"))));
    }

    [Fact]
    public void Frame_ForAGuest_LeadsToTheMatchesBehindHisLink()
    {
        var frame = Show("setup", "/p/secret/setup", Room with { Base = "/p/secret", IsMine = false, Viewer = new Viewer.Guest(Me.UserId) });
        Assert.Equal("/p/secret/matches", frame.FindAll("nav.sections a")[^1].GetAttribute("href"));
    }

    [Fact]
    public void Frame_OfSeveralAccounts_OffersEach()
    {
        var frame = Show("setup", "/setup?season=f21", Room with { Players = [new(Me.Player, "Regular", IsLinked: true, Now), new(Rival.Player, Name: null, IsLinked: true, Now)] });
        Assert.Equal(
            [("Regular", "true", Me.Player), (Rival.Player.ToString(), null, Rival.Player)],
            frame.FindAll("nav.accounts a").Select(a => (a.LastChild!.TextContent.Trim(), a.GetAttribute("aria-current"), a.GetAttribute("href") == $"/setup?season=f21&account={Uri.EscapeDataString(Me.Player.ToString())}" ? Me.Player : Rival.Player)));
    }

    [Fact]
    public async Task Frame_BeforeItsPageIsRead_HasNothingToTakeAlong()
    {
        var gate = Database.Hold();
        var frame = Show("setup");
        await frame.FindAll(".export button")[0].ClickAsync();
        Assert.Equal("There is nothing to take along yet.", frame.Find(".export [role=alert]").TextContent);

        gate.SetResult();
        frame.WaitForAssertion(() => Assert.Equal(3, frame.FindComponent<SetupView>().Instance.Sheets().Count));
        await frame.FindAll(".export button")[1].ClickAsync();
        frame.WaitForAssertion(() => Assert.Equal("regular-settings-and-car.xlsx", Assert.Single(JSInterop.Invocations["rocketPage.save"]).Arguments[0]));
    }

    private IRenderedComponent<PlayerFrame> Show(string view, string? address = null, PlayerRoom? room = null)
    {
        Navigation.NavigateTo(address ?? $"/{view}");
        return Render<PlayerFrame>(p => p.Add(f => f.Room, room ?? Room).Add(f => f.View, PlayerViews.Find(view)!));
    }
}
