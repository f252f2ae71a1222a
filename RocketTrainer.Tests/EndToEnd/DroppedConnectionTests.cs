using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>A phone falls asleep, a train goes into a tunnel: the page comes back to where it was, with what was being typed.</summary>
public sealed class DroppedConnectionTests(Browser browser, ImportedLeague league) : IClassFixture<ImportedLeague>
{
    [Fact]
    public async Task Connection_BreaksAndComesBack_KeepsAddressFilterAndPlace()
    {
        await using var visitor = await browser.VisitorAsync(390, 844);
        await using var line = new BreakableLine(league.App.Address);
        var page = await visitor.NewPageAsync();
        var place = await ReturningPage.ScrollDownAsync(page, line.Over(league.AtPlayersMatches("&result=win")));

        line.Cut();
        await ReturningPage.HasReturnedAsync(page);

        Assert.True(line.Pages > 1); // it is another line
        await ReturningPage.AssertStillThereAsync(page, place);
    }

    [Fact]
    public async Task Connection_BreaksAndComesBack_KeepsWhatIsBeingTyped()
    {
        await using var visitor = await browser.VisitorAsync();
        await using var line = new BreakableLine(league.App.Address);
        var page = await visitor.NewPageAsync();
        var note = await ReturningPage.TypeAsync(page, line.Over(league.At($"replays/{league.Matches(2)[0]}")));
        await Expect(note).ToHaveAttributeAsync("data-restored", ""); // the script looks after it

        line.Cut();
        await ReturningPage.HasReturnedAsync(page);

        Assert.True(line.Pages > 1);
        await ReturningPage.AssertKeptAsync(page, note); // the dialog ended the typing, and the server hears of it all the same
    }

    [Fact]
    public async Task Draft_OfWhatIsKeptAlready_IsSentAndForgotten()
    {
        await using var visitor = await browser.VisitorAsync();
        var page = await visitor.NewPageAsync();
        var match = league.Matches(3)[2];
        var note = await ReturningPage.TypeAsync(page, league.At($"replays/{match}"));
        await note.BlurAsync();
        await Expect(page.Locator(".journal [role=status]")).Not.ToBeEmptyAsync();

        await page.EvaluateAsync("([field, text]) => sessionStorage.setItem(field, text)", new[] { $"rockettrainer.draft.note-{match}", ReturningPage.Typed });
        await page.ReloadAsync();

        await Expect(page.Locator(".journal [role=status]")).Not.ToBeEmptyAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("sessionStorage.length"));
    }
}
