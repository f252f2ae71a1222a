using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The page is as its reader wants it: his theme, his clock, his way to write numbers.</summary>
public sealed partial class ReaderTests(Browser browser, ImportedLeague league) : IClassFixture<ImportedLeague>
{
    private const string LightLine = "rgb(213, 219, 231)";
    private const string DarkLine = "rgb(43, 53, 80)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Theme_Chosen_RecoloursAChartAndIsKeptByBrowserAndAccount()
    {
        var person = await league.App.PersonAsync("76561190000000555", "Night owl");
        await using var visitor = await browser.VisitorAsync(scheme: ColorScheme.Light);
        await league.App.SignInAsync(visitor, person);
        var page = await OpenAsync(visitor, "styleguide");
        var line = page.Locator(".apexcharts-gridline").First;
        await Expect(line).ToHaveCSSAsync("stroke", LightLine);

        await ChooseAsync(page, "Dark");
        await Expect(line).ToHaveCSSAsync("stroke", DarkLine); // the chart that stands there
        await page.ReloadAsync();
        await AssertThemeAsync(page, "dark", "Dark");
        await Expect(line).ToHaveCSSAsync("stroke", DarkLine);

        // Another browser has no choice of its own yet, and takes the account's.
        await using var other = await browser.VisitorAsync(scheme: ColorScheme.Light);
        await league.App.SignInAsync(other, (await league.App.Services.GetRequiredService<Users>().FindAsync(person.Id, Cancel))!);
        var elsewhere = await OpenAsync(other, "glossary");
        await AssertThemeAsync(elsewhere, "dark", "Dark");

        // What a browser has chosen goes before the account.
        await ChooseAsync(elsewhere, "As the system");
        await AssertThemeAsync(elsewhere, "system", "As the system");
        await page.ReloadAsync();
        await AssertThemeAsync(page, "dark", "Dark");
    }

    [Theory]
    [InlineData("America/New_York", "en-US")]
    [InlineData("Asia/Tokyo", "de-DE")]
    public async Task Times_OnTheReadersClock_StandInTheFirstAnswerOnceTheBrowserSaidWhereItIs(string zone, string locale)
    {
        await using var visitor = await browser.VisitorAsync(timeZone: zone, locale: locale);
        var page = await OpenAsync(visitor, "replays");
        var time = page.Locator("tbody .when time:not([title*='zone unknown'])").First;
        await using var db = league.App.OpenDatabase();
        var at = DateTimeOffset.Parse((await time.GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture);
        Assert.True(await db.Replays.AnyAsync(r => r.PlayedAt >= at && r.PlayedAt < at.AddSeconds(1), Cancel));
        var told = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime.ToString("f", CultureInfo.GetCultureInfo(locale));
        await Expect(time).ToHaveAttributeAsync("title", told);

        // The page asks for it itself the first time; from then on the server knows.
        var cookie = Assert.Single(await visitor.CookiesAsync(), c => c.Name == "zone");
        Assert.Equal(zone, Uri.UnescapeDataString(cookie.Value));
        var answer = await visitor.APIRequest.GetAsync(league.At("replays"), new() { Headers = [new("Accept-Language", locale)] });
        Assert.Contains(told, WebUtility.HtmlDecode(await answer.TextAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_OfAReaderWhoWritesCommas_HaveThemInTablesAndCharts()
    {
        await using var visitor = await browser.VisitorAsync(locale: "de-DE");
        var page = await OpenAsync(visitor, "glossary/core.goals");
        await page.Locator("main .chart summary").ClickAsync();
        await Expect(page.Locator("main .chart tbody td").Last).ToContainTextAsync(OfAComma());
        await Expect(page.Locator("main .plot .apexcharts-yaxis-label", new() { HasText = "," }).First).ToBeVisibleAsync();
    }

    private static Task ChooseAsync(IPage page, string theme) => page.GetByRole(AriaRole.Group, new() { Name = "Theme" }).GetByRole(AriaRole.Button, new() { Name = theme, Exact = true }).ClickAsync();

    private static async Task AssertThemeAsync(IPage page, string theme, string button)
    {
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Theme" }).GetByRole(AriaRole.Button, new() { Name = button, Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [GeneratedRegex(@"^\d+,\d+ per min$", RegexOptions.None, 1000)]
    private static partial Regex OfAComma();

    private async Task<IPage> OpenAsync(IBrowserContext visitor, string path)
    {
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(league.At(path));
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        return page;
    }
}
