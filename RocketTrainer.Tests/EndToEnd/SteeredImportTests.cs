using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>Imports steered from the page: paused, resumed, cancelled, asked for again, given a key.</summary>
public sealed class SteeredImportTests(Browser browser)
{
    private static readonly object HeroImport = new { source = "player", playerId = Matches.Hero };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ImportPage_PausedResumedAndCancelled_DoesWhatItsButtonsSay()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(40);
        var gate = new TaskCompletionSource();
        for (var number = 1; number <= 20; number++)
            server.Misbehave(Matches.Id(number), Answers.After(gate.Task, Answers.Json(200, Matches.Detail(number).Bytes())));
        await using var app = new RocketTrainerApp(server, settings: [("Ballchasing:Timeout", "00:02:00"), ("Importing:Linger", "00:00:00")]);
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(app, visitor, await StartAsync(app));

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Paused");
        gate.SetResult();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Done");
        await Expect(page.Locator(".import .done strong")).ToHaveTextAsync("40");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToHaveCountAsync(0);

        server.Replays.Insert(0, (Matches.Id(41), Matches.Detail(41).Bytes()));
        server.Misbehave(Matches.Id(41), [.. Enumerable.Repeat(Answers.Hang, 9)]);
        page = await OpenAsync(app, visitor, await StartAsync(app));
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Cancelled");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ImportPage_FailedReplays_AreAskedForAgainOneByOneAndAllAtOnce()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(8);
        foreach (var number in new[] { 1, 2, 3 })
            server.Misbehave(Matches.Id(number), Answers.ServerFault);
        server.Misbehave(Matches.Id(4), Answers.Failed(Matches.Id(4)), Answers.Failed(Matches.Id(4)));
        await using var app = new RocketTrainerApp(server, settings: [("Ballchasing:Retries", "0")]);
        var id = await StartAsync(app);
        await app.FollowAsync(id, Cancel);
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844, ColorScheme.Light);
        var page = await OpenAsync(app, visitor, id);
        await Expect(page.Locator(".failures li")).ToHaveCountAsync(4);

        await page.GetByRole(AriaRole.Button, new() { Name = $"Retry {Matches.Id(1)}" }).ClickAsync();
        await Expect(page.Locator(".failures li")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry all" }).ClickAsync();
        await Expect(page.Locator(".failures li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".failures")).ToContainTextAsync("a retry won't help");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retry all" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Retry {Matches.Id(4)}" }).ClickAsync();
        await Expect(page.Locator(".failures li")).ToContainTextAsync("tried 2 times");
    }

    [Fact]
    public async Task ImportPage_WaitingForAKey_LeadsToWhereOneIsGivenAndGoesOnByItself()
    {
        const string Mine = "my-own-ballchasing-key";
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(5);
        server.AcceptsKey = false;
        await using var app = new RocketTrainerApp(server);
        await using var visitor = await browser.VisitorAsync();
        var id = await StartAsync(app);
        var page = await OpenAsync(app, visitor, id);
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Waiting");
        await page.GetByRole(AriaRole.Link, new() { Name = "Give a key" }).ClickAsync();

        var key = page.GetByLabel("Key", new() { Exact = true });
        await key.FillAsync("not the right one");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.GetByText("That is no key")).ToBeVisibleAsync();
        server.OwnKeys = new HashSet<string>(StringComparer.Ordinal) { Mine };
        await key.FillAsync(Mine);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.GetByText("Ballchasing takes it.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Tester")).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(app.Address, $"imports/{id}").ToString());
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Done", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task AnyPage_WhenALongImportEnds_SaysSoAndLeadsThere()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(3);
        await using var app = new RocketTrainerApp(server);
        var id = await StartAsync(app);
        await app.FollowAsync(id, Cancel);
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844);
        await app.SignInAsync(visitor, await app.AdministratorAsync());
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, "replays").ToString());
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();

        // As it was before its end, two minutes after its beginning: a real one of that length would take as long.
        var feed = app.Services.GetRequiredService<ImportFeed>();
        var ended = feed.Latest(id)!;
        feed.Publish(ended with { Receipt = ended.Receipt with { State = ImportState.Running, FinishedAt = null } });
        feed.Publish(ended with { Receipt = ended.Receipt with { FinishedAt = ended.Receipt.StartedAt!.Value.AddMinutes(2) } });

        await Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("Hero: Done. 3 matches came in.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look" }).ClickAsync();
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Done");
    }

    [Fact]
    public async Task ImportPage_OfAGroup_CanBeKeptInSyncAndStopped()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(3);
        server.Groups["season"] = (null, [Matches.Id(1), Matches.Id(2)]);
        await using var app = new RocketTrainerApp(server);
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844);
        var id = (await app.StartImportAsync(new { source = "group", groupId = "season" }, Cancel)).GetProperty("id").GetGuid();
        var page = await OpenAsync(app, visitor, id);
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Done");

        await page.GetByRole(AriaRole.Button, new() { Name = "Keep in sync" }).ClickAsync();
        await Expect(page.GetByText("What is added to this group comes in by itself")).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(app.Address, "imports").ToString());
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await Expect(page.Locator(".groups li strong")).ToHaveTextAsync("season");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep season in sync no longer" }).ClickAsync();
        await Expect(page.Locator(".groups")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Notifications_AllowedAndGivenAWebhook_TellThereWhenALongImportEnds()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        await using var receiver = await WebhookReceiver.StartAsync(Cancel);
        server.Add(3);
        await using var app = new RocketTrainerApp(server, settings: ("Notifications:AllowPrivateAddresses", "true"));
        var id = await StartAsync(app);
        await app.FollowAsync(id, Cancel);
        await using var visitor = await browser.VisitorAsync();
        await visitor.GrantPermissionsAsync(["notifications"]);
        await app.SignInAsync(visitor, await app.AdministratorAsync());
        var page = await visitor.NewPageAsync();
        await page.AddInitScriptAsync("window.told = []; window.Notification = class { constructor(title, o) { window.told.push(title + '|' + o.body); } static get permission() { return 'granted'; } }; document.hasFocus = () => false;");
        await page.GotoAsync(new Uri(app.Address, "account/notifications").ToString());
        await Expect(page.GetByText("It tells you while RocketTrainer is open")).ToBeVisibleAsync();

        var address = page.GetByLabel("Address", new() { Exact = true });
        await address.FillAsync("https://10.0.0.1/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.GetByText("could not be reached").Or(page.GetByText("did not answer in time"))).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await address.FillAsync(receiver.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.GetByText("The message arrived")).ToBeVisibleAsync();
        Assert.Single(receiver.Messages);

        var feed = app.Services.GetRequiredService<ImportFeed>();
        var ended = feed.Latest(id)!;
        feed.Publish(ended with { Receipt = ended.Receipt with { State = ImportState.Running, FinishedAt = null } });
        feed.Publish(ended with { Receipt = ended.Receipt with { FinishedAt = ended.Receipt.StartedAt!.Value.AddMinutes(2) } });
        await page.WaitForFunctionAsync("() => window.told.length === 1 && window.told[0] === 'Hero|Done. 3 matches came in.'");
    }

    private static async Task<Guid> StartAsync(RocketTrainerApp app) => (await app.StartImportAsync(HeroImport, Cancel)).GetProperty("id").GetGuid();

    private static async Task<IPage> OpenAsync(RocketTrainerApp app, IBrowserContext visitor, Guid import)
    {
        await app.SignInAsync(visitor, await app.AdministratorAsync());
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, $"imports/{import}").ToString());
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        return page;
    }
}
