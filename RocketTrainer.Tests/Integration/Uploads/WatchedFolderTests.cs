using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Importing.Uploads;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Uploads;

/// <summary>A folder of files that are handed in by themselves.</summary>
public sealed class WatchedFolderTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();
    private BallchasingServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await BallchasingServer.StartAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Folder_Watched_HandsEachFileInOnceAndImportsItAndLeavesItThere()
    {
        await File.WriteAllBytesAsync(_folder.File("one.replay"), ReplayFiles.Make("one"), Cancel);
        await File.WriteAllTextAsync(_folder.File("notes.txt"), "notes", Cancel);
        await File.WriteAllBytesAsync(_folder.File("bad.replay"), [1, 2, 3], Cancel);
        await using var app = App(every: "00:00:00.100");
        var hero = await app.PersonAsync("76561190000000001", "Hero");

        await UntilAsync(async db => await db.Imports.AnyAsync(i => i.UserId == hero.Id && i.Imported == 1, Cancel), app);
        await File.WriteAllBytesAsync(_folder.File("two.replay"), ReplayFiles.Make("two"), Cancel);
        await UntilAsync(async db => await db.Replays.CountAsync(Cancel) == 2, app);

        Assert.Equal(["one.replay", "two.replay"], _server.Uploads.Select(u => u.Name));
        Assert.All(_server.Uploads, u => Assert.Equal("unlisted", u.Visibility));
        Assert.Equal(4, Directory.GetFiles(_folder.Path).Length);
        await using var db = app.OpenDatabase();
        Assert.Equal(UploadState.Refused, (await db.Uploads.SingleAsync(u => u.FileName == "bad.replay", Cancel)).State);
    }

    [Fact]
    public async Task Folder_FileGrows_IsLeftUntilItDoesNot()
    {
        var whole = ReplayFiles.Make("one");
        await using var app = App(every: "01:00:00"); // looked at by the test
        await app.PersonAsync("76561190000000001", "Hero");
        var folder = app.Services.GetRequiredService<WatchedFolder>();

        for (var written = 20; written < whole.Length; written += 20)
        {
            await File.WriteAllBytesAsync(_folder.File("one.replay"), whole[..written], Cancel);
            Assert.Equal(0, await folder.LookAsync(Cancel));
        }

        await File.WriteAllBytesAsync(_folder.File("one.replay"), whole, Cancel);
        Assert.Equal([0, 1, 0], await LooksAsync(folder, 3));
        Assert.Single(_server.Uploads);
        await using var db = app.OpenDatabase();
        Assert.Single(await db.Uploads.ToListAsync(Cancel));
    }

    [Fact]
    public async Task Folder_NextProcess_KnowsWhatWasHandedIn()
    {
        await File.WriteAllBytesAsync(_folder.File("one.replay"), ReplayFiles.Make("one"), Cancel);
        await using var app = App(every: "01:00:00");
        await app.PersonAsync("76561190000000001", "Hero");
        var folder = app.Services.GetRequiredService<WatchedFolder>();
        Assert.Equal([0, 1], await LooksAsync(folder, 2));

        var next = ActivatorUtilities.CreateInstance<WatchedFolder>(app.Services);
        Assert.Equal([0, 0, 0], await LooksAsync(next, 3));
        Assert.Single(_server.Requests, r => r.Path == "/api/v2/upload");
    }

    [Fact]
    public async Task Folder_WithoutAnOwner_IsRefusedAtTheStart()
    {
        await using var app = new RocketTrainerApp(_server, settings: ("Replays:WatchFolder", _folder.Path));
        var refused = Assert.ThrowsAny<Exception>(() => app.Services);
        Assert.Contains("Replays:WatchOwner", refused.ToString(), StringComparison.Ordinal);
    }

    private RocketTrainerApp App(string every) => new(
        _server, settings: [("Replays:WatchFolder", _folder.Path), ("Replays:WatchOwner", "76561190000000001"), ("Replays:WatchVisibility", "unlisted"), ("Replays:WatchEvery", every)]);

    private static async Task<List<int>> LooksAsync(WatchedFolder folder, int times)
    {
        var found = new List<int>();
        while (found.Count < times)
            found.Add(await folder.LookAsync(Cancel));
        return found;
    }

    private static async Task UntilAsync(Func<Core.Data.RocketTrainerDb, Task<bool>> fact, RocketTrainerApp app)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            await using var db = app.OpenDatabase();
            if (await fact(db))
                return;
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
