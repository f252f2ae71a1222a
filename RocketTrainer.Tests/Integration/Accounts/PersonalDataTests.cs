using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>Export, deletion and namelessness: whose data goes where, and what is left.</summary>
public sealed class PersonalDataTests : IAsyncLifetime
{
    private const string Rival = "steam:76561190000000003";

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private KnownUser _hero = null!;
    private KnownUser _stranger = null!;
    private HttpClient _heros = null!;
    private HttpClient _strangers = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server);
        _ = _app.Address;
        _hero = await _app.PersonAsync("76561190000000001", "Hero");
        _stranger = await _app.PersonAsync("76561190000000009", "Stranger");
        _heros = await _app.ProgramAsync(_hero);
        _strangers = await _app.ProgramAsync(_stranger);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Export_HoldsEverythingAboutTheUserAndNothingOfOthers()
    {
        _server.Add(3);
        await ImportAsync(_hero);
        await _strangers.PostAsync("me/accounts", new { platform = "epic", name = "StrangersEpic" }, HttpStatusCode.Created);
        await _heros.PostAsync("me/accounts", new { platform = "epic", name = "HerosEpic" }, HttpStatusCode.Created);

        var asked = await _heros.PostAsync("me/export", null, HttpStatusCode.Accepted);
        Assert.Equal("queued", asked.Text("state"));
        var ready = await ReadyAsync(_heros);
        using var file = await _heros.GetAsync(ready.Text("file"), Cancel);
        Assert.Equal("application/zip", file.Content.Headers.ContentType?.MediaType);
        await using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(Cancel));
        Assert.Equal(
            ["README.txt", "accounts.json", "api-keys.json", "audit.json", "ballchasing-key.json", "groups.json", "imports.json", "labels.json", "library.json", "match-claims.json", "matches.csv", "name-removals.json", "notes.json", "profile.json", "tags.json", "teams.json", "uploads.json", "webhook.json"],
            zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        var all = string.Concat(zip.Entries.Select(Text));
        foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.Ordinal)))
            JsonElement.Parse(Text(entry));
        Assert.Equal(_hero.Id, JsonElement.Parse(Text(zip.GetEntry("profile.json")!)).GetProperty("id").GetGuid());
        Assert.Contains("HerosEpic", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Stranger", all, StringComparison.Ordinal);
        Assert.Equal(1 + (3 * 4), Text(zip.GetEntry("matches.csv")!).Trim().Split('\n').Length);
        Assert.Equal(3, JsonElement.Parse(Text(zip.GetEntry("library.json")!)).GetArrayLength());
        Assert.DoesNotContain(_heros.DefaultRequestHeaders.GetValues("X-Api-Key").Single(), all, StringComparison.Ordinal);

        // Nobody else gets it, and its time ends.
        await _strangers.ReadAsync(ready.Text("file")!, HttpStatusCode.NotFound);
        await _strangers.ReadAsync("me/export", HttpStatusCode.NotFound);
        await using (var db = _app.OpenDatabase())
            await db.PersonalExports.ExecuteUpdateAsync(s => s.SetProperty(e => e.ExpiresAt, DateTimeOffset.UnixEpoch), Cancel);
        await _heros.ReadAsync(ready.Text("file")!, HttpStatusCode.NotFound);
        await _heros.ReadAsync("me/export", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Deletion_LeavesNothingOfTheUserAndWhatIsSharedToTheOthers()
    {
        _server.Add(4);
        await ImportAsync(_hero, max: 4);
        await ImportAsync(_stranger, max: 2); // the two newest are in two libraries
        await _heros.PostAsync("me/accounts", new { platform = "ps4", name = "HeroPad" }, HttpStatusCode.Created);
        await _heros.PostAsync("me/export", null, HttpStatusCode.Accepted);
        await ReadyAsync(_heros);
        await _heros.PostAsync("teams", new { name = "Heroes" }, HttpStatusCode.Created);
        await _heros.PostAsync("auth/token", new { });
        await _app.PersonAsync("76561190000000001", "Hero"); // signs in once more: the audit log has lines with addresses

        Assert.Equal(["confirm"], (await _heros.SendAsync(HttpMethod.Delete, "me", null, HttpStatusCode.BadRequest)).Fields());
        await _heros.DeleteAsync("me?confirm=yes", HttpStatusCode.NoContent);
        await _heros.ReadAsync("auth/me", HttpStatusCode.Unauthorized);
        using var session = _app.Browser(_hero);
        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("replays", Cancel)).StatusCode);

        await using var db = _app.OpenDatabase();
        await AssertNothingNamesAsync(db, _hero.Id);
        Assert.Equal(AuditKind.AccountDeleted, await db.AuditEvents.Where(e => e.UserId == _hero.Id).OrderByDescending(e => e.At).Select(e => e.Kind).FirstAsync(Cancel));
        Assert.All(await db.AuditEvents.Where(e => e.UserId == _hero.Id).ToListAsync(Cancel), e => Assert.Equal((null, null), (e.Address, e.Subject)));
        Assert.Equal([Matches.Id(3), Matches.Id(4)], (await db.Replays.Select(r => r.Id).ToListAsync(Cancel)).Select(id => id.ToString()).Order());
        Assert.Equal(2, (await _strangers.ReadAsync("replays")).Items().Count());
        Assert.Empty(await db.Teams.ToListAsync(Cancel));

        // Signing in again makes somebody new, who has brought in nothing.
        var again = await _app.PersonAsync("76561190000000001", "Hero");
        Assert.NotEqual(_hero.Id, again.Id);
    }

    [Fact]
    public async Task Deletion_WhileAnImportRuns_StopsIt()
    {
        _server.Add(40);
        var held = new TaskCompletionSource();
        for (var number = 1; number <= 30; number++)
            _server.Misbehave(Matches.Id(number), Answers.After(held.Task, Answers.Json(200, Matches.Detail(number).Bytes())));
        var import = await _app.StartImportAsync(_hero.Id, Matches.Hero, max: 40);
        while ((await _heros.ReadAsync($"imports/{import}")).Count("imported") < 5)
            Cancel.ThrowIfCancellationRequested();

        await _heros.DeleteAsync("me?confirm=yes", HttpStatusCode.NoContent);
        held.SetResult();
        await using var db = _app.OpenDatabase();
        Assert.Empty(await db.Imports.ToListAsync(Cancel));
        var asked = _server.Requests.Count;
        await ImportAsync(_stranger, max: 1); // goes its way after the other has stopped
        Assert.InRange(_server.Requests.Count - asked, 1, 2 + 8);
        Assert.Empty(await db.ImportItems.Where(i => i.ImportId == import).ToListAsync(Cancel));
        Assert.DoesNotContain(_app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deletion_OfTheServersOwnAdministrator_IsRefused() =>
        await _app.Api.DeleteAsync("api/v1/me?confirm=yes", HttpStatusCode.Conflict);

    [Fact]
    public async Task Replay_TakenOutOfTheOnlyLibrary_IsGoneAndCanComeAgain()
    {
        _server.Add(2);
        await ImportAsync(_stranger);
        await _heros.DeleteAsync($"replays/{Matches.Id(1)}", HttpStatusCode.NotFound); // sees it, but has not brought it in
        await _strangers.DeleteAsync($"replays/{Matches.Id(1)}", HttpStatusCode.NoContent);
        await _strangers.ReadAsync($"replays/{Matches.Id(1)}", HttpStatusCode.NotFound);
        await _heros.ReadAsync($"replays/{Matches.Id(1)}"); // played it: it stays for him

        await _strangers.DeleteAsync($"replays/{Matches.Id(1)}", HttpStatusCode.NotFound);
        await ImportAsync(_stranger);
        await _strangers.ReadAsync($"replays/{Matches.Id(1)}");
    }

    [Fact]
    public async Task Removal_ByWhoeverProvedTheAccount_TakesTheNameOutEverywhereAndKeepsTheNumbers()
    {
        _server.Add(2);
        var named = Matches.Detail(3);
        named["recorder"] = "Rival";
        named["title"] = "Scrim with Rival";
        named["orange"]!["name"] = "Rival & Other";
        named["uploader"] = new System.Text.Json.Nodes.JsonObject { ["steam_id"] = "76561190000000003", ["name"] = "Rival", ["avatar"] = "https://example.org/rival.jpg" };
        _server.Replays.Insert(0, (Matches.Id(3), named.Bytes()));
        await ImportAsync(_hero);
        var before = await NumbersAsync();
        var rival = await _app.PersonAsync("76561190000000003", "Rival");
        using var rivals = await _app.ProgramAsync(rival);

        Assert.Equal("running", (await rivals.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted)).Text("state"));
        await DoneAsync(Rival);

        Assert.Equal(before, await NumbersAsync());
        foreach (var path in new[] { "replays", $"replays/{Matches.Id(1)}", $"replays/{Matches.Id(3)}", $"replays/{Matches.Id(1)}/payload", $"replays/{Matches.Id(3)}/payload", "replays/export.csv" })
        {
            var told = await _heros.GetStringAsync(path, Cancel);
            Assert.DoesNotContain("Rival", told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("76561190000000003", told, StringComparison.Ordinal);
            Assert.Contains("Hero", told, StringComparison.Ordinal);
        }

        // Also what comes in later, and a search for him, and everything on disk.
        var later = Matches.Detail(4);
        _server.Replays.Insert(0, (Matches.Id(4), later.Bytes()));
        await ImportAsync(_hero);
        Assert.DoesNotContain("Rival", await _heros.GetStringAsync($"replays/{Matches.Id(4)}", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("Rival", await _heros.GetStringAsync($"replays/{Matches.Id(4)}/payload", Cancel), StringComparison.Ordinal);
        Assert.Equal(["playerId"], (await _heros.PostAsync("imports", new { source = "player", playerId = Rival }, HttpStatusCode.BadRequest)).Fields());
        await using var db = _app.OpenDatabase();
        Assert.False(await db.Players.AnyAsync(p => p.Id == Rival, Cancel));
        foreach (var payload in await db.ReplayPayloads.ToListAsync(Cancel))
            Assert.DoesNotContain("Rival", Encoding.UTF8.GetString(PayloadCompression.Expand(payload.Json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_WhileHisMatchesAreBroughtIn_EndsTheImports()
    {
        _server.Add(3);
        _server.Misbehave(Matches.Id(1), Answers.Hang);
        var rival = await _app.PersonAsync("76561190000000003", "Rival");
        using var rivals = await _app.ProgramAsync(rival);
        var ofPlayer = await _heros.PostAsync("imports", new { source = "player", playerId = Rival }, HttpStatusCode.Created);
        var ofUploader = await _heros.PostAsync("imports", new { source = "uploader", uploaderId = "76561190000000003" }, HttpStatusCode.Created);
        var ofAnother = await _heros.PostAsync("imports", new { source = "player", playerId = Matches.Hero }, HttpStatusCode.Created);

        await rivals.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted);

        foreach (var import in new[] { ofPlayer, ofUploader })
        {
            JsonElement receipt;
            do
            {
                receipt = await _heros.ReadAsync($"imports/{import.Text("id")}");
                Receipt.AssertBalances(receipt);
            }
            while (receipt.State() is "queued" or "running");
            Assert.Equal("failed", receipt.State());
            Assert.Contains("asked not to be named", receipt.Text("error"), StringComparison.Ordinal);
        }

        await DoneAsync(Rival);
        Assert.Contains((await _heros.ReadAsync($"imports/{ofAnother.Text("id")}")).State(), new[] { "queued", "running" });
    }

    [Fact]
    public async Task Removal_WithoutProof_WaitsForAnAdministrator()
    {
        _server.Add(1);
        await ImportAsync(_hero);
        var asked = await _strangers.PostAsync("name-removals", new { playerId = Rival, message = "That is me" }, HttpStatusCode.Accepted);
        Assert.Equal("requested", asked.Text("state"));
        Assert.Contains("Rival", await _heros.GetStringAsync($"replays/{Matches.Id(1)}", Cancel), StringComparison.Ordinal);

        var waiting = (await _app.Api.ReadAsync("api/v1/admin/removals")).Items().Single();
        Assert.Equal((Rival, "That is me"), (waiting.Text("playerId")!, waiting.Text("message")!));
        await _strangers.PostAsync($"admin/removals/{waiting.Text("id")}/grant", null, HttpStatusCode.Forbidden);
        await _app.Api.PostAsync($"api/v1/admin/removals/{waiting.Text("id")}/grant", null, HttpStatusCode.NoContent);
        await DoneAsync(Rival);
        Assert.DoesNotContain("Rival", await _heros.GetStringAsync($"replays/{Matches.Id(1)}", Cancel), StringComparison.Ordinal);

        var other = await _strangers.PostAsync("name-removals", new { playerId = "steam:76561190000000004" }, HttpStatusCode.Accepted);
        await _app.Api.PostAsync($"api/v1/admin/removals/{other.Text("id")}/refuse", null, HttpStatusCode.NoContent);
        Assert.Contains("Other", await _heros.GetStringAsync($"replays/{Matches.Id(1)}", Cancel), StringComparison.Ordinal);
        Assert.Equal(["message", "playerId"], (await _strangers.PostAsync("name-removals", new { playerId = "nobody", message = new string('x', 501) }, HttpStatusCode.BadRequest)).Fields().Order());
    }

    [Fact]
    public async Task Removal_OfAPlayStationPlayer_HoldsWhereHisIdIsMasked()
    {
        var detail = Matches.Detail(1);
        var player = detail["orange"]!["players"]![0]!;
        (player["name"], player["id"]) = ("PadRival", new System.Text.Json.Nodes.JsonObject { ["platform"] = "ps4", ["id"] = "****" });
        detail["groups"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = "scrims", ["name"] = "Scrims of PadRival" });
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));
        await ImportAsync(_hero);
        await GrantAsync("ps4:PadRival");

        foreach (var path in new[] { $"replays/{Matches.Id(1)}", $"replays/{Matches.Id(1)}/payload", "replays" })
            Assert.DoesNotContain("PadRival", await _heros.GetStringAsync(path, Cancel), StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.All((await db.Replays.Include(r => r.Sources).ToListAsync(Cancel)).SelectMany(r => r.Sources).SelectMany(s => s.Groups), g => Assert.Null(g.Name));
    }

    [Fact]
    public async Task Removal_TakesAGuestOnTheSplitScreenAlongAndNobodyWhoseIdIsAlike()
    {
        var detail = Matches.Detail(1);
        void Be(string team, int at, string platform, string id, string name)
        {
            var player = detail[team]!["players"]![at]!;
            (player["name"], player["id"]) = (name, new System.Text.Json.Nodes.JsonObject { ["platform"] = platform, ["id"] = id, ["player_number"] = name.EndsWith("(1)", StringComparison.Ordinal) ? 1 : 0 });
        }

        Be("blue", 1, "ps4", "a_c", "Owner");
        Be("orange", 0, "ps4", "a_c", "Owner(1)");
        Be("orange", 1, "ps4", "abc", "Alike");
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));
        await ImportAsync(_hero);
        await GrantAsync("ps4:a_c");

        var match = await _heros.GetStringAsync($"replays/{Matches.Id(1)}", Cancel);
        Assert.DoesNotContain("Owner", match, StringComparison.Ordinal);
        Assert.Contains("Alike", match, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal(["ps4:abc", Matches.Hero], (await db.Players.Select(p => p.Id).ToListAsync(Cancel)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Removal_ThatSomebodyElseAskedFor_IsNotToldAndCantBeAskedAway()
    {
        var first = await _heros.PostAsync("name-removals", new { playerId = Rival, message = "Secret reason" }, HttpStatusCode.Accepted);
        var second = await _strangers.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted);
        Assert.NotEqual(first.Text("id"), second.Text("id"));
        Assert.Equal(("requested", null), (second.Text("state"), second.Text("message")));
        Assert.Equal("Secret reason", (await _app.Api.ReadAsync("api/v1/admin/removals")).Items().Single().Text("message"));
        Assert.Equal(first.Text("id"), (await _heros.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted)).Text("id"));

        // Refused or done looks no different to others.
        await _app.Api.PostAsync($"api/v1/admin/removals/{first.Text("id")}/refuse", null, HttpStatusCode.NoContent);
        Assert.Equal("requested", (await _strangers.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted)).Text("state"));
        Assert.Equal("refused", (await _heros.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted)).Text("state"));

        // What somebody has proven to be his, nobody else asks away.
        await _strangers.PostAsync("name-removals", new { playerId = Matches.Hero }, HttpStatusCode.Accepted);
        Assert.DoesNotContain((await _app.Api.ReadAsync("api/v1/admin/removals")).Items(), r => r.Text("playerId") == Matches.Hero);
    }

    [Fact]
    public async Task Removal_AskedForTenTimesInAnHour_WaitsHoweverItIsAsked()
    {
        for (var number = 10; number < 20; number++)
            await _heros.PostAsync("name-removals", new { playerId = $"steam:765611900000000{number}" }, HttpStatusCode.Accepted);
        Assert.Equal(["playerId"], (await _heros.PostAsync("name-removals", new { playerId = "steam:76561190000000020" }, HttpStatusCode.BadRequest)).Fields());
        await _strangers.PostAsync("name-removals", new { playerId = "steam:76561190000000020" }, HttpStatusCode.Accepted);
    }

    private async Task GrantAsync(string playerId)
    {
        await _strangers.PostAsync("name-removals", new { playerId }, HttpStatusCode.Accepted);
        var id = (await _app.Api.ReadAsync("api/v1/admin/removals")).Items().Single().Text("id");
        await _app.Api.PostAsync($"api/v1/admin/removals/{id}/grant", null, HttpStatusCode.NoContent);
        await DoneAsync(playerId);
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static async Task<JsonElement> ReadyAsync(HttpClient client)
    {
        while (true)
        {
            var export = await client.ReadAsync("me/export");
            Assert.NotEqual("failed", export.Text("state"));
            if (export.Text("state") == "ready")
                return export;
        }
    }

    private async Task DoneAsync(string playerId)
    {
        await using var db = _app.OpenDatabase();
        while (!await db.NameRemovals.AnyAsync(r => r.PlayerId == playerId && r.State == Core.Accounts.Privacy.RemovalState.Done, Cancel))
            Cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Every stat of every row, in order.</summary>
    private async Task<List<string>> NumbersAsync()
    {
        await using var db = _app.OpenDatabase();
        var rows = await db.PlayerStats.AsNoTracking().OrderBy(p => p.ReplayId).ThenBy(p => p.Slot).ToListAsync(Cancel);
        return [.. rows.Select(r => r.ReplayId + ":" + string.Join(',', StatCatalog.OfPlayer.Select(s => r[s.Column])))];
    }

    /// <summary>No row of any table but the audit log holds the user's id.</summary>
    private static async Task AssertNothingNamesAsync(Core.Data.RocketTrainerDb db, Guid userId)
    {
        foreach (var table in db.Model.GetEntityTypes().Where(t => !t.IsOwned() && t.ClrType != typeof(AuditEvent)))
        {
            foreach (var column in table.GetProperties().Where(p => p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?)))
            {
                var sql = $"SELECT COUNT(*) AS \"Value\" FROM \"{table.GetTableName()}\" WHERE \"{column.GetColumnName()}\" = {{0}}";
                Assert.True(await db.Database.SqlQueryRaw<int>(sql, userId).SingleAsync(Cancel) == 0, $"{table.GetTableName()}.{column.GetColumnName()} still names the user.");
            }
        }

        Assert.False(await db.Set<ImportItem>().AnyAsync(i => !db.Imports.Any(m => m.Id == i.ImportId), Cancel));
        Assert.False(await db.Set<RefreshToken>().AnyAsync(t => !db.Users.Any(u => u.Id == t.UserId), Cancel));
    }

    private async Task ImportAsync(KnownUser owner, int max = 10) =>
        await _app.FollowAsync(await _app.StartImportAsync(owner.Id, Matches.Hero, max), Cancel);
}
