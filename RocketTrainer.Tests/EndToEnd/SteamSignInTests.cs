using Microsoft.Playwright;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The way to Steam and back in a real browser, which decides by itself what cookies go along.</summary>
public sealed class SteamSignInTests(Browser browser)
{
    [Fact]
    public async Task SignIn_OwnerAgrees_ComesBackSignedIn()
    {
        await using var host = await StartAsync();
        await using var visitor = await browser.VisitorAsync();
        var page = await GoToSteamAsync(host, visitor);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(host.Address + "/who?private=1");
        await Expect(page.GetByText("https://steamcommunity.com/openid/id/" + host.Provider.SteamId)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_OwnerDeclines_ComesBackToTheSignInPage()
    {
        await using var host = await StartAsync();
        await using var visitor = await browser.VisitorAsync();
        var page = await GoToSteamAsync(host, visitor);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(host.Address + "/sign-in?error=cancelled");
    }

    /// <summary>The app is at 127.0.0.1 and Steam at localhost: for a browser these are two sites.</summary>
    private static Task<SteamSignInHost> StartAsync() =>
        SteamSignInHost.StartAsync(TestContext.Current.CancellationToken, o => o.AuthenticationEndpoint = new UriBuilder(o.AuthenticationEndpoint) { Host = "localhost" }.Uri);

    private static async Task<IPage> GoToSteamAsync(SteamSignInHost host, IBrowserContext visitor)
    {
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(host.Address + "/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in at Steam" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading)).ToContainTextAsync(host.Address);
        return page;
    }
}
