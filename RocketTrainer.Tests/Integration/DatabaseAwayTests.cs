using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>A PostgreSQL of their own that these tests stop and start.</summary>
[Trait("Database", "Any")]
public sealed class DatabaseAwayTests
{
    private const int Count = 150;

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_PostgresAwayForTwentySecondsInTheMiddle_WaitsFinishesAndBalances()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await using var postgres = await PostgresServer.StartAsync(PostgresServer.Hasty);
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(Count);
        var gone = new TaskCompletionSource();
        for (var number = 1; number <= Count - 50; number++)
            server.Misbehave(Matches.Id(number), Answers.After(gone.Task, Answers.Json(200, Matches.Detail(number).Bytes())));
        await using var app = new RocketTrainerApp(server, settings:
            [("Database:Provider", "Postgres"), ("ConnectionStrings:RocketTrainer", postgres.ConnectionString("rockettrainer")), ("Ballchasing:Timeout", "00:02:00")]);
        var import = (await app.StartImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel)).GetProperty("id").GetGuid();
        var feed = app.Services.GetRequiredService<ImportFeed>();
        await UntilAsync(() => feed.Latest(import)?.Receipt.Imported >= 40);

        await postgres.StopAsync();
        var away = Stopwatch.StartNew();
        gone.SetResult();
        await UntilAsync(() => feed.Latest(import)!.Receipt.State == ImportState.Waiting);
        Assert.Contains("The database does not answer.", feed.Latest(import)!.Step, StringComparison.Ordinal);
        await UntilAsync(() => away.Elapsed >= Outage);
        Assert.Equal(ImportState.Waiting, feed.Latest(import)!.Receipt.State);
        await postgres.ResumeAsync();

        await UntilAsync(() => feed.Latest(import)!.Receipt.IsOver);
        var receipt = feed.Latest(import)!.Receipt;
        Assert.Equal((ImportState.Completed, Count, Count, 0), (receipt.State, receipt.Listed, receipt.Imported, receipt.Failed));
        await using var db = app.OpenDatabase();
        Assert.Equal(Count, await db.Replays.CountAsync(Cancel));
        Assert.Equal(Count * 4, await db.PlayerStats.CountAsync(Cancel));
        Assert.Equal(Count, await db.ImportItems.CountAsync(i => i.ImportId == import && i.State == ImportItemState.Imported, Cancel));
    }

    [Fact]
    public async Task Start_PostgresThatIsStillStarting_IsWaitedFor()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await using var postgres = await PostgresServer.StartAsync(PostgresServer.Hasty);
        await postgres.StopAsync();
        await using var app = new RocketTrainerApp(settings: [("Database:Provider", "Postgres"), ("ConnectionStrings:RocketTrainer", postgres.ConnectionString("rockettrainer"))]);
        var started = Task.Run(() => app.Address, Cancel);
        await UntilAsync(() => app.Log.Lines.Any(line => line.Contains("Waiting for the PostgreSQL database 'rockettrainer'", StringComparison.Ordinal)));
        Assert.False(started.IsCompleted);
        await postgres.ResumeAsync();
        await started;
    }

    private static async Task UntilAsync(Func<bool> fact)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!fact())
            await Task.Delay(20, limit.Token);
    }
}
