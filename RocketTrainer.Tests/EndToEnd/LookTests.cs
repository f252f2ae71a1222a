using Microsoft.Playwright;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.EndToEnd;

public sealed class LookTests(Browser browser)
{
    [Fact(Explicit = true)]
    public async Task Look()
    {
        await using var app = new RocketTrainerApp(environment: "Development", settings: ("Ballchasing:Sandbox", "On"));
        _ = app.Address;
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        foreach (var width in new[] { 1440, 390 })
        {
            var visitor = await browser.VisitorAsync(width, width == 390 ? 844 : 900, scheme);
            var page = await visitor.NewPageAsync();
            var log = new List<string>();
            page.Console += (_, m) => { if (m.Type is "error" or "warning") log.Add(m.Text); };
            foreach (var path in (Environment.GetEnvironmentVariable("LOOK") ?? "account").Split(','))
            {
                await page.GotoAsync(new Uri(app.Address, path).ToString());
                if (await page.Locator("[data-interactive=yes]").CountAsync() >= 0)
                    try { await Assertions.Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync(new() { Timeout = 5000 }); } catch (Exception) { log.Add(path + " not interactive"); }
                await page.WaitForTimeoutAsync(300);
                await page.ScreenshotAsync(new() { Path = $"/tmp/look/{path.Replace('/', '-')}-{scheme}-{width}.png", FullPage = true });
            }
            TestContext.Current.SendDiagnosticMessage(string.Join("\n", log));
            foreach (var l in log) Console.WriteLine("LOG " + l);
        }
    }
}
