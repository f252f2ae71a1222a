using Bunit;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class NotNamedPageTests : PersonComponentTest
{
    public NotNamedPageTests(EmptyDatabase empty)
        : base(empty) => User.SetNotAuthorized(); // it is for everybody

    [Fact]
    public async Task Request_WithoutAnAccount_SaysSoAtItsField()
    {
        await ClearAsync<NameRemoval>();
        var page = Show<NotNamedPage>("/not-named");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".mud-input-error")));
        Assert.Empty(await Get<NameRemovals>().ListAsync(10, Cancel));
    }

    [Fact]
    public async Task Request_OfAStranger_IsFiledForAnAdministrator()
    {
        await ClearAsync<NameRemoval>();
        var page = await AskAsync("steam:76561190000000404");
        page.WaitForAssertion(() => Assert.Equal("Your request is filed", page.Find("[role=status] h2").TextContent));
        Assert.Empty(page.FindAll("form"));
        var removal = Assert.Single(await Get<NameRemovals>().ListAsync(10, Cancel));
        Assert.Equal(("steam:76561190000000404", RemovalState.Requested), (removal.PlayerId, removal.State));
    }

    [Fact]
    public async Task Request_ThatCannotBeFiled_SaysSoAndKeepsWhatWasTyped()
    {
        Database.Break();
        var page = await AskAsync("steam:76561190000000405");
        page.WaitForAssertion(() => Assert.Equal("Your request could not be filed.", page.Find("section.error h2").TextContent));
        Assert.Equal("steam:76561190000000405", Field(page, "Account").GetAttribute("value"));
        Assert.False(Button(page, "Ask for it").HasAttribute("disabled"));
    }

    private async Task<IRenderedComponent<NotNamedPage>> AskAsync(string account)
    {
        var page = Show<NotNamedPage>("/not-named");
        await Field(page, "Account").ChangeAsync(new() { Value = account });
        await page.Find("form").SubmitAsync();
        return page;
    }
}
