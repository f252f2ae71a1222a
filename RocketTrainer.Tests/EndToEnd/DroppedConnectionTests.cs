using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>A phone falls asleep, a train goes into a tunnel: the page comes back to where it was, with what was being typed.</summary>
public sealed class DroppedConnectionTests(Browser browser, ImportedLeague league) : IClassFixture<ImportedLeague>
{
    private const string Typed = "Saves too late, third goal";

    [Fact]
    public async Task Connection_BreaksAndComesBack_KeepsPlaceFilterAndWhatIsBeingTyped()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await visitor.NewPageAsync();
        var lines = new List<IWebSocketRoute>();
        await page.RouteWebSocketAsync(url => url.Contains("/_blazor", StringComparison.Ordinal), line =>
        {
            line.ConnectToServer();
            lines.Add(line);
        });
        var note = await TypeAsync(page, league.Matches(2)[0]);
        await Expect(note).ToHaveAttributeAsync("data-restored", ""); // the script looks after it

        await lines[^1].CloseAsync();
        await Expect(page.Locator("#components-reconnect-modal[open]")).ToBeVisibleAsync();
        await Expect(page.Locator("#components-reconnect-modal[open]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });

        Assert.True(lines.Count > 1); // it is another line
        await Expect(note).ToHaveValueAsync(Typed);
        await Expect(page.Locator(".journal [role=status]")).Not.ToBeEmptyAsync(); // the dialog ended the typing, and the server hears of it all the same
    }

    [Fact]
    public async Task Connection_IsForgottenByTheServer_BringsBackThePageWithWhatWasBeingTyped()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await visitor.NewPageAsync();
        var note = await TypeAsync(page, league.Matches(2)[1]);
        var address = page.Url;

        await page.ReloadAsync(); // what the page does when the server no longer knows it

        await Expect(note).ToHaveValueAsync(Typed);
        await Expect(page.Locator(".journal [role=status]")).Not.ToBeEmptyAsync();
        Assert.Equal(address, page.Url);
    }

    [Fact]
    public async Task Draft_OfWhatIsKeptAlready_IsSentAndForgotten()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await visitor.NewPageAsync();
        var match = league.Matches(3)[2];
        var note = await TypeAsync(page, match);
        await note.BlurAsync();
        await Expect(page.Locator(".journal [role=status]")).Not.ToBeEmptyAsync();

        await page.EvaluateAsync("([field, text]) => sessionStorage.setItem(field, text)", new[] { $"rockettrainer.draft.note-{match}", Typed });
        await page.ReloadAsync();

        await Expect(page.Locator(".journal [role=status]")).Not.ToBeEmptyAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("sessionStorage.length"));
    }

    /// <summary>Begins a note to a match that has none yet, and doesn't end it.</summary>
    private async Task<ILocator> TypeAsync(IPage page, Guid match)
    {
        await page.GotoAsync(league.At($"replays/{match}"));
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        var note = page.GetByRole(AriaRole.Textbox, new() { Name = "Note", Exact = true });
        await Expect(note).ToBeEnabledAsync();
        await Expect(note).ToHaveValueAsync("");
        await note.PressSequentiallyAsync(Typed);
        return note;
    }
}
