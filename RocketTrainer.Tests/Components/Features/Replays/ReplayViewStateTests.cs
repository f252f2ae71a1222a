using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

/// <summary>What a match's page shows before it is read, where there is none, and which ways lead on.</summary>
public sealed class ReplayViewStateTests(StoredMatches stored) : StoredComponentTest(stored)
{
    [Fact]
    public async Task Match_WhileItIsRead_IsLoading()
    {
        var match = (await MatchesAsync(1))[0];
        var gate = Database.Hold();
        var view = Show(match.ReplayId);
        Assert.Equal("Loading the match", view.Find("[aria-busy=true] .unseen").TextContent);
        Assert.Empty(view.FindAll("section.part"));
        gate.SetResult();
        view.WaitForAssertion(() => Assert.Equal(6, view.FindAll(".board tbody tr").Count));
    }

    [Fact]
    public async Task Match_ThatCannotBeRead_SaysSoAndTriesAgain()
    {
        var match = (await MatchesAsync(1))[0];
        Database.Break();
        var view = Show(match.ReplayId);
        view.WaitForAssertion(() => Assert.Equal("This match could not be read.", view.Find("section.error h2").TextContent));
        Database.Mend();
        await view.Find("section.error button").ClickAsync();
        view.WaitForAssertion(() => Assert.Equal(6, view.FindAll(".board tbody tr").Count));
    }

    [Theory]
    [InlineData(null, "/replays")]
    [InlineData("/p/secret", "/p/secret")]
    public void Match_ThatIsNotHere_LeadsBackToTheOthers(string? back, string href)
    {
        var view = Show(Guid.NewGuid(), back: back);
        view.WaitForAssertion(() => Assert.Equal("This match isn't here", view.Find("h1").TextContent));
        Assert.Equal(href, view.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Match_OfAPlayer_HasThePlayersOlderAndNewerOnes()
    {
        var matches = await MatchesAsync(3);
        var view = Show(matches[1].ReplayId, Me.Player.ToString());
        view.WaitForAssertion(() => Assert.Equal([("prev", "Older", Address(matches[2])), ("next", "Newer", Address(matches[0]))], Neighbours(view)));
        Assert.Equal($"/replays?player={Uri.EscapeDataString(Me.Player.ToString())}", view.Find("a.back").GetAttribute("href"));

        view = Show(matches[0].ReplayId, Me.Player.ToString());
        view.WaitForAssertion(() => Assert.Equal([("prev", "Older", Address(matches[1]))], Neighbours(view))); // there is no newer one

        string Address(ReplayRow match) => $"/replays/{match.ReplayId}?player={Uri.EscapeDataString(Me.Player.ToString())}";
    }

    [Fact]
    public async Task Match_OfTheLibrary_HasItsOlderAndNewerOnes()
    {
        var matches = (await Get<ReplayQueries>().ListAsync(Viewer, ReplayFilter.All, cursor: null, 3, Cancel)).Items;
        var view = Show(matches[1].ReplayId);
        view.WaitForAssertion(() => Assert.Equal([("prev", "Older", $"/replays/{matches[2].ReplayId}"), ("next", "Newer", $"/replays/{matches[0].ReplayId}")], Neighbours(view)));
        Assert.Equal("/replays", view.Find("a.back").GetAttribute("href"));
    }

    [Fact]
    public async Task Match_SomebodyIsNotIn_IsLookedAtFromNobodysSide()
    {
        var match = (await MatchesAsync(1))[0];
        var view = Show(match.ReplayId, "steam:76561190000000404");
        view.WaitForAssertion(() => Assert.Equal("/replays", view.Find("a.back").GetAttribute("href")));
        Assert.Equal("All matches", view.Find("a.back").TextContent.Trim());
        Assert.Empty(view.FindAll("tr.viewer"));
        Assert.All(Neighbours(view), n => Assert.DoesNotContain("player=", n.Href, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Match_BehindALink_KeepsItsWaysThere()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        var guest = new Viewer.Guest(Me.UserId);
        var matches = (await Get<ReplayQueries>().ListAsync(guest, Mine, cursor: null, 3, Cancel)).Items;
        var view = Show(matches[1].ReplayId, Me.Player.ToString(), "/p/secret", guest);
        view.WaitForAssertion(() => Assert.Equal(2, Neighbours(view).Count));
        Assert.Equal([matches[2].ReplayId, matches[0].ReplayId], Neighbours(view).Select(n => Guid.Parse(n.Href["/p/secret/".Length..].Split('?')[0])));
        Assert.Equal("/p/secret", view.Find("a.back").GetAttribute("href"));
        Assert.Empty(view.FindAll(".journal"));
    }

    private async Task<IReadOnlyList<ReplayRow>> MatchesAsync(int count) => (await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, count, Cancel)).Items;

    private IRenderedComponent<ReplayView> Show(Guid id, string? player = null, string? back = null, Viewer? viewer = null) =>
        Render<ReplayView>(p => p.Add(v => v.Viewer, viewer ?? Viewer).Add(v => v.Id, id).Add(v => v.Player, player).Add(v => v.Back, back));

    private static List<(string? Rel, string Text, string Href)> Neighbours(IRenderedComponent<ReplayView> view) =>
        [.. view.FindAll("a.neighbour").Select(a => (a.GetAttribute("rel"), a.TextContent, a.GetAttribute("href")!))];
}
