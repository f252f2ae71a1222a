using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

public sealed class RemappingPageTests(Browser browser)
{
    [Fact]
    public async Task Administrator_WhoWatchesARemapping_SeesItAdvanceWithoutReloading()
    {
        await using var server = await BallchasingServer.StartAsync(TestContext.Current.CancellationToken);
        server.Add(30);
        await using var app = new RocketTrainerApp(server);
        await app.ImportAsync(new { source = "player", playerId = Matches.Hero }, TestContext.Current.CancellationToken);
        var remapping = app.Services.GetRequiredService<Remapping>();
        var visitor = await browser.VisitorAsync();
        await app.SignInAsync(visitor, await app.AdministratorAsync());
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, "admin/remapping").ToString());
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Every stored match is up to date");

        await using (var db = app.OpenDatabase())
            await db.ReplayPayloads.ExecuteUpdateAsync(s => s.SetProperty(p => p.MapperVersion, 0), TestContext.Current.CancellationToken);
        Assert.True(await remapping.LookAsync(TestContext.Current.CancellationToken));
        await Expect(Fact(page, "Still to read")).ToHaveTextAsync("30");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Waiting to begin");
        await remapping.RunAsync(TestContext.Current.CancellationToken);

        await Expect(Fact(page, "Read again")).ToHaveTextAsync("30");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Every stored match is up to date");
        await Expect(page.GetByText("Last run finished")).ToBeVisibleAsync();
    }

    private static ILocator Fact(IPage page, string name) => page.Locator("dl div", new() { HasText = name }).Locator("dd");
}
