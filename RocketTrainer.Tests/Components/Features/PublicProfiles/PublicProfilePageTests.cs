using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players.Dashboard;
using RocketTrainer.Web.Features.Players.Trend;
using RocketTrainer.Web.Features.PublicProfiles;

namespace RocketTrainer.Tests.Components.Features.PublicProfiles;

public sealed class PublicProfilePageTests(StoredMatches stored) : StoredComponentTest(stored)
{
    private const string Link = "secret";

    [Fact]
    public async Task Profile_WhileItIsRead_IsLoading()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, Link);
        var gate = Database.Hold();
        var page = Show();
        Assert.Equal("Loading the profile", page.Find("[aria-busy=true] .unseen").TextContent);
        gate.SetResult();
        page.WaitForAssertion(() => Assert.True(page.HasComponent<DashboardView>()));
        Assert.Equal("Regular", page.Find("header.who .name").TextContent);
    }

    [Fact]
    public async Task Profile_ThatCannotBeRead_SaysSoAndTriesAgain()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, Link);
        Database.Break();
        var page = Show();
        page.WaitForAssertion(() => Assert.Equal("This profile could not be read.", page.Find("section.error h2").TextContent));
        Database.Mend();
        await page.Find("section.error button").ClickAsync();
        page.WaitForAssertion(() => Assert.True(page.HasComponent<DashboardView>()));
    }

    [Theory]
    [InlineData(ProfileVisibility.Public, "another")]
    [InlineData(ProfileVisibility.Team, Link)]
    public async Task Profile_WithoutThisLinkOrNotPublic_LeadsNowhere(ProfileVisibility visibility, string link)
    {
        await SetVisibilityAsync(visibility, link);
        var page = Show();
        page.WaitForAssertion(() => Assert.Equal("This link leads nowhere", page.Find("h1").TextContent));
        Assert.DoesNotContain("Regular", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_WithoutAProvenAccount_ShowsNoMatches()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, Link);
        await ProveAsync(proven: false);
        try
        {
            var page = Show();
            page.WaitForAssertion(() => Assert.Equal("Nothing to show", page.Find("h1").TextContent));
        }
        finally
        {
            await ProveAsync(proven: true);
        }
    }

    [Fact]
    public async Task Profile_OneOfItsPages_IsThatView()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, Link);
        var page = Show("trends");
        page.WaitForAssertion(() => Assert.True(page.HasComponent<TrendsView>()));
        Assert.Equal("Trends", page.Find("nav.sections [aria-current=page]").TextContent);
    }

    [Fact]
    public async Task Profile_APageThatIsNone_SaysSo()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, Link);
        var page = Show("nonsense");
        page.WaitForAssertion(() => Assert.Equal("There is no such page", page.Find("h1").TextContent));
        Assert.Equal($"/p/{Link}", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Matches_PageByPage_StayBehindTheLink()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, Link);
        var expected = await Get<ReplayQueries>().ListAsync(new Viewer.Guest(Me.UserId), Mine, cursor: null, 50, Cancel);
        var page = Show("matches");
        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll("tbody tr").Count));
        Assert.Equal(
            expected.Items.Select(r => $"/p/{Link}/{r.ReplayId}?player={Uri.EscapeDataString(Me.Player.ToString())}"), page.FindAll("tbody a[data-row]").Select(a => a.GetAttribute("href")));
        Assert.Equal(["Older matches"], page.FindAll("nav.pages a").Select(a => a.TextContent));

        page = Show("matches", page.Find("nav.pages a").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(["Newest matches", "Older matches"], page.FindAll("nav.pages a").Select(a => a.TextContent)));
        Assert.DoesNotContain(expected.Items[0].ReplayId.ToString(), page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<PublicProfilePage> Show(string? view = null, string? address = null)
    {
        Navigation.NavigateTo(address ?? $"/p/{Link}/{view}");
        return Render<PublicProfilePage>(p => p.Add(x => x.Link, Link).Add(x => x.View, view));
    }

    private async Task ProveAsync(bool proven)
    {
        await using var db = Database.CreateDbContext();
        await db.LinkedAccounts.Where(a => a.UserId == Me.UserId)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.VerifiedAt, proven ? Now : null).SetProperty(a => a.Proof, proven ? AccountProof.SignIn : null), Cancel);
    }
}
