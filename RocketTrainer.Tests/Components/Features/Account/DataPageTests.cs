using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class DataPageTests(EmptyDatabase empty) : PersonComponentTest(empty)
{
    private const string Export = "section[aria-labelledby=export]";

    [Fact]
    public void Page_BeforeItIsRead_DeletesNothing()
    {
        var gate = Database.Hold();
        var page = Show<DataPage>("/account/data");
        Assert.True(Button(page, "Delete my account").HasAttribute("disabled"));

        gate.SetResult();
        page.WaitForAssertion(() => Assert.Equal($"Type {Name} to confirm", page.Find("section.danger label").TextContent.Trim()));
        Assert.True(Button(page, "Delete my account").HasAttribute("disabled")); // nobody has typed it
    }

    [Fact]
    public async Task Page_ThatCannotBeRead_SaysSoAndTriesAgain()
    {
        Database.Break();
        var page = Show<DataPage>("/account/data");
        page.WaitForAssertion(() => Assert.Equal("That could not be done.", page.Find("section.error h2").TextContent));
        Database.Mend();
        await page.Find("section.error button").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section.error")));
    }

    [Fact]
    public async Task Export_AskedFor_IsBeingMade()
    {
        var page = Show<DataPage>("/account/data");
        await Button(page, "Make the export").ClickAsync();
        page.WaitForAssertion(() => Assert.StartsWith("It is being made.", page.Find($"{Export} [role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(ExportState.Queued, (await Get<PersonalExports>().FindAsync(Me, Cancel))!.State);
    }

    [Fact]
    public async Task Export_ThatIsReady_CanBeFetched()
    {
        var export = Made(ExportState.Ready);
        await StoreAsync(export);
        var page = Show<DataPage>("/account/data");
        page.WaitForAssertion(() => Assert.StartsWith("Ready, 48 KB.", page.Find($"{Export} [role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal($"/account/export/{export.Id}", page.Find($"{Export} a").GetAttribute("href"));
    }

    [Fact]
    public async Task Export_ThatFailed_CanBeTriedAgain()
    {
        await StoreAsync(Made(ExportState.Failed));
        var page = Show<DataPage>("/account/data");
        page.WaitForAssertion(() => Assert.StartsWith("It could not be made.", page.Find($"{Export} [role=alert]").TextContent, StringComparison.Ordinal));
        await Button(page, "Try it again").ClickAsync();
        page.WaitForAssertion(() => Assert.StartsWith("It is being made.", page.Find($"{Export} [role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Account_OfTheServer_CannotBeDeleted()
    {
        SignIn(Core.Accounts.User.DemoId);
        var page = Show<DataPage>("/account/data");
        page.WaitForAssertion(() => Assert.Equal("This account belongs to the server and can't be deleted.", page.FindAll("section.danger p")[^1].TextContent));
        Assert.False(AccountDeletion.IsPossible(Core.Accounts.User.DemoId));
    }

    private PersonalExport Made(ExportState state) => new()
    {
        Id = Guid.NewGuid(), UserId = Me, State = state, RequestedAt = Now.AddHours(-1), FinishedAt = Now.AddHours(-1),
        ExpiresAt = state == ExportState.Ready ? Now.AddDays(2) : null, Size = state == ExportState.Ready ? (47 * 1024) + 1 : null,
    };
}
