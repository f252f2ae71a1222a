using Microsoft.Playwright;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>What would be wider than a phone, and tables without a link, by touch and by keyboard.</summary>
public sealed class WideTablesTests(Browser browser, ImportedLeague league) : IClassFixture<ImportedLeague>
{
    [Fact]
    public async Task Compare_OnAPhone_ShowsNumbersAndVerdictsBesideTheStatsName()
    {
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844);
        var page = await OpenAsync(visitor, $"compare?others={Uri.EscapeDataString(string.Join(',', Met(3)))}");
        var row = page.Locator("main tbody tr").First;
        await Expect(row.Locator("td.drawn")).ToBeHiddenAsync();
        await Expect(page.Locator("thead th").Nth(2)).ToBeInViewportAsync(new() { Ratio = .9f });
        await Expect(row.Locator("td").Nth(1)).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(row.Locator(".judgement").First).ToBeInViewportAsync();
        await AssertFirstColumnStaysAsync(page.Locator("main .scroll").First);
    }

    [Fact]
    public async Task Share_OnAPhone_OpensWithinThePage()
    {
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844);
        foreach (var path in new[] { "", $"replays/{league.Match()}" })
        {
            var page = await OpenAsync(visitor, path);
            await page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
            await Expect(page.Locator(".share .panel")).ToBeInViewportAsync(new() { Ratio = 1 });
            Assert.True(await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"));
        }
    }

    [Fact]
    public async Task Setup_OnAPhone_KeepsTheDatesInSight()
    {
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844);
        var page = await OpenAsync(visitor, "setup");
        await AssertFirstColumnStaysAsync(page.GetByRole(AriaRole.Region, new() { Name = "Camera and steering over time" }));
        await AssertFirstColumnStaysAsync(page.Locator("main .scroll[aria-label=Cars]"));
    }

    [Fact]
    public async Task Setup_ArrowKeys_MoveIntoTheTableAndOut()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, "setup");
        var region = page.GetByRole(AriaRole.Region, new() { Name = "Camera and steering over time" });
        await region.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(region.Locator("tbody tr").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(region).ToBeFocusedAsync();
    }

    [Fact]
    public async Task ChartsTable_ArrowKeys_MoveFromRowToRow()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, "trends?window=20");
        var summary = page.Locator("main summary").First;
        await summary.ClickAsync();
        var rows = page.Locator("main details tbody tr");
        await Expect(rows.First).ToBeVisibleAsync();
        await summary.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(rows.First).ToBeFocusedAsync();

        Assert.True(await rows.CountAsync() > 2);
        var region = page.Locator("main details [role=region]").First;
        (string Key, ILocator At)[] way = [("ArrowDown", rows.Nth(1)), ("ArrowUp", rows.First), ("End", rows.Last), ("ArrowDown", rows.Last), ("Home", rows.First), ("ArrowUp", region), ("ArrowDown", rows.First)];
        foreach (var (key, at) in way)
        {
            await page.Keyboard.PressAsync(key);
            await Expect(at).ToBeFocusedAsync();
        }
    }

    /// <summary>So many of those whom the player met most.</summary>
    private List<string> Met(int count)
    {
        using var db = league.App.OpenDatabase();
        return [.. db.PlayerStats.Where(p => p.PlayerId != null && p.PlayerId != league.Player.Id).GroupBy(p => p.PlayerId!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).Take(count)];
    }

    /// <summary>Scrolled to its end, the table still shows the heads of its rows, at its left edge.</summary>
    private static async Task AssertFirstColumnStaysAsync(ILocator scroll)
    {
        await Expect(scroll).ToBeVisibleAsync();
        var (before, after) = (await LeftAsync(), await scroll.EvaluateAsync<double>("e => { e.scrollLeft = 10000; return e.scrollLeft; }"));
        Assert.True(after > 0, "It isn't wider than the page, so this shows nothing.");
        Assert.Equal(before, await LeftAsync(), 1);

        Task<double> LeftAsync() => scroll.EvaluateAsync<double>("e => e.querySelector('tbody th').getBoundingClientRect().left");
    }

    private async Task<IPage> OpenAsync(IBrowserContext visitor, string path)
    {
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(league.At(path));
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
        return page;
    }
}
