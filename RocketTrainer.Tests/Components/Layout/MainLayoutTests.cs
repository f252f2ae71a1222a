using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Components.Layout;
using RocketTrainer.Web.Features.Players;

namespace RocketTrainer.Tests.Components.Layout;

public sealed class MainLayoutTests : ComponentTest
{
    [Fact]
    public void Layout_WithoutAKeyInDevelopment_SaysThatEverythingIsInvented() =>
        Assert.Contains("no real players", Render<MainLayout>().Markup, StringComparison.Ordinal);

    [Fact]
    public void Layout_EveryWay_IsOneLinkOfTheRail()
    {
        User.SetAuthorized("Boss").SetRoles(Roles.Administrator);
        var links = Render<MainLayout>().FindAll("nav a");
        Assert.Equal(Navigation.Entries.Select(e => e.Href), links.Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void Layout_BetweenOnesOwnPages_KeepsTheFilterAndTheAccount()
    {
        User.SetAuthorized("Hero");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/trends?season=f21&result=win&account=x&stat=core.goals");
        var hrefs = Render<MainLayout>().FindAll("nav a").Select(a => a.GetAttribute("href")!).ToDictionary(h => h.Split('?')[0], StringComparer.Ordinal);
        Assert.All(PlayerViews.All, view => Assert.Equal($"{view.Path}?season=f21&result=win&account=x", hrefs[view.Path]));
        Assert.All(hrefs.Keys.Where(path => PlayerViews.Find(path) is null), path => Assert.Equal(path, hrefs[path]));
    }

    [Theory]
    [InlineData("/replays?player=x&season=f21")]
    [InlineData("/players/x/trends?season=f21")]
    public void Layout_FromElsewhere_LeadsToOnesOwnPagesWithoutAFilter(string address)
    {
        User.SetAuthorized("Hero");
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        Assert.Contains("trends", Render<MainLayout>().FindAll("nav a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void Layout_ForAPlayer_HasNoWayIntoAdministration()
    {
        User.SetAuthorized("Hero").SetRoles(Roles.Player);
        var links = Render<MainLayout>().FindAll("nav a").Select(a => a.GetAttribute("href")).ToList();
        Assert.DoesNotContain("admin/users", links);
        Assert.Equal(Navigation.Entries.Length - 1, links.Count);
    }

    [Fact]
    public void Layout_ForNobody_OffersToSignInAndNoWays()
    {
        var layout = Render<MainLayout>();
        Assert.Empty(layout.FindAll("nav a"));
        Assert.Equal("/sign-in", layout.Find("header a.way").GetAttribute("href"));
    }

    [Fact]
    public void Layout_SkipLink_StaysOnThePage()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/replays?playlist=ranked-doubles");
        Assert.Equal("/replays?playlist=ranked-doubles#main", Render<MainLayout>().Find("a.skip").GetAttribute("href"));
    }

    [Fact]
    public void Layout_APageThatFails_LeavesTheFrameStanding()
    {
        User.SetAuthorized("Hero");
        RenderFragment broken = _ => throw new InvalidOperationException("broken page");
        var layout = Render<MainLayout>(p => p.Add(x => x.Body, broken));
        Assert.Contains("Nothing that was stored is lost.", layout.Find("main [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(layout.FindAll("nav a"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SandboxBanner_IsThereOnlyWhileVisible(bool visible) => Assert.Equal(visible,
        Render<SandboxBanner>(p => p.Add(x => x.Visible, visible)).Markup.Contains("no real players", StringComparison.Ordinal));
}
