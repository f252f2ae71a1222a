using System.Diagnostics;
using Microsoft.Playwright;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// <c>-- first-visit [--visits 9] [--matches 5000]</c>: a browser that has never been here opens the dashboard of a player with so many
/// matches, of the app as it is published, with its compressed files. Fails when the median largest contentful paint is later than a second, or when more than 900 KB came over the line.
/// The browser is Chromium: <c>CHROMIUM</c>, or where Debian puts it.
/// </summary>
internal static class FirstVisitCommand
{
    private const double MostSeconds = 1.0;
    private const double MostKilobytes = 900;

    private const string LargestPaint = """
        () => new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true }))
        """;

    public static async Task<int> RunAsync(Options options)
    {
        var (visits, matches) = (options.Number("--visits", 9), options.Number("--matches", 5000));
        var directory = Directory.CreateTempSubdirectory("rockettrainer-").FullName;
        var published = Directory.CreateTempSubdirectory("rockettrainer-app-").FullName;
        try
        {
            await PublishAsync(published);
            await CircuitsCommand.FillAsync(directory, matches, Guid.NewGuid());
            await using var app = await AppProcess.StartAsync(new(StringComparer.Ordinal)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development", // where whoever comes is the demo user
                ["Ballchasing__Sandbox"] = "On", ["Importing__SyncEvery"] = "0",
            }, directory, Path.Combine(published, "RocketTrainer.Web.dll"));
            var address = app.Address.ToString();
            using var playwright = await Playwright.CreateAsync();
            await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = ["--no-sandbox"] });
            await VisitAsync(chromium, address); // the server warms up, too
            var paints = new List<double>();
            var bytes = 0.0;
            for (var i = 0; i < visits; i++)
            {
                var (paint, transferred) = await VisitAsync(chromium, address);
                paints.Add(paint / 1000);
                bytes = Math.Max(bytes, transferred);
            }

            paints.Sort();
            var ok = CircuitsCommand.Say("largest contentful paint, median", paints[paints.Count / 2], MostSeconds, "s")
                & CircuitsCommand.Say("largest contentful paint, worst", paints[^1], double.PositiveInfinity, "s")
                & CircuitsCommand.Say("transferred", bytes / 1000, MostKilobytes, "KB");
            return ok ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
            Directory.Delete(published, recursive: true);
        }
    }

    private static async Task PublishAsync(string folder)
    {
        using var publish = Process.Start("dotnet", ["publish", Path.Combine(Repository.Root, "RocketTrainer.Web"), "-c", "Release", "-o", folder, "--nologo", "-v", "quiet"]);
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException("The app could not be published.");
    }

    /// <summary>With empty caches; bytes as they came over the line, headers included.</summary>
    private static async Task<(double Paint, double Bytes)> VisitAsync(IBrowser browser, string address)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        var network = await context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        var bytes = 0.0;
        network.Event("Network.loadingFinished").OnEvent += (_, e) => bytes += e!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync(address);
        await page.WaitForSelectorAsync("[data-interactive=yes]");
        await page.WaitForSelectorAsync("main .plot svg");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return (await page.EvaluateAsync<double>(LargestPaint), bytes);
    }
}
