using Microsoft.Playwright;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

public sealed class PagesTests(Browser browser, ImportedLeague league) : IClassFixture<ImportedLeague>
{
    [Fact]
    public async Task Matches_Filter_LivesInTheAddressAndSurvivesReloadAndBack()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, league.AtPlayersMatches());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Matches of {league.Player.Name}" })).ToBeVisibleAsync();
        var lost = page.Locator("tbody .result .loss");
        await Expect(lost).Not.ToHaveCountAsync(0);

        await page.GetByLabel("Result").SelectOptionAsync("Won");
        await Expect(page).ToHaveURLAsync(league.AtPlayersMatches("&result=win"));
        await Expect(lost).ToHaveCountAsync(0);
        await Expect(page.Locator("tbody .result .win")).Not.ToHaveCountAsync(0);

        await page.ReloadAsync();
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await Expect(lost).ToHaveCountAsync(0);
        await Expect(page.Locator("tbody .result .win")).Not.ToHaveCountAsync(0);

        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(league.AtPlayersMatches());
        await Expect(lost).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Matches_OlderAndNewest_TurnThePageAndStartAtItsHead()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, league.At("replays"));
        var rows = page.Locator("tbody a[data-row]");
        await Expect(rows).ToHaveCountAsync(50);
        var newest = (await rows.First.GetAttributeAsync("href"))!;

        await page.GetByRole(AriaRole.Link, new() { Name = "Older matches" }).ClickAsync();
        await Expect(rows.First).Not.ToHaveAttributeAsync("href", newest);
        Assert.Equal(0, await page.EvaluateAsync<double>("scrollY"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Older matches" }).ClickAsync();
        await Expect(page.GetByText("That's all of them")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Newest matches" }).ClickAsync();
        await Expect(rows.First).ToHaveAttributeAsync("href", newest);
        await Expect(page).ToHaveURLAsync(league.At("replays"));
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(213, 219, 231)")]
    [InlineData(ColorScheme.Dark, "rgb(43, 53, 80)")]
    public async Task Chart_ForWhoeverWantsNoMotion_HasItsColoursAllTheSame(ColorScheme scheme, string line)
    {
        await using var visitor = await browser.VisitorAsync(scheme: scheme);
        var page = await visitor.NewPageAsync();
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(league.At("styleguide").ToString());
        await Expect(page.Locator(".apexcharts-gridline").First).ToHaveCSSAsync("stroke", line);
    }

    [Fact]
    public async Task Matches_Keyboard_TabsToTheFirstAndArrowsMoveOn()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, league.At("replays"));
        var rows = page.Locator("tbody a[data-row]");
        await Expect(rows).ToHaveCountAsync(50);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        for (var i = 0; i < 40 && !await rows.First.EvaluateAsync<bool>("row => row === document.activeElement"); i++)
            await page.Keyboard.PressAsync("Tab");
        await Expect(rows.First).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(rows.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(rows.Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Scoreboard" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Matches_Csv_HoldsTheRowsOnTheScreen()
    {
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844);
        var page = await OpenAsync(visitor, league.AtPlayersMatches("&result=win"));
        var rows = page.Locator("tbody a[data-row]");
        await Expect(rows).Not.ToHaveCountAsync(0);
        var shown = await rows.AllInnerTextsAsync();
        var first = (await rows.First.GetAttributeAsync("href"))!;

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV", Exact = true }).ClickAsync());
        var csv = Csv.Read(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Equal(shown, csv.Select(row => row["map"]));
        Assert.StartsWith($"/replays/{csv[0]["replayId"]}?", first, StringComparison.Ordinal);
        Assert.All(csv, row => Assert.Equal("win", row["result"]));
    }

    [Fact]
    public async Task Match_ArrowKeys_MoveFromStatToStatOverWhatIsOpen()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, league.At($"replays/{league.Match()}"));
        ILocator Stats(int block) => page.Locator(".blocks details").Nth(block).Locator("th a");

        await Stats(0).First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Stats(0).Nth(1)).ToBeFocusedAsync();
        await Stats(0).Last.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Stats(1).First).ToBeFocusedAsync();

        await page.Locator(".blocks summary").Nth(1).ClickAsync();
        await Expect(Stats(1).First).ToBeHiddenAsync();
        await Stats(0).Last.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Stats(2).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Stats(0).Last).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Table_WithSeveralLinksInARow_ArrowKeysKeepToRowAndColumn()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, league.At("glossary"));
        await page.EvaluateAsync("html => document.body.insertAdjacentHTML('beforeend', html)", """
            <table>
              <tr><th><a href="#" id="a1">1</a></th><td><a href="#" id="b1">1</a></td><td>1</td></tr>
              <tr><th><a href="#" id="a2">2</a></th><td>2</td><td><a href="#" id="c2">2</a></td></tr>
              <tr><th><a href="#" id="a3">3</a></th><td><a href="#" id="b3">3</a> <a href="#" id="b4">4</a></td><td><a href="#" role="tab" id="tab">3</a> <input id="field" value="3"></td></tr>
            </table>
            """);

        await page.Locator("#a1").FocusAsync();
        (string Key, string At)[] way =
        [
            ("ArrowDown", "a2"), ("ArrowRight", "c2"), ("ArrowDown", "c2"), ("ArrowLeft", "a2"), ("ArrowUp", "a1"), ("ArrowRight", "b1"), ("ArrowRight", "b1"), ("Shift+ArrowDown", "b1"),
            ("ArrowDown", "b3"), ("ArrowDown", "b3"), ("ArrowRight", "b4"), ("ArrowUp", "b1"), ("End", "b4"), ("Home", "a1"),
        ];
        foreach (var (key, at) in way)
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator($"#{at}")).ToBeFocusedAsync();
        }

        foreach (var own in new[] { "tab", "field" })
        {
            await page.Locator($"#{own}").FocusAsync();
            await page.Keyboard.PressAsync("ArrowUp");
            await page.Keyboard.PressAsync("ArrowLeft");
            await Expect(page.Locator($"#{own}")).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task Match_FromAPlayersList_TellsThePlayersResultAndLeadsBack()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, league.AtPlayersMatches("&result=win"));

        await page.Locator("tbody a[data-row]").First.ClickAsync();
        await Expect(page.GetByText($"{league.Player.Name} won")).ToBeVisibleAsync();
        await Expect(page.Locator("tr.viewer")).ToContainTextAsync(league.Player.Name);

        await page.Locator("a.back").ClickAsync();
        await Expect(page).ToHaveURLAsync(league.AtPlayersMatches());
    }

    [Fact]
    public async Task ImportForm_SeveralMistakes_NamesEachAndLeadsToTheFirst()
    {
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844);
        var page = await OpenAsync(visitor, league.At("imports"));
        await page.GetByRole(AriaRole.Button, new() { Name = "More options" }).ClickAsync();
        await page.GetByLabel("Account").FillAsync("bob");
        await page.GetByLabel("Season").FillAsync("zz");
        await page.GetByLabel("Max matches").FillAsync("-3");

        await page.GetByRole(AriaRole.Button, new() { Name = "Start import" }).ClickAsync();

        await Expect(page.GetByText("Write it as platform:id.")).ToBeVisibleAsync();
        await Expect(page.GetByText("'zz' is not a season")).ToBeVisibleAsync();
        await Expect(page.GetByText("'max' must be at least 1.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Account")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Account")).ToHaveValueAsync("bob");
    }

    [Theory]
    [InlineData("nonsense", "There is no such page")]
    [InlineData("imports/6f1e3a5c-0000-4000-8000-000000000001", "There is no such import")]
    [InlineData("replays/6f1e3a5c-0000-4000-8000-000000000001", "This match isn't here")]
    public async Task UnknownAddress_SaysSo(string path, string title)
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(league.At(path));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByText("Sandbox:")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Phone_EveryPage_FitsItsWidth()
    {
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844, ColorScheme.Light);
        var page = await visitor.NewPageAsync();
        foreach (var path in new[] { "", "imports", $"imports/{league.Import}", "replays", $"replays/{league.Match()}" })
        {
            await OpenAsync(page, league.At(path));
            await Expect(page.Locator("main .card").First).ToBeVisibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"), $"/{path} is wider than the phone.");
        }

        await OpenAsync(page, league.At("replays"));
        await Expect(page.GetByLabel("Played after")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).ClickAsync();
        await Expect(page.GetByLabel("Played after")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task Phone_SectionThatIsOpen_IsInView()
    {
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844);
        var page = await OpenAsync(visitor, league.At("account/activity"));
        var open = page.Locator(".sections [aria-current=page]");
        await Expect(open).ToHaveTextAsync("Activity");
        await Expect(open).ToBeInViewportAsync(new() { Ratio = 1 });

        await page.GetByRole(AriaRole.Link, new() { Name = "Profile", Exact = true }).ClickAsync();

        await Expect(open).ToHaveTextAsync("Profile");
        await Expect(open).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Equal(0, await page.EvaluateAsync<int>("scrollY"));
    }

    private static async Task<IPage> OpenAsync(IBrowserContext visitor, string address) => await OpenAsync(await visitor.NewPageAsync(), address);

    private static async Task<IPage> OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        return page;
    }
}
