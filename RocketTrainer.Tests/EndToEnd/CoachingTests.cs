using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The sandbox's players with a planted weakness, from the import over HTTP to the page.</summary>
public sealed class CoachingTests(Browser browser)
{
    [Fact]
    public async Task Coach_OfThePlantedLeague_FindsEachWeaknessFirstAndNoneOfTheTwin()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var ballchasing = await SandboxServer.StartAsync(cancel);
        await using var app = new RocketTrainerApp(settings: [.. ballchasing.Settings]);
        _ = app.Address;
        var coach = await app.PersonAsync("76561190000000042");
        using var program = await app.ProgramAsync(coach);
        var league = ballchasing.League;
        foreach (var player in league.FeaturedPlayers)
        {
            using var started = await program.PostAsJsonAsync("imports", new { source = "player", playerId = player.Id, before = TimeProvider.System.GetUtcNow().AddDays(-7), max = 150 }, cancel); // what was uploaded a moment ago would be waited for
            var import = await app.FollowAsync((await started.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("id").GetGuid(), cancel);
            Assert.Equal("completed", import.State());
        }

        await using var visitor = await browser.VisitorAsync();
        await app.SignInAsync(visitor, coach);
        var page = await visitor.NewPageAsync();

        Assert.Equal((4, 2), (league.FeaturedPlayers.Count(p => p.Weakness is not null), league.FeaturedPlayers.Count(p => p.Weakness is null)));
        foreach (var player in league.FeaturedPlayers)
        {
            await page.GotoAsync(new Uri(app.Address, $"players/{Uri.EscapeDataString(player.Id)}/coaching").ToString());
            await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
            if (player.Weakness is not { } planted)
            {
                await Expect(page.Locator(".silence .told")).ToHaveTextAsync("No reliable weakness.");
                await Expect(page.Locator(".findings li")).ToHaveCountAsync(0);
                continue;
            }

            var first = page.Locator(".findings article").First;
            await Expect(first.Locator("h3")).ToHaveTextAsync(SkillGroups.All.Single(g => g.Group.ToString() == planted).Label);
            await first.Locator("summary").ClickAsync();
            await Expect(first.Locator(".evidence ol a")).ToHaveCountAsync(3);
        }

        var match = page.Locator(".evidence ol a").First;
        await page.GotoAsync(new Uri(app.Address, $"players/{Uri.EscapeDataString(league.FeaturedPlayers[0].Id)}/coaching").ToString());
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync(); // what was opened before is drawn anew
        await page.Locator(".findings summary").First.ClickAsync();
        await match.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/replays/[0-9a-f-]{36}", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator("#scoreboard")).ToBeVisibleAsync();
    }
}
