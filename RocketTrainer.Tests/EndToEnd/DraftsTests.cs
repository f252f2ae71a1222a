using Microsoft.Playwright;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>What stands in a form that wasn't sent yet is there again when the page had to be read anew.</summary>
public sealed class DraftsTests(Browser browser) : IAsyncDisposable
{
    private readonly RocketTrainerApp _app = new(environment: "Development", settings: ("Ballchasing:Sandbox", "On"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("account", "Display name")]
    [InlineData("account/keys", "What is it for?")]
    [InlineData("account/accounts", "Name in the game")]
    [InlineData("teams", "Name")]
    [InlineData("imports", "Account")]
    [InlineData("not-named", "Anything we should know")]
    public async Task Field_OfAFormThatWasNotSent_IsFilledAgainAfterAReload(string path, string label)
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, path);
        var field = page.GetByLabel(label, new() { Exact = true });
        await field.FillAsync("half a th");
        await field.BlurAsync(); // the server knows it now, but it is in no database

        await page.ReloadAsync();

        await Expect(field).ToHaveValueAsync("half a th");
    }

    [Fact]
    public async Task Form_Sent_LeavesNoDraft()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, "teams");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Night shift");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the team" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Night shift" })).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("sessionStorage.length"));
    }

    [Fact]
    public async Task Form_LeftForAnotherPage_IsAsItWas()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, "account");
        var field = page.GetByLabel("Display name", new() { Exact = true });
        var stored = await field.InputValueAsync();
        await field.FillAsync("somebody else");
        await page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Glossary" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Glossary", Level = 1 })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(field).ToHaveValueAsync(stored);
    }

    [Fact]
    public async Task Secrets_AreNoDrafts()
    {
        await using var visitor = await browser.VisitorAsync();
        foreach (var path in new[] { "account/ballchasing", "account/notifications" })
        {
            var page = await OpenAsync(visitor, path);
            await page.Locator("main input[type=password]").FillAsync("https://example.com/secret");
            Assert.Equal(0, await page.EvaluateAsync<int>("sessionStorage.length"));
        }
    }

    private async Task<IPage> OpenAsync(IBrowserContext visitor, string path)
    {
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(_app.Address, path).ToString());
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        return page;
    }
}
