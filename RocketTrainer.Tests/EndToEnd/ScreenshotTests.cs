using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Replays;
using RocketTrainer.Core.Teams;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;
using SkillGroup = RocketTrainer.Core.Coaching.SkillGroup;

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
            await TakeAllAsync(name, path);

        var coached = Uri.UnescapeDataString(mate);
        await CoachAsync(app, coached);
        await TakeAllAsync("coachs-label", $"players/{mate}/coaching");
        await LabelAsync(app, coached);
        await TakeAllAsync("coachs-agreement", "models/weaknesses");
        await TireAsync(app, player);
        await TakeAllAsync("time-to-stop", "sessions");

        foreach (var view in views)
            await view.Page.Context.DisposeAsync();

        async Task TakeAllAsync(string name, string path)
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
    }

    /// <summary>Has whoever looks coach the player.</summary>
    private static async Task CoachAsync(RocketTrainerApp app, string player)
    {
        var mate = await app.PersonAsync("76561190000000778", "Mate");
        await app.ShareAsync(mate.Id, player, "Mate", "b7a6958473625140");
        await using var db = app.OpenDatabase();
        await db.TeamAsync((User.DemoId, TeamRole.Coach), (mate.Id, TeamRole.Player));
    }

    /// <summary>What others who coach have said of the player.</summary>
    private static async Task LabelAsync(RocketTrainerApp app, string player)
    {
        await using var db = app.OpenDatabase();
        foreach (var (place, i) in new int?[] { 1, 1, 2, 1, 5, 3, 1, 1, null, null, 2, 1 }.Select((place, i) => (place, i)))
        {
            var coach = await app.PersonAsync(string.Create(CultureInfo.InvariantCulture, $"765611900000008{i:00}"), "Coach");
            var first = i % 4;
            db.WeaknessLabels.Add(new()
            {
                UserId = coach.Id, PlayerId = player, Playlist = "ranked-doubles", LabelledAt = TimeProvider.System.GetUtcNow(), Kind = place is null ? LabelKind.Nothing : LabelKind.Group,
                Group = place is { } named ? (SkillGroup)(first + named - 1) : null, First = (SkillGroup)first, IsFlagged = i % 2 == 0, Place = place, Matches = 100, Ruler = "0123456789ab",
            });
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Has the player win three of five at the beginning of a session, and one of four after its third match.</summary>
    private static async Task TireAsync(RocketTrainerApp app, string player)
    {
        await using var db = app.OpenDatabase();
        var matches = await db.PlayerStats.Where(p => p.PlayerId == player).OrderBy(p => p.PlayedAt).Select(p => new { p.PlayedAt, p.ReplayId }).ToListAsync();
        var (won, number) = (new List<Guid>(), 0);
        for (var i = 0; i < matches.Count; i++)
        {
            number = i > 0 && matches[i].PlayedAt - matches[i - 1].PlayedAt < TimeSpan.FromMinutes(35) ? number + 1 : 0;
            if (number < 3 ? i % 5 < 3 : i % 4 == 0)
                won.Add(matches[i].ReplayId);
        }

        var his = db.PlayerStats.Where(p => p.PlayerId == player);
        await his.ExecuteUpdateAsync(s => s.SetProperty(p => p.Result, MatchResult.Loss));
        await his.Where(p => won.Contains(p.ReplayId)).ExecuteUpdateAsync(s => s.SetProperty(p => p.Result, MatchResult.Win));
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
