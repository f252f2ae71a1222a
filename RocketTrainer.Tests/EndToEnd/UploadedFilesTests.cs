using Microsoft.Playwright;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>Replay files chosen on the page, handed on and imported while one watches.</summary>
public sealed class UploadedFilesTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ImportsPage_FilesChosen_EachSaysWhatBecameOfItAndTheImportRuns()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        await using var app = new RocketTrainerApp(server);
        await using var visitor = await browser.VisitorAsync(width: 390, height: 844, ColorScheme.Light);
        await app.SignInAsync(visitor, await app.AdministratorAsync());
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, "imports").ToString());
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await page.GetByText("Files", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".quota")).ToContainTextAsync("0 handed in within a day");

        await page.WaitForFunctionAsync("() => document.querySelector('.drop input')._blazorInputFileNextFileId !== undefined"); // Blazor's script listens to it

        var damaged = ReplayFiles.Make("damaged");
        damaged[^1] ^= 1;
        await page.Locator(".drop input").SetInputFilesAsync(
        [
            File("one.replay", ReplayFiles.Make("one")), File("damaged.replay", damaged), File("same.replay", ReplayFiles.Make("one")), File("notes.txt", [1]), File("two.replay", [.. ReplayFiles.Make("two"), .. new byte[300_000]]),
        ]);

        var states = page.Locator(".files .state");
        await Expect(states).ToHaveTextAsync(
        [
            "Ballchasing has it", "The file is damaged: the checksum of its body doesn't fit.", "Ballchasing had it already", "Replay files end in .replay.", "Ballchasing has it",
        ], new() { Timeout = 20_000 });
        await Expect(page.Locator(".quota")).ToContainTextAsync("2 handed in within a day");
        await Expect(page.GetByText("An import follows them.")).ToBeVisibleAsync();
        await Expect(page.Locator(".imports .import .state")).ToHaveTextAsync("Done");
        await Expect(page.Locator(".imports .import .done strong")).ToHaveTextAsync("2");
        Assert.Equal(["one.replay", "two.replay"], server.Uploads.Select(u => u.Name));

        // Dropped as from a folder's window, which only the browser itself can do.
        using var folder = new TemporaryDirectory();
        await System.IO.File.WriteAllBytesAsync(folder.File("three.replay"), ReplayFiles.Make("three"), Cancel);
        var drop = (await page.Locator(".drop").BoundingBoxAsync())!;
        var devTools = await visitor.NewCDPSessionAsync(page);
        foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
        {
            await devTools.SendAsync("Input.dispatchDragEvent", new()
            {
                ["type"] = type, ["x"] = drop.X + (drop.Width / 2), ["y"] = drop.Y + (drop.Height / 2),
                ["data"] = new { items = Array.Empty<object>(), files = new[] { folder.File("three.replay") }, dragOperationsMask = 1 },
            });
        }

        await Expect(states).ToHaveTextAsync(["Ballchasing has it"], new() { Timeout = 20_000 });
        await Expect(page.Locator(".drop.over")).ToHaveCountAsync(0);
        Assert.Equal("three.replay", server.Uploads.Last().Name);

        static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = "application/octet-stream", Buffer = content };
    }
}
