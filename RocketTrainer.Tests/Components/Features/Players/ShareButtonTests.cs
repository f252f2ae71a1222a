using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players;

namespace RocketTrainer.Tests.Components.Features.Players;

public sealed class ShareButtonTests(StoredMatches stored) : StoredComponentTest(stored)
{
    [Theory]
    [InlineData(ProfileVisibility.Private, null, "You show your matches to nobody")]
    [InlineData(ProfileVisibility.Team, null, "Your teams see this")]
    [InlineData(ProfileVisibility.Public, null, "Whoever is signed in here sees this.")]
    [InlineData(ProfileVisibility.Public, "secret", "Whoever has this link sees this, without signing in.")]
    public async Task Share_OnesOwnView_GivesTheAddressAndSaysWhoGetsIn(ProfileVisibility visibility, string? link, string who)
    {
        await SetVisibilityAsync(visibility, link);
        var share = await OpenAsync(Room);
        Assert.StartsWith(who, share.Find(".panel p").TextContent, StringComparison.Ordinal);
        var expected = $"http://localhost{(link is null ? $"/players/{Me.Player}" : $"/p/{link}")}/trends?season=f21";
        Assert.Equal((expected, expected), (share.Find("code").TextContent, share.Find("button.copy").GetAttribute("data-copy")));
        Assert.Equal("/account/privacy", share.Find(".panel a").GetAttribute("href"));
    }

    [Fact]
    public async Task Share_SomebodyElsesView_SaysThatEverybodySeesWhatHeMay()
    {
        var share = await OpenAsync(Room with { IsMine = false, Player = Rival.Player, Base = $"/players/{Rival.Player}" });
        Assert.Equal("Whoever opens it sees as much of it as he may see of this player.", share.Find(".panel p").TextContent);
        Assert.Equal($"http://localhost/players/{Rival.Player}/trends?season=f21", share.Find("code").TextContent);
        Assert.Empty(share.FindAll(".panel a"));
    }

    [Fact]
    public async Task Share_ForAGuest_GivesTheLinkThatHeHas()
    {
        var share = await OpenAsync(Room with { IsMine = false, Viewer = new Viewer.Guest(Me.UserId), Base = "/p/secret" });
        Assert.Equal("http://localhost/trends?season=f21", share.Find("code").TextContent);
    }

    [Fact]
    public async Task Share_OnesOwnMatch_LeadsBehindTheProfilesLinkWhereAGuestSeesIt()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        var match = (await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 1, Cancel)).Items[0].ReplayId;
        var share = await OpenMatchAsync(match);
        Assert.Equal(($"http://localhost/p/secret/{match}?player=x", "Whoever has this link sees this, without signing in."), (share.Find("code").TextContent, share.Find(".panel p").TextContent));
    }

    [Fact]
    public async Task Share_AMatchThatTheProfileDoesNotShow_StaysWhereItIs()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        var match = (await Get<ReplayQueries>().ListAsync(new Viewer.Person(Rival.UserId), new() { Player = Rival.Player, Result = null }, cursor: null, 200, Cancel)).Items.Select(r => r.ReplayId).ToList();
        var mine = (await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 200, Cancel)).Items.Select(r => r.ReplayId);
        var his = match.Except(mine).First();
        var share = await OpenMatchAsync(his);
        Assert.Equal(($"http://localhost/replays/{his}?player=x", "Whoever opens it sees it if he may see this match."), (share.Find("code").TextContent, share.Find(".panel p").TextContent));
    }

    private async Task<IRenderedComponent<ShareButton>> OpenMatchAsync(Guid match)
    {
        Navigation.NavigateTo($"/replays/{match}?player=x");
        var share = Render<ShareButton>(p => p.Add(s => s.Viewer, Viewer).Add(s => s.IsMine, _ => Task.FromResult(true)).Add(s => s.Match, match).Add(s => s.Page, $"/replays/{match}").Add(s => s.Behind, $"/{match}"));
        await share.Find("button").ClickAsync();
        return share;
    }

    [Fact]
    public async Task Share_ClickedAgain_IsGone()
    {
        var share = await OpenAsync(Room);
        Assert.Equal("true", share.Find("button").GetAttribute("aria-expanded"));
        await share.Find("button").ClickAsync();
        Assert.Empty(share.FindAll(".panel"));
        Assert.Equal("false", share.Find("button").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task Share_WhereItCannotBeReadWhoGetsIn_GivesNoAddress()
    {
        Database.Break();
        var share = await OpenAsync(Room);
        Assert.Equal("Who would see this could not be read. Try it again in a moment.", share.Find("[role=alert]").TextContent);
        Assert.Empty(share.FindAll(".panel"));

        Database.Mend();
        await share.Find("button").ClickAsync();
        share.WaitForAssertion(() => Assert.Single(share.FindAll(".panel")));
        Assert.Empty(share.FindAll("[role=alert]"));
    }

    private async Task<IRenderedComponent<ShareButton>> OpenAsync(PlayerRoom room)
    {
        Navigation.NavigateTo("/trends?season=f21");
        var share = Render<ShareButton>(p => p.Add(s => s.Viewer, room.Viewer).Add(s => s.IsMine, _ => Task.FromResult(room.IsMine)).Add(s => s.Page, $"/players/{room.Player}/trends").Add(s => s.Behind, "/trends"));
        await share.Find("button").ClickAsync();
        return share;
    }
}
