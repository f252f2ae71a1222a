using System.Security.Claims;
using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.PublicProfiles;
using RocketTrainer.Web.Features.Replays;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

/// <summary>A match and a list of matches can be shown to others, and they see the same.</summary>
public sealed class SharedMatchesTests(StoredMatches stored) : StoredComponentTest(stored)
{
    private string Player => Uri.EscapeDataString(Me.Player.ToString());

    [Fact]
    public async Task List_OfOnesOwnMatches_IsSharedWithItsFilterBehindTheLink()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        SignIn();
        Navigation.NavigateTo($"/replays?player={Player}&result=win");
        var list = Render<ReplayList>();
        list.WaitForAssertion(() => Assert.Equal(50, list.FindAll("tbody tr").Count));
        await list.Find(".share button").ClickAsync();
        Assert.Equal($"http://localhost/p/secret/matches?player={Player}&result=win", list.Find(".share code").TextContent);

        var (mine, address) = (list.FindAll("tbody a[data-row]").Select(a => a.TextContent).ToList(), list.Find(".share code").TextContent);
        Navigation.NavigateTo(address);
        var shared = Render<PublicProfilePage>(p => p.Add(x => x.Link, "secret").Add(x => x.View, "matches"));
        shared.WaitForAssertion(() => Assert.Equal(mine, shared.FindAll("tbody a[data-row]").Select(a => a.TextContent)));
        Assert.Equal("win", shared.Find(".result select").GetAttribute("value"));
        Assert.Equal($"http://localhost/p/secret/matches?player={Player}&result=win&cursor=", shared.FindAll(".pages a").Single(a => a.TextContent == "Older matches").GetAttribute("href")![..^Cursor(shared)]);

        static int Cursor(IRenderedComponent<PublicProfilePage> page) => page.Find(".pages a").GetAttribute("href")!.Split("cursor=")[1].Length;
    }

    [Fact]
    public void List_OfTheWholeLibrary_IsNobodyElses()
    {
        SignIn();
        Navigation.NavigateTo("/replays");
        var list = Render<ReplayList>();
        list.WaitForAssertion(() => Assert.NotEmpty(list.FindAll("tbody tr")));
        Assert.Empty(list.FindAll(".share"));
    }

    [Fact]
    public async Task SharedList_AFilterThatIsWrong_IsToldAtItsField()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        Navigation.NavigateTo("/p/secret/matches?season=zz");
        var shared = Render<PublicProfilePage>(p => p.Add(x => x.Link, "secret").Add(x => x.View, "matches"));
        shared.WaitForAssertion(() => Assert.Equal("This filter can't be read", shared.Find(".empty h2").TextContent));
        Assert.Equal("'zz' is not a season: write 1 to 14, or f1 and up.", shared.Find("#wrong-season").TextContent);
    }

    [Fact]
    public async Task SharedList_NothingUnderTheFilter_SaysSo()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        Navigation.NavigateTo("/p/secret/matches?before=2020-01-01");
        var shared = Render<PublicProfilePage>(p => p.Add(x => x.Link, "secret").Add(x => x.View, "matches"));
        shared.WaitForAssertion(() => Assert.Equal("Nothing fits this filter", shared.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task Match_OfOnesOwn_IsSharedBehindTheLink()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        var match = (await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 1, Cancel)).Items[0].ReplayId;
        Navigation.NavigateTo($"/replays/{match}");
        var view = Render<ReplayView>(p => p.Add(v => v.Viewer, Viewer).Add(v => v.Id, match).Add(v => v.Player, Me.Player.ToString()));
        view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll(".board tbody tr")));
        await view.Find(".share button").ClickAsync();
        Assert.Equal($"http://localhost/p/secret/{match}", view.Find(".share code").TextContent);

        var shared = Render<SharedReplayPage>(p => p.Add(x => x.Link, "secret").Add(x => x.Id, match));
        shared.WaitForAssertion(() => Assert.NotEmpty(shared.FindAll(".board tbody tr")));
    }

    [Fact]
    public async Task Profile_WithAMainPlaylist_IsAboutThat()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        Navigation.NavigateTo("/p/secret/trends");
        await SetMainPlaylistAsync("ranked-duels");
        try
        {
            var page = Render<PublicProfilePage>(p => p.Add(x => x.Link, "secret").Add(x => x.View, "trends"));
            page.WaitForAssertion(() => Assert.Equal("ranked-duels", page.FindComponent<PlayerFrame>().Instance.Room.MainPlaylist));
            Assert.DoesNotMatch(@"(?i)\byou(r|rs|rself)?\b", string.Concat(page.Nodes.Select(n => n.TextContent)));
        }
        finally
        {
            await SetMainPlaylistAsync(null);
        }
    }

    private void SignIn() => User.SetAuthorized("Regular").SetClaims(new Claim(ClaimTypes.NameIdentifier, Me.UserId.ToString()));
}
