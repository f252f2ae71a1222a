using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>A real file system without room, in memory; to mount one takes root.</summary>
public sealed class FullDiskTests
{
    private const int Count = 300;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_SqlitesDiskFull_SaysSoWaitsAndFinishesOnceThereIsRoom()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can mount a small file system.");
        using var disk = SmallDisk.Mount(megabytes: 32);
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(Count);
        await using var app = new RocketTrainerApp(server, settings:
        [
            ("DataDirectory", disk.Path), ("Database:Provider", "Sqlite"), ("ConnectionStrings:RocketTrainer", SqliteFile.ConnectionString(Path.Combine(disk.Path, "full.db"))),
        ]);
        _ = app.Address; // it starts while there is room
        disk.Fill();

        var import = (await app.StartImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel)).GetProperty("id").GetGuid();
        var feed = app.Services.GetRequiredService<ImportFeed>();
        await UntilAsync(() => feed.Latest(import)?.Receipt.State == ImportState.Waiting);
        Assert.Contains("The database's disk is full.", feed.Latest(import)!.Step, StringComparison.Ordinal);

        disk.Empty();
        await UntilAsync(() => feed.Latest(import)!.Receipt.IsOver);
        var receipt = feed.Latest(import)!.Receipt;
        Assert.Equal((ImportState.Completed, Count, Count, 0), (receipt.State, receipt.Listed, receipt.Imported, receipt.Failed));
        await using var db = app.OpenDatabase();
        Assert.Equal(Count, await db.Replays.CountAsync(Cancel));
        Assert.Equal(Count * 4, await db.PlayerStats.CountAsync(Cancel));
        Assert.Equal(Count, await db.ReplayPayloads.CountAsync(Cancel));
    }

    private static async Task UntilAsync(Func<bool> fact)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!fact())
            await Task.Delay(20, limit.Token);
    }

    private sealed class SmallDisk : IDisposable
    {
        /// <summary>Enough to note the import itself, not to bring anything in.</summary>
        private const int Left = 512 * 1024;

        private readonly TemporaryDirectory _directory = new();

        public string Path => _directory.Path;

        private string Filler => System.IO.Path.Combine(Path, "filler");

        public static SmallDisk Mount(int megabytes)
        {
            var disk = new SmallDisk();
            Run("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={megabytes}m"), "none", disk.Path);
            return disk;
        }

        public void Fill()
        {
            using var filler = File.Create(Filler);
            var room = new DriveInfo(Path).AvailableFreeSpace - Left;
            var block = new byte[64 * 1024];
            for (; room > 0; room -= block.Length)
                filler.Write(block);
        }

        public void Empty() => File.Delete(Filler);

        public void Dispose()
        {
            Run("umount", "--lazy", Path); // the app may still hold its files
            _directory.Dispose();
        }

        private static void Run(string program, params string[] arguments)
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            Assert.SkipWhen(process.ExitCode != 0, program + " isn't allowed here.");
        }
    }
}
