using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Playwright;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

public sealed partial class LiveImportTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstPage_OneClickOnSandboxData_BringsFiveHundredReplaysInAMinute()
    {
        await using var app = new RocketTrainerApp(environment: "Development", settings: ("Ballchasing:Sandbox", "On"));
        await using var visitor = await browser.VisitorAsync();
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await Expect(page.GetByText("Sandbox:")).ToBeVisibleAsync();

        await ClickWhenInteractiveAsync(page.GetByRole(AriaRole.Button, new() { NameRegex = BringIn() }).First);

        await Expect(page.Locator(".arrivals li").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator(".import .done strong")).ToHaveTextAsync(FiveHundredOrMore(), new() { Timeout = 60_000 });
        await using var db = app.OpenDatabase();
        Assert.InRange(db.Replays.Count(), 490, 600);
        await page.GetByRole(AriaRole.Link, new() { Name = "See the matches" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(51);
    }

    [Fact]
    public async Task ImportPage_TwoBrowsers_SeeTheSameImportMoveAndLeaveNoSubscriberBehind()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(60);
        var bothHaveSeenTheMiddle = new TaskCompletionSource();
        for (var older = 1; older <= 30; older++)
            server.Misbehave(Matches.Id(older), Answers.After(bothHaveSeenTheMiddle.Task, Answers.Json(200, Matches.Detail(older).Bytes())));
        await using var app = new RocketTrainerApp(server, settings: ("Ballchasing:Timeout", "00:02:00"));
        var address = app.Address;
        using var watchers = new MetricCollector<int>(null, "RocketTrainer.Live", "rockettrainer.live.watchers");
        var id = (await app.StartImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel)).GetProperty("id").GetGuid();

        await using var one = await browser.VisitorAsync();
        await using var other = await browser.VisitorAsync(width: 390, height: 844, ColorScheme.Light);
        await app.SignInAsync(one, await app.AdministratorAsync());
        await app.SignInAsync(other, await app.AdministratorAsync());
        var pages = new[] { await one.NewPageAsync(), await other.NewPageAsync() };
        await Task.WhenAll(pages.Select(p => p.GotoAsync(new Uri(address, $"imports/{id}").ToString())));

        // Both see it under way, and both see it end; neither is reloaded.
        await Task.WhenAll(pages.Select(p => p.EvaluateAsync("window.notReloaded = true")));
        await Task.WhenAll(pages.Select(p => Expect(p.Locator(".import .state")).ToHaveTextAsync("Running")));
        await Task.WhenAll(pages.Select(p => Expect(p.Locator(".import .done strong")).ToHaveTextAsync("30")));
        bothHaveSeenTheMiddle.SetResult();
        await Task.WhenAll(pages.Select(p => Expect(p.Locator(".arrivals li").First).ToBeVisibleAsync()));
        await Task.WhenAll(pages.Select(p => Expect(p.Locator(".import .done strong")).ToHaveTextAsync("60", new() { Timeout = 30_000 })));
        await Task.WhenAll(pages.Select(p => Expect(p.Locator(".import .state")).ToHaveTextAsync("Done")));
        Assert.All(await Task.WhenAll(pages.Select(p => p.EvaluateAsync<bool>("window.notReloaded"))), Assert.True);

        var topic = app.Services.GetRequiredService<ImportFeed>().Topic((await app.Services.GetRequiredService<ImportService>().FindAsync(new Viewer.Person(User.BootstrapId), id, Cancel))!);
        Assert.True(topic.IsWatched);
        await Task.WhenAll(pages.Select(p => p.GetByRole(AriaRole.Link, new() { Name = "Matches", Exact = true }).ClickAsync()));
        await Task.WhenAll(pages.Select(p => Expect(p.GetByRole(AriaRole.Heading, new() { Name = "Matches", Exact = true })).ToBeVisibleAsync()));
        while (watchers.GetMeasurementSnapshot().Sum(m => m.Value) != pages.Length) // each frame goes on hearing of imports that end
            await watchers.WaitForMeasurementsAsync(watchers.GetMeasurementSnapshot().Count + 1, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.False(topic.IsWatched);
    }

    [Fact]
    public async Task ImportForm_WrongInput_SaysWhatIsWrongAndStartsNothing()
    {
        await using var app = new RocketTrainerApp(environment: "Development", settings: ("Ballchasing:Sandbox", "On"));
        await using var visitor = await browser.VisitorAsync();
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, "imports").ToString());
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Start import" });
        var wrong = page.GetByText("17-digit SteamID64, beginning with 7656");

        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await page.GetByLabel("Account").FillAsync("steam:123");
        await start.ClickAsync();

        await Expect(wrong).ToBeVisibleAsync();
        await using var db = app.OpenDatabase();
        Assert.Equal(0, db.Imports.Count());
    }

    [Fact]
    public async Task ImportForm_GroupThenSingleReplays_BringsInWhatTheyName()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(3);
        await using var app = new RocketTrainerApp(server);
        await using var visitor = await browser.VisitorAsync();
        await app.SignInAsync(visitor, await app.AdministratorAsync());
        var page = await visitor.NewPageAsync();

        await page.GotoAsync(new Uri(app.Address, "imports").ToString());
        await ClickWhenInteractiveAsync(page.GetByText("A group"));
        await page.GetByLabel("Group").FillAsync("https://ballchasing.com/group/scrim-night-abc");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start import" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(OneImport()); // the list shows the import, too, for a moment
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Import of Group scrim-night-abc", Exact = true, Level = 1 })).ToBeAttachedAsync();
        await Expect(page.Locator(".import .done strong")).ToHaveTextAsync("3");

        await page.GotoAsync(new Uri(app.Address, "imports").ToString());
        await ClickWhenInteractiveAsync(page.Locator(".sources").GetByText("Replays"));
        await page.GetByLabel("Replays").FillAsync($"https://ballchasing.com/replay/{Matches.Id(1)}\n{Matches.Id(2)}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start import" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(OneImport()); // the list shows the import, too, for a moment
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Import of 2 replays", Exact = true, Level = 1 })).ToBeAttachedAsync();
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Done");
    }

    /// <summary>A button on a prerendered page does nothing until the circuit is there.</summary>
    private static async Task ClickWhenInteractiveAsync(ILocator button)
    {
        await Expect(button.Page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await button.ClickAsync();
    }

    [GeneratedRegex("/imports/.", RegexOptions.None, 1000)]
    private static partial Regex OneImport();

    [GeneratedRegex("Bring in", RegexOptions.None, 1000)]
    private static partial Regex BringIn();

    [GeneratedRegex("^(?:5[0-9][0-9]|600)$", RegexOptions.None, 1000)]
    private static partial Regex FiveHundredOrMore();
}
