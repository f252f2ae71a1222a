using System.Collections.Concurrent;
using Microsoft.Playwright;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The API's reference page, as a browser with our content security policy sees it.</summary>
public sealed class ReferencePageTests(Browser browser)
{
    private const string NoteViolations =
        "window.violations = []; document.addEventListener('securitypolicyviolation', e => window.violations.push(e.violatedDirective + ' ' + e.blockedURI))";

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();

    [Theory]
    [InlineData(ColorScheme.Dark, null)]
    [InlineData(ColorScheme.Light, null)]
    [InlineData(ColorScheme.Light, "dark")]
    public async Task Reference_ForAnybody_ShowsEveryOperationAndAsksNobodyElse(ColorScheme scheme, string? chosen)
    {
        await using var app = new RocketTrainerApp();
        await using var visitor = await browser.VisitorAsync(scheme: scheme);
        if (chosen is not null)
            await visitor.AddInitScriptAsync($"localStorage.setItem('rockettrainer.theme', '{chosen}')");
        var page = await OpenAsync(visitor, app);

        foreach (var operation in (await ApiDocument.OfAsync(app)).Operations)
            await Expect(page.GetByText(operation.Json["summary"]!.GetValue<string>()).First).ToBeVisibleAsync();
        foreach (var heading in new[] { "Limits", "Repeating a request", "Problems" })
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        await TakePictureAsync(page, $"{scheme}-{chosen ?? "system"}");
        await AssertQuietAsync(page, app);
        Assert.Equal(chosen == "dark" || scheme == ColorScheme.Dark, await page.EvaluateAsync<bool>("document.body.classList.contains('dark-mode')"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]')].filter(a => a.checkVisibility() && a.origin !== location.origin).map(a => a.href)"));
    }

    [Fact]
    public async Task Operation_TriedOutWithAKey_IsAskedOfThisServerAlone()
    {
        await using var app = new RocketTrainerApp();
        await using var visitor = await browser.VisitorAsync();
        var page = await OpenAsync(visitor, app, "#tag/imports/GET/api/v1/imports");
        await page.GetByLabel("Value", new() { Exact = false }).First.FillAsync(RocketTrainerApp.AdminKey);
        await page.Locator("[id='v1/tag/imports/GET/api/v1/imports']").GetByRole(AriaRole.Button, new() { Name = "Test Request" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send get request" }).ClickAsync();
        await Expect(page.GetByText("200 OK")).ToBeVisibleAsync();

        await TakePictureAsync(page, "tried-out");
        await AssertQuietAsync(page, app);
        Assert.Contains(_requests, url => url.Contains("/api/v1/imports", StringComparison.Ordinal));
    }

    private async Task<IPage> OpenAsync(IBrowserContext visitor, RocketTrainerApp app, string place = "")
    {
        await visitor.AddInitScriptAsync(NoteViolations);
        var page = await visitor.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _complaints.Enqueue($"{response.Status} {response.Url}");
        };
        await page.GotoAsync(new Uri(app.Address, "api").ToString() + place);
        return page;
    }

    private static async Task TakePictureAsync(IPage page, string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(Path.GetTempPath(), $"rockettrainer-reference-{name}.png") });

    private async Task AssertQuietAsync(IPage page, RocketTrainerApp app)
    {
        Assert.Empty(_complaints);
        Assert.Empty(await page.EvaluateAsync<string[]>("window.violations"));
        Assert.All(_requests, url => Assert.True(url.StartsWith(app.Address.ToString(), StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
    }
}
