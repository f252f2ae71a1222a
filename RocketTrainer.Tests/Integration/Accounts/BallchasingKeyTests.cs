using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>People's own keys to Ballchasing, over HTTP.</summary>
public sealed class BallchasingKeyTests : IAsyncLifetime
{
    private const string Mine = "my-own-ballchasing-key";

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private KnownHero _hero = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _server.Tier = "gold";
        _server.OwnKeys = new HashSet<string>(StringComparer.Ordinal) { Mine };
        _app = new RocketTrainerApp(_server);
        var user = await _app.PersonAsync("76561190000000001", "Hero");
        _hero = new(user.Id, await _app.ProgramAsync(user, ApiScopes.Read | ApiScopes.Write | ApiScopes.Import));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Keep_AKeyThatBallchasingTakes_IsUsedFirstAndNeverSeenAgain()
    {
        _server.Add(3);
        Assert.Equal(HttpStatusCode.OK, (await KeepAsync(Mine)).Status);
        var known = await _hero.Api.GetFromJsonAsync<JsonElement>("me/ballchasing-key", Cancel);
        Assert.Equal(("Tester", "gold", JsonValueKind.Null), (known.GetProperty("ownerName").GetString(), known.GetProperty("tier").GetString(), known.GetProperty("refusedAt").ValueKind));

        var receipt = await _app.FollowAsync(await _app.StartImportAsync(_hero.Id, Matches.Hero, max: 3), Cancel);

        Assert.Equal(("completed", 3, "gold"), (receipt.State(), receipt.Count("imported"), receipt.GetProperty("quota").GetProperty("tier").GetString()));
        Assert.All(_server.Requests, r => Assert.Equal(Mine, r.Authorization));
        Assert.DoesNotContain(Mine, known.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Log.Lines, line => line.Contains(Mine, StringComparison.Ordinal));
        await using var db = _app.OpenDatabase();
        var stored = await db.OwnBallchasingKeys.AsNoTracking().SingleAsync(Cancel);
        Assert.DoesNotContain(Mine, System.Text.Encoding.UTF8.GetString(stored.Sealed), StringComparison.Ordinal);
        Assert.DoesNotContain(Mine, stored.Fingerprint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a key with spaces", "That is no key")]
    [InlineData("g/abcdef", "a group's key")]
    [InlineData("another-key", "does not accept this key")]
    public async Task Keep_WhatIsNoGoodKey_IsRefusedInWordsAndTheOneBeforeStays(string key, string words)
    {
        await KeepAsync(Mine);
        var (status, answer) = await KeepAsync(key);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(words, answer.GetProperty("errors").GetProperty("key")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("Tester", (await _hero.Api.GetFromJsonAsync<JsonElement>("me/ballchasing-key", Cancel)).GetProperty("ownerName").GetString());
    }

    [Fact]
    public async Task Import_OwnKeyRefusedOnTheWay_GoesOnWithTheSitesAndTheOwnerIsTold()
    {
        _server.Add(3);
        await KeepAsync(Mine);
        _server.OwnKeys = new HashSet<string>(StringComparer.Ordinal);

        var receipt = await _app.FollowAsync(await _app.StartImportAsync(_hero.Id, Matches.Hero, max: 3), Cancel);

        Assert.Equal(("completed", 3), (receipt.State(), receipt.Count("imported")));
        Assert.NotEqual(JsonValueKind.Null, (await _hero.Api.GetFromJsonAsync<JsonElement>("me/ballchasing-key", Cancel)).GetProperty("refusedAt").ValueKind);
        Assert.Equal(BallchasingServer.Key, _server.Requests.Last().Authorization);
    }

    [Fact]
    public async Task Import_ThatWaitsForAKey_GoesOnOnceItsOwnerGivesOne()
    {
        _server.Add(3);
        _server.AcceptsKey = false;
        var id = await _app.StartImportAsync(_hero.Id, Matches.Hero, max: 3);
        while ((await _hero.Api.GetFromJsonAsync<JsonElement>($"imports/{id}", Cancel)).State() != "waiting")
            Cancel.ThrowIfCancellationRequested();
        await using var db = _app.OpenDatabase();
        while (await db.Imports.AnyAsync(i => i.Id == id && i.State != ImportState.Waiting, Cancel))
            Cancel.ThrowIfCancellationRequested();

        await KeepAsync(Mine);

        var receipt = await _app.FollowAsync(id, Cancel);
        Assert.Equal(("completed", 3, JsonValueKind.Null), (receipt.State(), receipt.Count("imported"), receipt.GetProperty("error").ValueKind));
    }

    [Fact]
    public async Task Import_OfPrivateReplays_BringsInThoseOfTheKeysOwner()
    {
        var mine = Matches.Detail(1);
        (mine["visibility"], mine["uploader"]!["steam_id"]) = ("private", "76561190000000099"); // whose key it is
        var others = Matches.Detail(2);
        (others["visibility"], others["uploader"]!["steam_id"]) = ("private", "76561190000000088");
        _server.Replays.AddRange([(Matches.Id(1), mine.Bytes()), (Matches.Id(2), others.Bytes())]);
        await KeepAsync(Mine);

        var receipt = await _app.FollowAsync(await _app.StartImportAsync(_hero.Id, Matches.Hero, max: 3), Cancel);

        Assert.Equal((1, 1), (receipt.Count("imported"), receipt.Count("skipped")));
    }

    [Fact]
    public async Task Forget_AKey_LeavesNothingOfIt()
    {
        await KeepAsync(Mine);
        using var forgotten = await _hero.Api.DeleteAsync("me/ballchasing-key", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
        using var again = await _hero.Api.GetAsync("me/ballchasing-key", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        await using var db = _app.OpenDatabase();
        Assert.Empty(await db.OwnBallchasingKeys.ToListAsync(Cancel));
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> KeepAsync(string key)
    {
        using var answer = await _hero.Api.PutAsJsonAsync("me/ballchasing-key", new { key }, Cancel);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    private sealed record KnownHero(Guid Id, HttpClient Api);
}
