using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>Linked accounts that fetch their matches by themselves.</summary>
public sealed class AccountSyncTests : IAsyncLifetime
{
    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server, settings: [("Importing:SyncEvery", "00:30:00")]);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_OfSomebodyNew_BringsInHisMatchesUnasked()
    {
        _server.Add(30);
        var hero = await _app.PersonAsync("76561190000000001", "Hero");

        var receipt = await FollowNewestAsync(hero.Id);

        Assert.Equal(("completed", "player", 30), (receipt.State(), receipt.GetProperty("source").GetString(), receipt.Count("imported")));
        await using var db = _app.OpenDatabase();
        var account = await db.LinkedAccounts.SingleAsync(a => a.UserId == hero.Id, Cancel);
        Assert.NotNull(account.SyncedAt);
        Assert.InRange(account.NextSyncAt!.Value - account.SyncedAt.Value, TimeSpan.FromMinutes(26), TimeSpan.FromMinutes(34));
    }

    [Fact]
    public async Task SignIn_OfSomebodyWithFiveThousandMatchesOnARegularKey_ShowsTheNewestTwentyWithinTwentySeconds()
    {
        _server.Add(5000);
        await using var app = new RocketTrainerApp(_server, settings: [("Importing:SyncEvery", "00:30:00"), ("Ballchasing:Tier", "regular")]);
        _ = app.Address;
        var began = System.Diagnostics.Stopwatch.StartNew();
        var hero = await app.PersonAsync("76561190000000001", "Hero");

        var list = app.Services.GetRequiredService<ReplayQueries>();
        var newest = _server.Replays.Take(20).Select(r => Guid.Parse(r.Id)).ToList();
        while (!(await list.ListAsync(new Viewer.Person(hero.Id), new ReplayFilter(), cursor: null, 20, Cancel)).Items.Select(i => i.ReplayId).SequenceEqual(newest))
            await Task.Delay(50, Cancel);

        Assert.InRange(began.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        TestContext.Current.SendDiagnosticMessage($"The newest twenty were there after {began.Elapsed.TotalSeconds:0.0} s.");
        var import = (await app.Services.GetRequiredService<ImportService>().ListAsync(new Viewer.Person(hero.Id), before: null, 1, Cancel))[0];
        await app.Services.GetRequiredService<ImportControl>().CancelAsync(new Viewer.Person(hero.Id), import.Receipt.Id, Cancel);
    }

    [Fact]
    public async Task Sync_OfAnAccountThatWasSynced_AsksForLateUploadsAndFetchesOnlyWhatIsNew()
    {
        _server.Add(5);
        var hero = await _app.PersonAsync("76561190000000001", "Hero");
        await FollowNewestAsync(hero.Id);
        _server.Replays.Insert(0, (Matches.Id(6), Matches.Detail(6).Bytes()));
        var asked = _server.Requests.Count;
        var since = await DueAsync(hero.Id);

        Assert.Equal(1, await SyncAsync());
        var receipt = await FollowNewestAsync(hero.Id);

        Assert.Equal(("completed", 1, 5), (receipt.State(), receipt.Count("imported"), receipt.Count("duplicates")));
        var requests = _server.Requests.Skip(asked).ToList();
        Assert.Equal(2, requests.Count);
        var after = DateTimeOffset.Parse(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(requests[0].Query)["created-after"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange((since - after)!.Value, TimeSpan.FromDays(1), TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1)); // Ballchasing is asked in whole seconds
    }

    [Fact]
    public async Task Sync_ThatBringsNothing_LeavesNoTrailOfImports()
    {
        _server.Add(2);
        var hero = await _app.PersonAsync("76561190000000001", "Hero");
        await FollowNewestAsync(hero.Id);
        for (var round = 0; round < 3; round++)
        {
            await DueAsync(hero.Id);
            Assert.Equal(1, await SyncAsync());
            await FollowNewestAsync(hero.Id);
        }

        await using var db = _app.OpenDatabase();
        Assert.Equal([0, 2], await db.Imports.Where(i => i.UserId == hero.Id).Select(i => i.Imported).Order().ToListAsync(Cancel));
        Assert.Equal(4, await db.ImportItems.CountAsync(Cancel));
    }

    [Fact]
    public async Task Sync_NotDueOffOrStillRunning_StartsNothing()
    {
        _server.Add(1);
        var hero = await _app.PersonAsync("76561190000000001", "Hero");
        await FollowNewestAsync(hero.Id);
        Assert.Equal(0, await SyncAsync()); // not due

        using var program = await _app.ProgramAsync(hero);
        await using var db = _app.OpenDatabase();
        var account = await db.LinkedAccounts.SingleAsync(a => a.UserId == hero.Id, Cancel);
        using (var off = await program.PutAsJsonAsync($"me/accounts/{account.Id}/sync", new { syncs = false }, Cancel))
            Assert.Equal((HttpStatusCode.OK, false), (off.StatusCode, (await off.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("syncs").GetBoolean()));
        await DueAsync(hero.Id);
        Assert.Equal(0, await SyncAsync()); // off

        using (var odd = await program.PutAsJsonAsync($"me/accounts/{account.Id}/sync", new { syncs = "maybe" }, Cancel))
            Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);

        var gate = new TaskCompletionSource();
        _server.Replays.Insert(0, (Matches.Id(2), Matches.Detail(2).Bytes()));
        _server.Misbehave(Matches.Id(2), Answers.After(gate.Task, Answers.Json(200, Matches.Detail(2).Bytes())));
        (await program.PutAsJsonAsync($"me/accounts/{account.Id}/sync", new { syncs = true }, Cancel)).Dispose(); // due, and it runs at once
        while (!await db.Imports.AnyAsync(i => i.SyncOf == account.Id && i.State == ImportState.Running, Cancel))
            Cancel.ThrowIfCancellationRequested();
        await DueAsync(hero.Id);
        Assert.Equal(0, await SyncAsync()); // still running
        gate.SetResult();
        Assert.Equal("completed", (await FollowNewestAsync(hero.Id)).State());
    }

    [Fact]
    public async Task Sync_OfSomebodyWhoAskedNotToBeNamed_StartsNothing()
    {
        _server.Add(1);
        var hero = await _app.PersonAsync("76561190000000001", "Hero");
        await FollowNewestAsync(hero.Id);
        await using (var db = _app.OpenDatabase())
        {
            db.NameRemovals.Add(new NameRemoval { Id = Guid.NewGuid(), PlayerId = Matches.Hero, RequestedAt = DateTimeOffset.UnixEpoch, RequestedBy = hero.Id, State = RemovalState.Done });
            await db.SaveChangesAsync(Cancel);
        }

        await DueAsync(hero.Id);
        Assert.Equal(0, await SyncAsync());
    }

    [Fact]
    public async Task Sync_OnSeveralNodesAtOnce_StartsOneImport()
    {
        _server.Add(1);
        var hero = await _app.PersonAsync("76561190000000001", "Hero");
        await FollowNewestAsync(hero.Id);
        await DueAsync(hero.Id);

        var started = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(SyncAsync, Cancel)));

        Assert.Equal(1, started.Sum());
    }

    private Task<int> SyncAsync() => _app.Services.GetRequiredService<AccountSync>().RunAsync(Cancel);

    /// <summary>Makes the user's account due; when its last sync began.</summary>
    private async Task<DateTimeOffset?> DueAsync(Guid userId)
    {
        await using var db = _app.OpenDatabase();
        var account = await db.LinkedAccounts.SingleAsync(a => a.UserId == userId, Cancel);
        account.NextSyncAt = DateTimeOffset.UnixEpoch;
        await db.SaveChangesAsync(Cancel);
        return account.SyncedAt;
    }

    /// <summary>The last receipt of the user's newest import, once there is one.</summary>
    private async Task<JsonElement> FollowNewestAsync(Guid userId)
    {
        var imports = _app.Services.GetRequiredService<ImportService>();
        while (true)
        {
            if ((await imports.ListAsync(new Viewer.Person(userId), before: null, 1, Cancel)) is [var newest])
                return await _app.FollowAsync(newest.Receipt.Id, Cancel);
            await Task.Delay(20, Cancel);
        }
    }
}
