using Microsoft.Playwright;
using RocketTrainer.Tests.EndToEnd;

[assembly: AssemblyFixture(typeof(Browser))]

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>One headless Chromium for all tests, the system's own: <c>CHROMIUM</c>, or where Debian puts it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string Path = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Chromium)>> _started = new(StartAsync); // tests of several classes ask at once

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A fresh visitor; skips the test, loudly, where there is no browser.</summary>
    /// <param name="timeZone">An IANA name; the machine's own unless told.</param>
    /// <param name="locale">How he writes numbers and dates: <c>de-DE</c>.</param>
    public async Task<IBrowserContext> VisitorAsync(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Dark, string? timeZone = null, string? locale = null)
    {
        Assert.SkipUnless(File.Exists(Path), $"SKIPPED, NOTHING CHECKED: there is no Chromium at {Path}. Install it, or name one in CHROMIUM.");
        var (_, chromium) = await _started.Value;
        return await chromium.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, TimezoneId = timeZone, Locale = locale });
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;
        var (playwright, chromium) = await _started.Value;
        await chromium.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Chromium)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        }));
    }
}
