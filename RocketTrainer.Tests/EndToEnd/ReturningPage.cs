using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>What a page should have kept when its line is back.</summary>
internal static class ReturningPage
{
    public const string Typed = "Saves too late, third goal";

    public sealed record Place(string Address, double Scroll, string First);

    /// <summary>A list of matches that were won, scrolled down.</summary>
    public static async Task<Place> ScrollDownAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody .result .win")).Not.ToHaveCountAsync(0);
        await page.EvaluateAsync("scrollTo(0, 600)");
        await Expect(page.Locator("html")).ToHaveJSPropertyAsync("scrollTop", 600);
        return new(address, 600, await page.Locator("tbody a[data-row]").First.InnerTextAsync());
    }

    /// <summary>The line is back, whoever has brought the page back.</summary>
    public static async Task HasReturnedAsync(IPage page)
    {
        await Expect(page.Locator("#components-reconnect-modal[open]")).ToHaveCountAsync(0, new() { Timeout = 40_000 });
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
    }

    /// <summary>The same rows under the same filter stand at the same place, and the filter works.</summary>
    public static async Task AssertStillThereAsync(IPage page, Place place)
    {
        await Expect(page).ToHaveURLAsync(place.Address);
        await Expect(page.GetByLabel("Result")).ToHaveValueAsync("win");
        await Expect(page.Locator("tbody .result .win")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("tbody .result .loss")).ToHaveCountAsync(0);
        await Expect(page.Locator("tbody a[data-row]").First).ToHaveTextAsync(place.First);
        await Expect(page.Locator("html")).ToHaveJSPropertyAsync("scrollTop", place.Scroll);

        await page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).ClickAsync();
        await page.GetByLabel("Result").SelectOptionAsync("Lost");
        await Expect(page.Locator("tbody .result .loss")).Not.ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(place.Address.Replace("result=win", "result=loss", StringComparison.Ordinal));
    }

    /// <summary>Begins a note to a match that has none yet, and doesn't end it.</summary>
    public static async Task<ILocator> TypeAsync(IPage page, string match)
    {
        await page.GotoAsync(match);
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        var note = page.GetByRole(AriaRole.Textbox, new() { Name = "Note", Exact = true });
        await Expect(note).ToBeEnabledAsync();
        await Expect(note).ToHaveValueAsync("");
        await note.PressSequentiallyAsync(Typed);
        return note;
    }

    /// <summary>What was typed stands there, and the server has it.</summary>
    public static async Task AssertKeptAsync(IPage page, ILocator note)
    {
        await Expect(note).ToHaveValueAsync(Typed);
        await Expect(page.Locator(".journal [role=status]")).Not.ToBeEmptyAsync();
    }
}
