using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>Imports that meet each other, a cancellation, readers, or the end of the process.</summary>
public sealed class ImportRacesTests
{
    private static readonly object HeroImport = new { source = "player", playerId = Matches.Hero };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Imports_OfTheSameMatchesAtOnce_StoreEachOnceAndNeverMeetALockedDatabase()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(60);
        for (var i = 1; i <= 60; i++)
        {
            var second = Matches.Detail(i); // somebody else's upload of the same match
            second["id"] = Matches.Id(1000 + i);
            server.Replays.Add((Matches.Id(1000 + i), second.Bytes()));
        }

        await using var app = new RocketTrainerApp(server, settings: [("Importing:BatchSize", "3"), ("Importing:Linger", "00:00:00")]);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var readers = Enumerable.Range(0, 4).Select(_ => ReadAsync(app, reading.Token)).ToList();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.ImportAsync(HeroImport, Cancel)));

        await reading.CancelAsync();
        await Task.WhenAll(readers);
        Assert.All(receipts, r => Assert.Equal(("completed", 120, 0, 0), (r.State(), r.Count("listed"), r.Count("failed"), r.Count("remaining"))));
        Assert.Equal(60, receipts.Sum(r => r.Count("imported")));
        await using var db = app.OpenDatabase();
        Assert.Equal((60, 120, 120, 240), (await db.Replays.CountAsync(Cancel), await db.ReplaySources.CountAsync(Cancel), await db.ReplayPayloads.CountAsync(Cancel), await db.PlayerStats.CountAsync(Cancel)));
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("locked", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancel_OfAnImportThatWaitsForItsTurn_IsFinalAndNothingIsFetched()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(1);
        server.Misbehave(Matches.Id(1), [.. Enumerable.Repeat(Answers.Hang, 50)]);
        await using var app = new RocketTrainerApp(server, settings: [("Ballchasing:Timeout", "00:01:00"), ("Jobs:Concurrency", "10")]);
        var running = new List<Guid>();
        for (var i = 0; i < 10; i++) // as many as the job engine runs at once
            running.Add((await app.StartImportAsync(HeroImport, Cancel)).GetProperty("id").GetGuid());
        while (server.Requests.Count(r => r.Path.EndsWith(Matches.Id(1), StringComparison.Ordinal)) < 10)
            Cancel.ThrowIfCancellationRequested();
        var asked = server.Requests.Count;
        var queued = (await app.StartImportAsync(HeroImport, Cancel)).GetProperty("id").GetGuid();

        using var cancelled = await app.Api.PostAsync($"api/v1/imports/{queued}/cancel", null, Cancel);
        Assert.Equal("cancelled", (await cancelled.Content.ReadFromJsonAsync<JsonElement>(Cancel)).State());
        foreach (var id in running)
            (await app.Api.PostAsync($"api/v1/imports/{id}/cancel", null, Cancel)).Dispose();
        foreach (var id in running)
            Assert.Equal("cancelled", (await app.FollowAsync(id, Cancel)).State());
        var last = await app.ImportAsync(new { source = "replays", replayIds = new[] { Matches.Id(77) } }, Cancel); // runs after the cancelled one

        Assert.Equal("completed", last.State());
        Assert.Equal("cancelled", (await app.FollowAsync(queued, Cancel)).State());
        Assert.Equal(asked + 1, server.Requests.Count);
    }

    [Fact]
    public async Task Imports_OfTwoPeopleOnOneKey_TheNewcomersFirstTwentyDontWaitBehindTheOthersHundreds()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(420);
        await using var app = new RocketTrainerApp(server, settings: [("Ballchasing:Tier", "gc")]);
        var crowd = await app.PersonAsync("76561190000000771", "Crowd");
        var newcomer = await app.PersonAsync("76561190000000772", "Newcomer");
        var many = await app.StartImportAsync(crowd.Id, Matches.Hero, max: 400);
        while (server.Requests.Count(IsDetail) < 40) // beyond its own first ones
            Cancel.ThrowIfCancellationRequested();

        var before = server.Requests.Count(IsDetail);
        var (few, _) = await app.Services.GetRequiredService<ImportService>().StartAsync(
            new Viewer.Person(newcomer.Id), new ImportRequest { Source = ImportSource.Replays, ReplayIds = [.. Enumerable.Range(1, 20).Select(Matches.Id)] }, Cancel);
        var seen = await app.FollowAsync(few!.Receipt.Id, Cancel);

        Assert.Equal(20, seen.Count("imported"));
        Assert.InRange(server.Requests.Count(IsDetail) - before, 0, 60); // not the 380 that were waiting
        (await app.Api.PostAsync($"api/v1/imports/{many}/cancel", null, Cancel)).Dispose();

        static bool IsDetail((TimeSpan At, string Path, string? Query, string? Authorization) request) => request.Path.StartsWith("/api/replays/", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_RacingWithTheEnd_LeavesOneAnswerThatStays()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(3);
        await using var app = new RocketTrainerApp(server, settings: [("Importing:Linger", "00:00:00")]);
        for (var round = 0; round < 15; round++)
        {
            var id = (await app.StartImportAsync(HeroImport, Cancel)).GetProperty("id").GetGuid();
            while ((await ReceiptAsync(app, id)).Count("remaining") + (await ReceiptAsync(app, id)).Count("listed") == 0)
                Cancel.ThrowIfCancellationRequested();

            using var cancelled = await app.Api.PostAsync($"api/v1/imports/{id}/cancel", null, Cancel);

            var followed = await app.FollowAsync(id, Cancel);
            Assert.Equal(cancelled.StatusCode == HttpStatusCode.OK ? "cancelled" : "completed", followed.State());
            Assert.Equal(followed.State(), (await ReceiptAsync(app, id)).State());
            await using var db = app.OpenDatabase();
            Assert.Equal(followed.State(), (await db.Imports.SingleAsync(i => i.Id == id, Cancel)).State.ToString().ToLowerInvariant());
        }
    }

    [Fact]
    public async Task Import_WithoutAnyKey_WaitsAndSaysForWhat()
    {
        await using var app = new RocketTrainerApp();
        var id = (await app.StartImportAsync(HeroImport, Cancel)).GetProperty("id").GetGuid();

        JsonElement receipt;
        while ((receipt = await ReceiptAsync(app, id)).State() != "waiting")
            Cancel.ThrowIfCancellationRequested();

        Assert.Contains("Ballchasing:ApiKey", receipt.GetProperty("error").GetString(), StringComparison.Ordinal);
        using var cancelled = await app.Api.PostAsync($"api/v1/imports/{id}/cancel", null, Cancel);
        Assert.Equal("cancelled", (await app.FollowAsync(id, Cancel)).State());
    }

    [Fact]
    public async Task Import_StoredButNotScheduledWhenTheProcessDied_RunsAtTheNextStart()
    {
        using var data = new TemporaryDirectory();
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(3);
        var id = Guid.CreateVersion7();
        await using (var first = await RocketTrainerProcess.StartAsync(data, server, Cancel))
        {
            await using var db = data.OpenDatabase();
            db.Imports.Add(new() { Id = id, UserId = null, Source = ImportSource.Player, PlayerId = Matches.Hero, CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync(Cancel);
            await first.KillAsync();
        }

        await using var second = await RocketTrainerProcess.StartAsync(data, server, Cancel);
        var receipt = await second.EndAsync(id, Cancel);

        Assert.Equal(("completed", 3), (receipt.State(), receipt.Count("imported")));
    }

    [Fact]
    public async Task Import_ProcessStoppedWhileSomebodyFollows_StopsAtOnceAndGoesOnAtTheNextStart()
    {
        using var data = new TemporaryDirectory();
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(30);
        server.Misbehave(Matches.Id(1), Answers.Hang);
        Guid id;
        await using (var first = await RocketTrainerProcess.StartAsync(data, server, Cancel))
        {
            using var started = await first.Api.PostAsJsonAsync("imports", HeroImport, Cancel);
            id = (await started.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
            while ((await first.ReceiptAsync(id, Cancel)).Count("imported") < 29)
                Cancel.ThrowIfCancellationRequested();
            await using var follower = await first.Api.GetStreamAsync($"imports/{id}/events", Cancel);

            var stopped = first.StopAsync();
            Assert.Same(stopped, await Task.WhenAny(stopped, Task.Delay(TimeSpan.FromSeconds(10), Cancel)));
            Assert.Equal(0, await stopped);
        }

        await using (var db = data.OpenDatabase())
            Assert.Equal(Core.Importing.ImportState.Queued, (await db.Imports.SingleAsync(i => i.Id == id, Cancel)).State);
        await using var second = await RocketTrainerProcess.StartAsync(data, server, Cancel);
        var receipt = await second.EndAsync(id, Cancel);

        Assert.Equal(("completed", 30), (receipt.State(), receipt.Count("imported")));
        Assert.Equal(31, server.Requests.Count(r => r.Path.StartsWith("/api/replays/", StringComparison.Ordinal)));
    }

    private static Task<JsonElement> ReceiptAsync(RocketTrainerApp app, Guid id) => app.Api.GetFromJsonAsync<JsonElement>($"api/v1/imports/{id}", Cancel);

    private static async Task ReadAsync(RocketTrainerApp app, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                (await app.Api.GetStringAsync("api/v1/replays?limit=50&player=" + Matches.Hero, cancellationToken)).ToString();
                foreach (var receipt in (await app.Api.GetFromJsonAsync<JsonElement>("api/v1/imports", cancellationToken)).GetProperty("items").EnumerateArray())
                    Receipt.AssertBalances(receipt);
            }
        }
        catch (OperationCanceledException)
        {
            // the imports are done
        }
    }
}
