using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The line broke for so long that the server ended the page, which goes on all the same: on what was kept of it, or anew.</summary>
public abstract class ForgottenPageTests(Browser browser, ForgetfulLeague league, bool reloads)
{
    [Fact]
    public async Task Page_IsForgottenByTheServer_ComesBackToAddressFilterAndPlace()
    {
        await using var visitor = await browser.VisitorAsync(390, 844);
        await using var line = new BreakableLine(league.App.Address);
        var page = await visitor.NewPageAsync();
        var place = await ReturningPage.ScrollDownAsync(page, line.Over(league.AtPlayersMatches("&result=win")));
        await page.EvaluateAsync("window.isTheSame = true");

        line.Cut(hold: true);
        await league.HasForgottenAsync(TestContext.Current.CancellationToken);
        line.Mend();
        await ReturningPage.HasReturnedAsync(page);

        Assert.Equal(!reloads, await page.EvaluateAsync<bool>("window.isTheSame === true"));
        await ReturningPage.AssertStillThereAsync(page, place);
    }

    [Fact]
    public async Task Page_IsForgottenByTheServer_KeepsWhatIsBeingTyped()
    {
        await using var visitor = await browser.VisitorAsync();
        await using var line = new BreakableLine(league.App.Address);
        var page = await visitor.NewPageAsync();
        var address = line.Over(league.At($"replays/{league.Match()}?player={Uri.EscapeDataString(league.Player.Id)}"));
        var note = await ReturningPage.TypeAsync(page, address);

        line.Cut(hold: true);
        await league.HasForgottenAsync(TestContext.Current.CancellationToken);
        line.Mend();
        await ReturningPage.HasReturnedAsync(page);

        await ReturningPage.AssertKeptAsync(page, note);
        await Expect(page).ToHaveURLAsync(address);
    }
}

public sealed class TakenUpPageTests(Browser browser, ForgetfulLeague league) : ForgottenPageTests(browser, league, reloads: false), IClassFixture<ForgetfulLeague>;

public sealed class ReloadedPageTests(Browser browser, ForgottenLeague league) : ForgottenPageTests(browser, league, reloads: true), IClassFixture<ForgottenLeague>;
