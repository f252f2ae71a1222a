using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>What only a browser that draws can tell of charts.</summary>
public sealed class ChartTests(Browser browser, ImportedHistory history) : IClassFixture<ImportedHistory>
{
    private const string Rude = "<b id=rude>Vex</b>";
    private const string TwoStats = "trends?stat=boost.bpm&second=movement.avg_speed&window=20";

    [Fact]
    public async Task Theme_Switched_RecoloursAChartThatStandsThere()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, TwoStats);
        var (grid, line) = (page.Locator(".apexcharts-gridline").First, page.Locator(".apexcharts-line-series path.apexcharts-line").First);
        await Expect(grid).ToHaveCSSAsync("stroke", "rgb(43, 53, 80)");
        await Expect(line).ToHaveCSSAsync("stroke", "rgb(201, 211, 234)");
        await page.Locator(".plot").EvaluateAsync("plot => plot.stood = true");

        await page.GetByRole(AriaRole.Button, new() { Name = "Light", Exact = true }).ClickAsync();

        await Expect(grid).ToHaveCSSAsync("stroke", "rgb(213, 219, 231)");
        await Expect(line).ToHaveCSSAsync("stroke", "rgb(38, 48, 74)");
        Assert.True(await page.Locator(".plot").EvaluateAsync<bool>("plot => plot.stood"));
    }

    [Fact]
    public async Task Chart_ReadInGerman_HasGermanMonthsAndNumbers()
    {
        await using var visitor = await browser.VisitorAsync(locale: "de-DE");
        var page = await OpenAsync(visitor, "styleguide");
        await Expect(page.Locator(".apexcharts-xaxis-texts-g").GetByText("Mär '26", new() { Exact = true }).First).ToBeAttachedAsync();

        await page.GotoAsync(history.At("trends?stat=core.goals&window=20"));
        await Expect(page.Locator(".apexcharts-yaxis-label").Filter(new() { HasText = "," }).First).ToBeAttachedAsync();
        await Expect(page.Locator(".apexcharts-yaxis-label").Filter(new() { HasText = "." })).ToHaveCountAsync(0);
        await page.Locator(".chart summary").ClickAsync();
        await Expect(page.Locator(".chart tbody td").First).ToContainTextAsync(",");
    }

    [Fact]
    public async Task Compare_SomebodyElse_IsNamedByTheChartThatStandsThere()
    {
        await using var visitor = await browser.VisitorAsync();
        var mates = Mates(2);
        await using (var db = history.App.OpenDatabase())
            await db.Players.Where(p => p.Id == mates[1].Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, Rude), TestContext.Current.CancellationToken);
        var page = await OpenAsync(visitor, $"compare?others={Uri.EscapeDataString(mates[0].Id)}");
        var legend = page.Locator(".radar .legend li");
        await Expect(legend).ToHaveTextAsync([$"A {history.Player.Name}", $"B {mates[0].Name}"]);
        await page.Locator(".radar .plot").EvaluateAsync("plot => plot.stood = true");

        await page.EvaluateAsync("address => Blazor.navigateTo(address)", history.At($"compare?others={Uri.EscapeDataString(mates[1].Id)}"));

        await Expect(legend).ToHaveTextAsync([$"A {history.Player.Name}", $"B {Rude}"]); // a name, whatever it looks like
        Assert.True(await page.Locator(".radar .plot").EvaluateAsync<bool>("plot => plot.stood === true"));
        await page.Locator(".radar summary").ClickAsync();
        await Expect(page.Locator(".radar thead th").Last).ToHaveTextAsync($"B {Rude}");
        await page.Locator(".radar .plot").ScrollIntoViewIfNeededAsync();
        foreach (var marker in await page.Locator(".radar .apexcharts-marker").AllAsync())
        {
            if (await marker.BoundingBoxAsync() is { } box)
                await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        }

        await Expect(page.Locator("#rude")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Trend_AtAnyWidth_KeepsItsPartsApart(int width)
    {
        await using var visitor = await browser.VisitorAsync(width, width == 390 ? 844 : 900);
        var page = await OpenAsync(visitor, TwoStats);
        await Expect(page.Locator(".apexcharts-xaxis-annotation-label").First).ToBeVisibleAsync();

        var (axis, mark, table, line) = (await BoxAsync(".apexcharts-xaxis-texts-g"), await BoxAsync(".apexcharts-xaxis-annotation-label"), await BoxAsync(".chart summary"), await BoxAsync(".apexcharts-gridline"));
        Assert.True(axis.Y + axis.Height <= mark.Y && mark.Y + mark.Height <= table.Y, $"{axis.Y} {mark.Y} {table.Y}"); // dates, marks, and then the table
        Assert.True(line.Width > width * .6, $"{line.Width} of {width} pixels are left for the lines.");
        var ticks = await page.Locator(".apexcharts-yaxis-label").AllTextContentsAsync();
        Assert.NotEmpty(ticks);
        Assert.All(ticks, tick => Assert.Equal(width == 1440, tick.EndsWith("per min", StringComparison.Ordinal) || tick.EndsWith("uu/s", StringComparison.Ordinal)));
        Assert.Equal(width == 1440 ? 2 : 1, await page.Locator(".apexcharts-yaxis:has(text)").CountAsync());
        await Expect(page.Locator(".legend .unit").Last).ToBeVisibleAsync(new() { Visible = width == 390 });

        async Task<LocatorBoundingBoxResult> BoxAsync(string part) => (await page.Locator(part).First.BoundingBoxAsync())!;
    }

    [Theory]
    [InlineData(1440, 200)]
    [InlineData(390, 160)]
    public async Task Wheel_AtAnyWidth_FillsItsPlace(int width, int across)
    {
        await using var visitor = await browser.VisitorAsync(width, width == 390 ? 844 : 900);
        var page = await OpenAsync(visitor, "");
        var skills = page.GetByRole(AriaRole.Region, new() { Name = "Skills" });
        await Expect(skills.Locator(".apexcharts-radar-series")).ToBeVisibleAsync();
        var (legend, wheel, first, card) = (await BoxAsync(".legend"), await BoxAsync(".apexcharts-radar-series > polygon"), await BoxAsync(".apexcharts-xaxis-label"), (await skills.BoundingBoxAsync())!);

        Assert.True(wheel.Width >= across, $"The wheel is {wheel.Width} pixels wide.");
        Assert.InRange(first.Y - legend.Y - legend.Height, 0, 40);
        foreach (var name in await skills.Locator(".apexcharts-xaxis-label").AllAsync())
        {
            var box = (await name.BoundingBoxAsync())!;
            Assert.True(box.X >= card.X && box.X + box.Width <= card.X + card.Width, $"{await name.TextContentAsync()} leaves the card.");
        }

        async Task<LocatorBoundingBoxResult> BoxAsync(string part) => (await skills.Locator(part).First.BoundingBoxAsync())!;
    }

    /// <summary>Those who have most matches in the playlist that the player has most of.</summary>
    private List<(string Id, string Name)> Mates(int count)
    {
        using var db = history.App.OpenDatabase();
        var playlist = db.PlayerStats.Where(p => p.PlayerId == history.Player.Id && p.PlaylistId != null).GroupBy(p => p.PlaylistId).OrderByDescending(g => g.Count()).Select(g => g.Key).First();
        var ids = db.PlayerStats.Where(p => p.PlaylistId == playlist && p.PlayerId != null && p.PlayerId != history.Player.Id).GroupBy(p => p.PlayerId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key!).Take(count).ToList();
        return [.. ids.Select(id => (id, db.Players.Single(p => p.Id == id).Name!))];
    }

    private async Task<IPage> OpenAsync(IBrowserContext visitor, string path)
    {
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(history.At(path));
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await Expect(page.Locator("main .plot svg").First).ToBeVisibleAsync();
        return page;
    }
}
