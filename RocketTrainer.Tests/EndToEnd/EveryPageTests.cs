using System.Globalization;
using System.IO.Compression;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>A player with 1,500 matches walks through everything.</summary>
public sealed class EveryPageTests(Browser browser, ImportedHistory history) : IClassFixture<ImportedHistory>
{
    /// <summary>What a theme can do wrong that the other does right.</summary>
    private static readonly AxeRunOptions OfColours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task EveryPage_IsWholeAccessibleAndFits(int width, ColorScheme scheme)
    {
        await using var visitor = await browser.VisitorAsync(width, width == 390 ? 844 : 900, scheme);
        var page = await visitor.NewPageAsync();
        var trouble = new List<string>();
        page.Console += (_, message) =>
        {
            // A page that isn't there answers 404, and the browser says so.
            if (message.Type == "error" && !(message.Text.Contains("404", StringComparison.Ordinal) && page.Url.EndsWith("nonsense", StringComparison.Ordinal)))
                trouble.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => trouble.Add($"{page.Url}: {error}");

        foreach (var path in history.Pages())
        {
            await page.GotoAsync(history.At(path));
            await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
            await Expect(page.Locator("main h1")).ToBeVisibleAsync();
            await Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(path == "styleguide" ? 1 : 0); // which shows what waiting and failing look like
            await Expect(page.Locator("main section.error")).ToHaveCountAsync(path == "styleguide" ? 1 : 0);
            foreach (var chart in await page.Locator("main .plot").AllAsync())
                await Expect(chart.Locator("svg").First).ToBeVisibleAsync();
            await LookAsync($"/{path}");
            foreach (var (what, open, close) in OpenedOn(path, page, width == 390))
            {
                await open();
                await LookAsync($"/{path} with {what}");
                await close();
            }
        }

        Assert.True(trouble.Count == 0, string.Join('\n', trouble));
        var faults = history.App.Log.Lines.Where(line => line.Contains("Unhandled", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));

        async Task LookAsync(string where)
        {
            if (await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth > innerWidth"))
                trouble.Add($"{where} is wider than the window");
            foreach (var violation in (await page.RunAxe(scheme == ColorScheme.Light ? null : OfColours)).Violations.Where(v => v.Impact is "serious" or "critical"))
                trouble.Add($"{where}: {violation.Id}, {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(n => n.Html.Length > 200 ? n.Html[..200] : n.Html))}");
        }
    }

    /// <summary>What can be opened on a page and is seen nowhere else.</summary>
    private static IEnumerable<(string What, Func<Task> Open, Func<Task> Close)> OpenedOn(string path, IPage page, bool phone)
    {
        var button = (string name) => page.GetByRole(AriaRole.Button, new() { Name = name });
        if (path == "")
        {
            var panel = page.GetByRole(AriaRole.Region, new() { Name = "Share this view" });
            yield return ("its share panel", async () => { await button("Share").ClickAsync(); await Expect(panel).ToBeVisibleAsync(); }, () => button("Share").ClickAsync());
            var search = page.Locator("#search");
            yield return ("the search", async () =>
            {
                await page.Keyboard.PressAsync("/");
                await search.Locator("input").FillAsync("boost");
                await Expect(search.Locator("a").First).ToBeVisibleAsync();
            }, () => page.EvaluateAsync("document.getElementById('search').close()")); // Escape empties the field first
            if (phone)
                yield return ("more ways", async () => { await button("More").ClickAsync(); await Expect(page.Locator("nav.rail .further a").First).ToBeVisibleAsync(); }, () => button("More").ClickAsync());
        }
        else if (path == "trends")
        {
            var summary = page.Locator("main .chart summary").First;
            yield return ("a chart's table", async () => { await summary.ClickAsync(); await Expect(page.Locator("main .chart table").First).ToBeVisibleAsync(); }, () => summary.ClickAsync());
            if (phone)
                yield return ("its filters", async () => { await button("Filters").ClickAsync(); await Expect(page.GetByLabel("Playlist")).ToBeVisibleAsync(); }, () => button("Filters").ClickAsync());
        }
    }

    [Fact]
    public async Task Dashboard_Filtered_KeepsItInTheAddressOnEveryWayAndBack()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, "");
        var all = await page.Locator("dt:has-text('All') + dd").InnerTextAsync();

        await page.GetByLabel("Playlist").SelectOptionAsync("Ranked Standard");
        await Expect(page).ToHaveURLAsync(history.At("?playlist=ranked-standard"));
        await Expect(page.Locator("dt:has-text('All') + dd")).Not.ToHaveTextAsync(all);
        var standard = await page.Locator("dt:has-text('All') + dd").InnerTextAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("dt:has-text('All') + dd")).ToHaveTextAsync(standard);
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Sessions" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(history.At("sessions?playlist=ranked-standard"));
        await page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Dashboard" }).ClickAsync();
        await Expect(page.Locator("dt:has-text('All') + dd")).ToHaveTextAsync(standard);
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(history.At("sessions?playlist=ranked-standard"));
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(history.At("?playlist=ranked-standard"));
        await page.GoBackAsync();
        await Expect(page.Locator("dt:has-text('All') + dd")).ToHaveTextAsync(all);

        await page.GotoAsync(history.At("trends"));
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await page.GetByLabel("Stat", new() { Exact = true }).SelectOptionAsync("Boost: Boost used");
        await Expect(page).ToHaveURLAsync(history.At("trends?stat=boost.bpm"));
        await page.GetByLabel("Each point is").SelectOptionAsync("a week");
        await Expect(page).ToHaveURLAsync(history.At("trends?stat=boost.bpm&window=week"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Boost used" })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Score", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Exports_HoldWhatIsOnTheScreen()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, "sessions");
        var shown = await page.Locator(".sessions-list > li .hero").AllInnerTextsAsync();
        Assert.NotEmpty(shown);

        var csv = Csv.Read(await File.ReadAllTextAsync(await SaveAsync(page, "CSV"), Cancel));
        Assert.Equal(shown.Select(text => text.Split(' ')[0]), csv.Select(row => $"{row["won"]}–{row["lost"]}"));

        await using var book = await ZipFile.OpenReadAsync(await SaveAsync(page, "Excel"), Cancel);
        using var sheet = new StreamReader(await book.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(Cancel));
        var cells = await sheet.ReadToEndAsync(Cancel);
        Assert.Equal(shown.Count + 1, cells.Split("<row").Length - 1);

        await page.GotoAsync(history.At(""));
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        var score = await page.Locator("table.differences").First.Locator("tbody tr:has-text('Score') .to").InnerTextAsync();
        await using var parts = await ZipFile.OpenReadAsync(await SaveAsync(page, "CSV"), Cancel);
        using var form = new StreamReader(await parts.GetEntry("Form.csv")!.OpenAsync(Cancel));
        var row = Csv.Read(await form.ReadToEndAsync(Cancel)).Single(r => r["stat"] == "core.score");
        Assert.Equal(score, double.Parse(row["recent"], CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Exports_OfEveryPage_OpenAndHoldTheSameInBothFormats()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await visitor.NewPageAsync();
        var (match, mate) = (history.Match(), history.Mates(1)[0]);
        (string Path, string[] Sheets)[] pages =
        [
            ("", ["Form", "Wins against losses", "Matches", "Ranks", "Skills"]), ("trends?stat=boost.bpm&second=movement.avg_speed", []), ("sessions", []),
            ($"team-mates?mate={mate}", ["Company", "Team-mates", "Opponents", "With and without"]), ($"compare?others={mate}", ["Compare"]), ("setup", []),
            ("replays", []), ($"replays/{match}", ["Match", "Players", "Teams"]), ($"p/{ImportedHistory.Link}/sessions", []), ($"p/{ImportedHistory.Link}/matches", []),
            ($"p/{ImportedHistory.Link}/{match}", ["Match", "Players", "Teams"]),
        ];
        foreach (var (path, sheets) in pages)
        {
            await page.GotoAsync(history.At(path));
            await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
            await Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            var excel = await Workbook.ExcelAsync(await SaveAsync(page, "Excel"), Cancel);
            var csv = await Workbook.CsvAsync(await SaveAsync(page, "CSV"), excel.Keys, Cancel);
            Assert.All(sheets.Length == 0 ? [.. excel.Keys] : sheets, sheet => Assert.True(excel.GetValueOrDefault(sheet)?.Count > 0, $"/{path} has nothing in {sheet}"));
            Assert.Equal(excel.Keys, csv.Keys);
            foreach (var (name, rows) in csv)
                Workbook.AssertSame($"/{path}, {name}", rows, excel[name]);
        }
    }

    [Fact]
    public async Task Search_ASlashAndALetterOrTwo_LeadsToPlayersStatsAndPages()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, "imports");
        var field = page.GetByLabel("Search players, matches, stats and pages");
        await Expect(page.Locator("#search input")).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(field).ToBeFocusedAsync();
        await field.FillAsync(history.Player.Name[..4]);
        await Expect(page.Locator("#search a").Filter(new() { HasText = history.Player.Name }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(history.At($"players/{Uri.EscapeDataString(history.Player.Id)}"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = history.Player.Name })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");
        await field.FillAsync("powerslide");
        await page.Locator("#search a").Filter(new() { HasText = "Powerslides" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(history.At("glossary/movement.count_powerslide"));
    }

    [Fact]
    public async Task Dashboard_WhileAnImportRuns_FillsByItself()
    {
        await using var app = new RocketTrainerApp(environment: "Development", settings: ("Ballchasing:Sandbox", "On"));
        await using var visitor = await browser.VisitorAsync();
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await page.EvaluateAsync("window.notReloaded = true");

        await app.StartImportAsync(Core.Accounts.User.DemoId, history.Player.Id, max: 400, settled: true);

        // The welcome gives way to the dashboard, which counts on while matches come in.
        var all = page.Locator(".now dt:has-text('All')");
        await Expect(all).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var first = await all.InnerTextAsync();
        await Expect(all).Not.ToHaveTextAsync(first, new() { Timeout = 60_000 });
        await Expect(page.Locator(".running .import")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
    }

    private static async Task<string> SaveAsync(IPage page, string button)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());
        return await download.PathAsync();
    }

    private async Task<IPage> OpenAsync(IBrowserContext visitor, string path)
    {
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(history.At(path));
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        return page;
    }
}
