using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Search;

namespace RocketTrainer.Tests.Components.Features.Search;

public sealed class SearchBoxTests : StoredComponentTest
{
    public SearchBoxTests(StoredMatches stored)
        : base(stored) => User.SetAuthorized("Regular").SetClaims(new Claim(ClaimTypes.NameIdentifier, Me.UserId.ToString()));

    [Fact]
    public async Task Search_BelowTwoLetters_AsksForMore()
    {
        var box = Render<SearchBox>();
        Assert.Equal("Write two letters or more.", box.Find("[role=status]").TextContent.Trim());
        await WriteAsync(box, " g ");
        Assert.Equal("Write two letters or more.", box.Find("[role=status]").TextContent.Trim());
    }

    [Theory]
    [InlineData("player")]
    [InlineData("boost")]
    [InlineData("ranked st")]
    public async Task Search_OfAWord_ListsWhatIsFoundKindByKind(string text)
    {
        var expected = await Get<Finder>().FindAsync(Viewer, text, isAdministrator: false, Cancel);
        Assert.NotEmpty(expected);
        var box = Render<SearchBox>();
        await WriteAsync(box, text);
        box.WaitForAssertion(() => Assert.Equal(
            expected.GroupBy(f => f.Kind).SelectMany(g => g).Select(f => (f.Href, $"{f.Text} {f.About}".Trim())), box.FindAll(".found a").Select(a => (a.GetAttribute("href")!, a.TextContent.Trim()))));
        Assert.Equal(expected.Select(f => f.Kind).Distinct(StringComparer.Ordinal), box.FindAll("h2").Select(h => h.TextContent));
    }

    [Fact]
    public async Task Search_OfAMatchsAddress_FindsTheMatch()
    {
        var match = (await Get<Core.Replays.ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 1, Cancel)).Items[0];
        var box = Render<SearchBox>();
        await WriteAsync(box, $"https://ballchasing.com/replay/{match.ReplayId}/");
        box.WaitForAssertion(() => Assert.Equal($"/replays/{match.ReplayId}", Assert.Single(box.FindAll(".found a")).GetAttribute("href")));
    }

    [Fact]
    public async Task Search_OfNothingThereIs_SaysSo()
    {
        var box = Render<SearchBox>();
        await WriteAsync(box, "xyzzy");
        box.WaitForAssertion(() => Assert.Equal("Nothing is called so.", box.Find("[role=status]").TextContent.Trim()));
    }

    [Fact]
    public async Task Search_ForAPageOfTheAdministration_FindsItOnlyForThem()
    {
        var mine = await Get<Finder>().FindAsync(Viewer, "admin", isAdministrator: false, Cancel);
        var theirs = await Get<Finder>().FindAsync(Viewer, "admin", isAdministrator: true, Cancel);
        Assert.NotEqual(mine, theirs);
        User.SetClaims(new Claim(ClaimTypes.NameIdentifier, Me.UserId.ToString()), new Claim(ClaimTypes.Role, Roles.Administrator));
        var box = Render<SearchBox>();
        await WriteAsync(box, "admin");
        box.WaitForAssertion(() => Assert.Equal(theirs.Select(f => f.Href), box.FindAll(".found a").Select(a => a.GetAttribute("href"))));
    }

    [Fact]
    public async Task Search_ThatFails_SaysSoAndShowsNothingElse()
    {
        var box = Render<SearchBox>();
        await WriteAsync(box, "boost");
        box.WaitForAssertion(() => Assert.NotEmpty(box.FindAll(".found a")));
        Database.Break();

        await WriteAsync(box, "boost used");
        box.WaitForAssertion(() => Assert.Equal("Searching failed. Try it again in a moment.", box.Find("[role=status]").TextContent.Trim()));

        Database.Mend();
        await WriteAsync(box, "boost");
        box.WaitForAssertion(() => Assert.NotEmpty(box.FindAll(".found a")));
    }

    [Fact]
    public void Search_BeforeThePageListens_TakesNoInput()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.True(Render<SearchBox>().Find("input").HasAttribute("disabled"));
    }

    private static Task WriteAsync(IRenderedComponent<SearchBox> box, string text) => box.Find("input").InputAsync(new() { Value = text });
}
