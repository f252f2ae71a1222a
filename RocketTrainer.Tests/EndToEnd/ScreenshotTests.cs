using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>Takes the pictures in docs/screenshots: <c>./test screenshots</c>. Explicit, because it writes into the repository.</summary>
public sealed class ScreenshotTests(Browser browser)
{
    private const int LargestFile = 600_000;

    private const string Link = "1a2b3c4d5e6f7a8b";

    [Fact(Explicit = true)]
    public async Task Screenshots_OfTheMainPages_InBothThemesAndWidths()
    {
        await using var app = new RocketTrainerApp(environment: "Development", settings: ("Ballchasing:Sandbox", "On"));
        List<View> views = [];
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            foreach (var width in new[] { 1440, 390 })
            {
                var visitor = await browser.VisitorAsync(width, width == 390 ? 844 : 900, scheme);
                var page = await visitor.NewPageAsync();
                await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
                views.Add(new(page, string.Create(CultureInfo.InvariantCulture, $"{scheme.ToString().ToLowerInvariant()}-{width}")));
            }
        }

        foreach (var view in views)
        {
            await OpenAsync(view, app.Address);
            await TakeAsync(view, "first-page");
        }

        var player = app.Services.GetRequiredService<SandboxLeague>().FeaturedPlayers[0].Id;
        var import = await app.StartImportAsync(User.DemoId, player, max: 1200, settled: true);
        foreach (var view in views)
            await OpenAsync(view, new Uri(app.Address, $"imports/{import}"));
        foreach (var view in views)
        {
            await view.Page.WaitForFunctionAsync("() => Number(document.querySelector('.import .done strong').textContent.replace(/\\D/g, '')) >= 400");
            await Expect(view.Page.Locator(".import .state")).ToHaveTextAsync("Running");
            await Expect(view.Page.Locator(".arrivals li")).ToHaveCountAsync(10);
            await TakeAsync(view, "import");
        }

        await app.FollowAsync(import, TestContext.Current.CancellationToken);
        var (match, mates) = Newest(app, player);
        var mate = mates[0];
        var invitation = await app.InvitationAsync("Quiet Harbour");
        await app.ShareAsync(User.DemoId, player, "xXBiscuitXx", Link);
        (string Name, string Path)[] pages =
        [
            ("dashboard", ""), ("coaching", "coaching"), ("trends", "trends?stat=boost.bpm&second=movement.avg_speed&window=20"), ("sessions", "sessions"), ("team-mates", $"team-mates?mate={mate}"),
            ("compare", $"compare?others={string.Join(',', mates)}"), ("setup", "setup"), ("player", $"players/{mate}"), ("matches", $"replays?player={Uri.EscapeDataString(player)}"),
            ("replay", $"replays/{match}?player={Uri.EscapeDataString(player)}"), ("models", "models"), ("weakness-model", "models/weaknesses"), ("glossary", "glossary"), ("stat", "glossary/boost.bpm"), ("imports", "imports"), ("teams", "teams"),
            ("account", "account"), ("linked-accounts", "account/accounts"), ("privacy", "account/privacy"), ("ballchasing-key", "account/ballchasing"), ("notifications", "account/notifications"),
            ("keys", "account/keys"), ("your-data", "account/data"), ("activity", "account/activity"), ("join-team", $"teams/join/{invitation}"),
            ("users", "admin/users"), ("all-imports", "admin/imports"), ("removals", "admin/removals"), ("remapping", "admin/remapping"), ("audit", "admin/audit"), ("style-guide", "styleguide"),
            ("public-profile", $"p/{Link}"), ("public-trends", $"p/{Link}/trends"), ("public-matches", $"p/{Link}/matches"), ("shared-match", $"p/{Link}/{match}"), ("sign-in", "sign-in"), ("not-named", "not-named"),
            ("nothing-fits", "sessions?before=2020-01-01"), ("compare-alone", "compare"), ("thin-data", "trends?playlist=ranked-duels"), ("no-such-page", "nonsense"), ("no-access", "no-access"), ("error", "error"),
        ];
        foreach (var (name, path) in pages)
        {
            foreach (var view in views)
            {
                await OpenAsync(view, new Uri(app.Address, path));
                await Expect(view.Page.Locator("main [aria-busy=true]")).ToHaveCountAsync(name == "style-guide" ? 1 : 0);
                foreach (var chart in await view.Page.Locator("main .plot").AllAsync())
                    await Expect(chart.Locator("svg").First).ToBeVisibleAsync();
                await TakeAsync(view, name);
            }
        }

        foreach (var view in views)
            await view.Page.Context.DisposeAsync();
    }

    private static (Guid Match, IReadOnlyList<string> Mates) Newest(RocketTrainerApp app, string player)
    {
        using var db = app.OpenDatabase();
        var match = db.Replays.Where(r => r.PlaylistId == "ranked-doubles" && r.Overtime == true).OrderByDescending(r => r.PlayedAt).Select(r => r.Id).First();
        return (match, [.. db.PlayerStats.Where(p => p.PlayerId != null && p.PlayerId != player).GroupBy(p => p.PlayerId).OrderByDescending(g => g.Count()).Take(2).Select(g => Uri.EscapeDataString(g.Key!))]);
    }

    private static async Task OpenAsync(View view, Uri address)
    {
        await view.Page.GotoAsync(address.ToString());
        await Expect(view.Page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await Expect(view.Page.Locator("main h1")).ToBeAttachedAsync();
        await view.Page.EvaluateAsync("document.fonts.ready.then(() => true)");
    }

    private static async Task TakeAsync(View view, string what)
    {
        var file = Path.Combine(Folder(), $"{what}-{view.Name}.png");
        var (width, usual) = (view.Page.ViewportSize!.Width, view.Page.ViewportSize.Height);
        var height = await view.Page.EvaluateAsync<int>("document.scrollingElement.scrollHeight");
        await view.Page.SetViewportSizeAsync(width, Math.Min(height, LongestPage(width))); // what sticks to the window's edge stands at the picture's
        var picture = await view.Page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        await view.Page.SetViewportSizeAsync(width, usual);
        Assert.True(picture.Length < LargestFile, $"{file} has {picture.Length} bytes.");
    }

    /// <summary>Of its width: a list goes on like that below.</summary>
    private static int LongestPage(int width) => width > 1000 ? 2400 : 3600;

    private static string Folder() => Directory.CreateDirectory(Path.Combine(Repository.Root, "docs", "screenshots")).FullName;

    private sealed record View(IPage Page, string Name);
}
