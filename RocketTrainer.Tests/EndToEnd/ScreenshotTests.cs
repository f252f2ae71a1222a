using System.Globalization;
using Microsoft.EntityFrameworkCore;
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
    private const int LargestFile = 300_000;
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
        var (match, mate) = Newest(app, player);
        (string Name, string Path)[] pages =
        [
            ("dashboard", ""), ("trends", "trends?stat=boost.bpm&second=movement.avg_speed&window=20"), ("sessions", "sessions"), ("team-mates", $"team-mates?mate={mate}"),
            ("compare", $"compare?others={mate}"), ("setup", "setup"), ("player", $"players/{mate}"), ("matches", $"replays?player={Uri.EscapeDataString(player)}"),
            ("replay", $"replays/{match}?player={Uri.EscapeDataString(player)}"), ("glossary", "glossary"), ("stat", "glossary/boost.bpm"), ("imports", "imports"), ("teams", "teams"),
            ("account", "account"), ("privacy", "account/privacy"), ("keys", "account/keys"), ("users", "admin/users"), ("all-imports", "admin/imports"), ("style-guide", "styleguide"),
            ("public-profile", $"p/{Link}"), ("public-trends", $"p/{Link}/trends"),
        ];
        await ShareAsync(app, player);
        foreach (var (name, path) in pages)
        {
            foreach (var view in views)
            {
                await OpenAsync(view, new Uri(app.Address, path));
                foreach (var chart in await view.Page.Locator("main .plot").AllAsync())
                    await Expect(chart.Locator("svg").First).ToBeVisibleAsync();
                await TakeAsync(view, name);
            }
        }

        foreach (var view in views)
            await view.Page.Context.DisposeAsync();
    }

    private static (Guid Match, string Mate) Newest(RocketTrainerApp app, string player)
    {
        using var db = app.OpenDatabase();
        var match = db.Replays.Where(r => r.PlaylistId == "ranked-doubles" && r.Overtime == true).OrderByDescending(r => r.PlayedAt).Select(r => r.Id).First();
        var mate = db.PlayerStats.Where(p => p.PlayerId != null && p.PlayerId != player).GroupBy(p => p.PlayerId).OrderByDescending(g => g.Count()).Select(g => g.Key!).First();
        return (match, Uri.EscapeDataString(mate));
    }

    /// <summary>Has the demo player's account be proven, and his matches be everybody's who holds the link.</summary>
    private static async Task ShareAsync(RocketTrainerApp app, string player)
    {
        await using var db = app.OpenDatabase();
        var now = TimeProvider.System.GetUtcNow();
        db.LinkedAccounts.Add(new()
        {
            Id = Guid.NewGuid(), UserId = User.DemoId, Platform = player.Split(':')[0], PlayerId = player, Name = "xXBiscuitXx", LinkedAt = now, VerifiedAt = now, Proof = AccountProof.Administrator, Syncs = false,
        });
        await db.SaveChangesAsync();
        await db.Users.Where(u => u.Id == User.DemoId).ExecuteUpdateAsync(s => s.SetProperty(u => u.Visibility, ProfileVisibility.Public).SetProperty(u => u.ProfileLink, Link));
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
        var picture = await view.Page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        Assert.True(picture.Length < LargestFile, $"{file} has {picture.Length} bytes.");
    }

    private static string Folder() => Directory.CreateDirectory(Path.Combine(Repository.Root, "docs", "screenshots")).FullName;

    private sealed record View(IPage Page, string Name);
}
