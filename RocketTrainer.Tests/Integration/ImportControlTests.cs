using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>Imports that are paused, resumed and asked for again.</summary>
public sealed class ImportControlTests : IAsyncLifetime
{
    private static readonly object HeroImport = new { source = "player", playerId = Matches.Hero };

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server, settings: [("Importing:Linger", "00:00:00"), ("Ballchasing:Timeout", "00:01:00"), ("Ballchasing:Retries", "0")]);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Import_WaitsForItsTurn_SaysHowManyGoFirst()
    {
        _server.Add(3);
        var gate = new TaskCompletionSource();
        _server.Misbehave(Matches.Id(3), Answers.After(gate.Task, Answers.Json(200, Matches.Detail(3).Bytes())));
        await using var app = new RocketTrainerApp(_server, settings: [("Jobs:Concurrency", "1"), ("Ballchasing:Timeout", "00:01:00")]);
        var imports = app.Services.GetRequiredService<ImportService>();
        var me = (await app.AdministratorAsync()).Id;
        var first = await app.StartImportAsync(me, Matches.Hero, 1);
        while ((await FindAsync(first)).Receipt.State != ImportState.Running)
            Cancel.ThrowIfCancellationRequested();
        var (second, third) = (await app.StartImportAsync(me, Matches.Hero, 2), await app.StartImportAsync(me, Matches.Hero, 3));

        Assert.Equal("Waiting for its turn: it is the next", (await FindAsync(second)).Step);
        Assert.Equal("Waiting for its turn: one import goes first", (await FindAsync(third)).Step);
        gate.SetResult();
        await app.FollowAsync(third, Cancel);

        async Task<ImportProgress> FindAsync(Guid id) => (await imports.FindAsync(new Viewer.Person(me), id, Cancel))!;
    }

    [Fact]
    public async Task Pause_OfARunningImport_StopsItUntilItIsResumedAndNothingIsFetchedTwice()
    {
        _server.Add(40);
        var gate = new TaskCompletionSource();
        for (var number = 1; number <= 20; number++)
            _server.Misbehave(Matches.Id(number), Answers.After(gate.Task, Answers.Json(200, Matches.Detail(number).Bytes())));
        var id = await StartAsync();
        while ((await ReceiptAsync(id)).Count("imported") < 20)
            Cancel.ThrowIfCancellationRequested();

        Assert.Equal("paused", (await SteerAsync(id, "pause")).State());
        Assert.Equal("paused", (await SteerAsync(id, "pause")).State());
        gate.SetResult();
        await UntilNobodyRunsItAsync(id);
        var paused = await ReceiptAsync(id);
        var asked = _server.Requests.Count;
        Assert.Equal(("paused", 40), (paused.State(), paused.Count("listed")));
        Receipt.AssertBalances(paused);

        Assert.Contains((await SteerAsync(id, "resume")).State(), new[] { "queued", "running", "completed" });
        var receipt = await _app.FollowAsync(id, Cancel);
        Assert.Equal(("completed", 40, 0), (receipt.State(), receipt.Count("imported"), receipt.Count("failed")));
        Assert.Equal(asked + 40 - paused.Count("imported"), _server.Requests.Count);
    }

    [Fact]
    public async Task Pause_ThenTheProcessEnds_StaysPausedAtTheNextStart()
    {
        using var data = new TemporaryDirectory();
        _server.Add(3);
        _server.Misbehave(Matches.Id(1), [.. Enumerable.Repeat(Answers.Hang, 9)]);
        Guid id;
        await using (var first = await RocketTrainerProcess.StartAsync(data, _server, Cancel))
        {
            using var started = await first.Api.PostAsJsonAsync("imports", HeroImport, Cancel);
            id = (await started.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
            while ((await first.ReceiptAsync(id, Cancel)).Count("imported") < 2)
                Cancel.ThrowIfCancellationRequested();
            (await first.Api.PostAsync($"imports/{id}/pause", null, Cancel)).Dispose();
            await first.KillAsync();
        }

        var asked = _server.Requests.Count;
        await using var second = await RocketTrainerProcess.StartAsync(data, _server, Cancel);
        Assert.Equal("paused", (await second.ReceiptAsync(id, Cancel)).State());
        (await second.Api.PostAsync($"imports/{id}/cancel", null, Cancel)).Dispose();
        var cancelled = await second.EndAsync(id, Cancel);
        Assert.Equal(("cancelled", 2, 1), (cancelled.State(), cancelled.Count("imported"), cancelled.Count("remaining")));
        Assert.Equal(asked, _server.Requests.Count);
    }

    [Fact]
    public async Task Retry_OfAll_AsksForThoseThatItCanHelpAndNoOthers()
    {
        _server.Add(5);
        _server.Misbehave(Matches.Id(1), Answers.ServerFault);
        _server.Misbehave(Matches.Id(2), Answers.ServerFault);
        _server.Misbehave(Matches.Id(3), Answers.Failed(Matches.Id(3)));
        var id = await StartAsync();
        var first = await _app.FollowAsync(id, Cancel);
        Assert.Equal((2, 3), (first.Count("imported"), first.Count("failed")));
        var asked = _server.Requests.Count;

        await SteerAsync(id, "retry");

        var second = await _app.FollowAsync(id, Cancel);
        Assert.Equal(("completed", 4, 1), (second.State(), second.Count("imported"), second.Count("failed")));
        Assert.Equal(Matches.Id(3), second.GetProperty("failures")[0].GetProperty("replayId").GetString());
        Assert.Equal(asked + 2, _server.Requests.Count);
        Assert.Equal("Nothing in it failed that a retry can help.", await RefusalAsync(id, "retry"));
    }

    [Fact]
    public async Task Retry_OfOne_AsksForItAlone()
    {
        _server.Add(3);
        _server.Misbehave(Matches.Id(1), Answers.ServerFault);
        _server.Misbehave(Matches.Id(3), Answers.Failed(Matches.Id(3)));
        var id = await StartAsync();
        await _app.FollowAsync(id, Cancel);

        await SteerAsync(id, "retry", new { replayId = Matches.Id(3) });

        var receipt = await _app.FollowAsync(id, Cancel);
        Assert.Equal((2, 1), (receipt.Count("imported"), receipt.Count("failed")));
        Assert.Equal(Matches.Id(1), receipt.GetProperty("failures")[0].GetProperty("replayId").GetString());
        Assert.Equal("No replay with this id failed in it.", await RefusalAsync(id, "retry", new { replayId = Matches.Id(3) }));
    }

    [Fact]
    public async Task Retry_WhileOthersStillComeIn_IsFetchedBeforeTheImportEnds()
    {
        _server.Add(3);
        var gate = new TaskCompletionSource();
        _server.Misbehave(Matches.Id(1), Answers.After(gate.Task, Answers.Json(200, Matches.Detail(1).Bytes())));
        _server.Misbehave(Matches.Id(2), Answers.ServerFault);
        var id = await StartAsync();
        while ((await ReceiptAsync(id)) is var now && now.Count("failed") + now.Count("imported") < 2)
            Cancel.ThrowIfCancellationRequested();

        await SteerAsync(id, "retry");
        gate.SetResult();

        var receipt = await _app.FollowAsync(id, Cancel);
        Assert.Equal(("completed", 3, 0), (receipt.State(), receipt.Count("imported"), receipt.Count("failed")));
    }

    [Fact]
    public async Task Retry_OfAnImportThatFailedAsAWhole_GoesOnWhereItWas()
    {
        _server.Add(250);
        _server.MisbehaveOnList(Answers.Json(403, """{"error":"no"}"""));
        var id = await StartAsync();
        Assert.Equal("failed", (await _app.FollowAsync(id, Cancel)).State());

        await SteerAsync(id, "retry");

        var receipt = await _app.FollowAsync(id, Cancel);
        Assert.Equal(("completed", 250, 250), (receipt.State(), receipt.Count("listed"), receipt.Count("imported")));
        Assert.Equal(JsonValueKind.Null, receipt.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task Retry_OfWhatBallchasingWasStillReading_BringsItIn()
    {
        await using var app = new RocketTrainerApp(_server, settings: [("Importing:PendingAttempts", "2"), ("Importing:PendingDelay", "00:00:00.010")]);
        _server.Add(2);
        _server.Misbehave(Matches.Id(1), Answers.Pending(Matches.Id(1)), Answers.Pending(Matches.Id(1)));
        var first = await app.ImportAsync(HeroImport, Cancel);
        Assert.Equal((1, 1), (first.Count("imported"), first.Count("pending")));

        using var retried = await app.Api.PostAsync($"api/v1/imports/{first.GetProperty("id").GetGuid()}/retry", null, Cancel);

        Assert.Equal(HttpStatusCode.OK, retried.StatusCode);
        var second = await app.FollowAsync(first.GetProperty("id").GetGuid(), Cancel);
        Assert.Equal(("completed", 2, 0), (second.State(), second.Count("imported"), second.Count("pending")));
    }

    [Fact]
    public async Task Steering_WhatItDoesNotFit_IsRefusedInWords()
    {
        _server.Add(1);
        var id = await StartAsync();
        await _app.FollowAsync(id, Cancel);
        Assert.Equal("The import is over already: it is completed.", await RefusalAsync(id, "pause"));
        Assert.Equal("The import isn't paused: it is completed.", await RefusalAsync(id, "resume"));
        var cancelled = await StartAsync();
        await SteerAsync(cancelled, "pause");
        await SteerAsync(cancelled, "cancel");
        Assert.Equal("The import was cancelled, and that is for good: start another one.", await RefusalAsync(cancelled, "retry"));
    }

    private async Task<Guid> StartAsync() => (await _app.StartImportAsync(HeroImport, Cancel)).GetProperty("id").GetGuid();

    private Task<JsonElement> ReceiptAsync(Guid id) => _app.Api.GetFromJsonAsync<JsonElement>($"api/v1/imports/{id}", Cancel);

    private async Task<JsonElement> SteerAsync(Guid id, string how, object? body = null)
    {
        using var answer = await _app.Api.PostAsJsonAsync($"api/v1/imports/{id}/{how}", body ?? new { }, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Receipt.AssertBalances(receipt);
        return receipt;
    }

    private async Task<string?> RefusalAsync(Guid id, string how, object? body = null)
    {
        using var answer = await _app.Api.PostAsJsonAsync($"api/v1/imports/{id}/{how}", body ?? new { }, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString();
    }

    /// <summary>The run has noticed that it is to stop, and says so in the log as its last word.</summary>
    private async Task UntilNobodyRunsItAsync(Guid id)
    {
        while (!_app.Log.Lines.Any(line => line.Contains($"Import {id} is {ImportState.Paused}", StringComparison.Ordinal)))
            await Task.Delay(10, Cancel);
        await using var db = _app.OpenDatabase();
        Assert.Equal(ImportState.Paused, await db.Imports.Where(i => i.Id == id).Select(i => i.State).SingleAsync(Cancel));
    }
}
