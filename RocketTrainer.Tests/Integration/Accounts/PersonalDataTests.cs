using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>Export and deletion: whose data goes where, and what is left.</summary>
public sealed class PersonalDataTests : TwoPeopleTest
{
    [Fact]
    public async Task Export_HoldsEverythingAboutTheUserAndNothingOfOthers()
    {
        Server.Add(3);
        await ImportAsync(Hero);
        await StrangersClient.PostAsync("me/accounts", new { platform = "epic", name = "StrangersEpic" }, HttpStatusCode.Created);
        await HerosClient.PostAsync("me/accounts", new { platform = "epic", name = "HerosEpic" }, HttpStatusCode.Created);

        var asked = await HerosClient.PostAsync("me/export", null, HttpStatusCode.Accepted);
        Assert.Equal("queued", asked.Text("state"));
        var ready = await ReadyAsync(HerosClient);
        using var file = await HerosClient.GetAsync(ready.Text("file"), Cancel);
        Assert.Equal("application/zip", file.Content.Headers.ContentType?.MediaType);
        await using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(Cancel));
        Assert.Equal(
            ["README.txt", "accounts.json", "api-keys.json", "audit.json", "ballchasing-key.json", "groups.json", "imports.json", "labels.json", "library.json", "match-claims.json", "matches.csv", "name-removals.json", "notes.json", "profile.json", "tags.json", "teams.json", "uploads.json", "webhook.json"],
            zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        var all = string.Concat(zip.Entries.Select(Text));
        foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.Ordinal)))
            JsonElement.Parse(Text(entry));
        Assert.Equal(Hero.Id, JsonElement.Parse(Text(zip.GetEntry("profile.json")!)).GetProperty("id").GetGuid());
        Assert.Contains("HerosEpic", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Stranger", all, StringComparison.Ordinal);
        Assert.Equal(1 + (3 * 4), Text(zip.GetEntry("matches.csv")!).Trim().Split('\n').Length);
        Assert.Equal(3, JsonElement.Parse(Text(zip.GetEntry("library.json")!)).GetArrayLength());
        Assert.DoesNotContain(HerosClient.DefaultRequestHeaders.GetValues("X-Api-Key").Single(), all, StringComparison.Ordinal);

        // Nobody else gets it, and its time ends.
        await StrangersClient.ReadAsync(ready.Text("file")!, HttpStatusCode.NotFound);
        await StrangersClient.ReadAsync("me/export", HttpStatusCode.NotFound);
        await using (var db = App.OpenDatabase())
            await db.PersonalExports.ExecuteUpdateAsync(s => s.SetProperty(e => e.ExpiresAt, DateTimeOffset.UnixEpoch), Cancel);
        await HerosClient.ReadAsync(ready.Text("file")!, HttpStatusCode.NotFound);
        await HerosClient.ReadAsync("me/export", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Deletion_LeavesNothingOfTheUserAndWhatIsSharedToTheOthers()
    {
        Server.Add(4);
        await ImportAsync(Hero, max: 4);
        await ImportAsync(Stranger, max: 2); // the two newest are in two libraries
        await HerosClient.PostAsync("me/accounts", new { platform = "ps4", name = "HeroPad" }, HttpStatusCode.Created);
        await HerosClient.PostAsync("me/export", null, HttpStatusCode.Accepted);
        await ReadyAsync(HerosClient);
        await HerosClient.PostAsync("teams", new { name = "Heroes" }, HttpStatusCode.Created);
        await HerosClient.PostAsync("auth/token", new { });
        await App.PersonAsync("76561190000000001", "Hero"); // signs in once more: the audit log has lines with addresses

        Assert.Equal(["confirm"], (await HerosClient.SendAsync(HttpMethod.Delete, "me", null, HttpStatusCode.BadRequest)).Fields());
        await HerosClient.DeleteAsync("me?confirm=yes", HttpStatusCode.NoContent);
        await HerosClient.ReadAsync("auth/me", HttpStatusCode.Unauthorized);
        using var session = App.Browser(Hero);
        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("replays", Cancel)).StatusCode);

        await using var db = App.OpenDatabase();
        await AssertNothingNamesAsync(db, Hero.Id);
        Assert.Equal(AuditKind.AccountDeleted, await db.AuditEvents.Where(e => e.UserId == Hero.Id).OrderByDescending(e => e.At).Select(e => e.Kind).FirstAsync(Cancel));
        Assert.All(await db.AuditEvents.Where(e => e.UserId == Hero.Id).ToListAsync(Cancel), e => Assert.Equal((null, null), (e.Address, e.Subject)));
        Assert.Equal([Matches.Id(3), Matches.Id(4)], (await db.Replays.Select(r => r.Id).ToListAsync(Cancel)).Select(id => id.ToString()).Order());
        Assert.Equal(2, (await StrangersClient.ReadAsync("replays")).Items().Count());
        Assert.Empty(await db.Teams.ToListAsync(Cancel));

        // Signing in again makes somebody new, who has brought in nothing.
        var again = await App.PersonAsync("76561190000000001", "Hero");
        Assert.NotEqual(Hero.Id, again.Id);
    }

    [Fact]
    public async Task Deletion_WhileAnImportRuns_StopsIt()
    {
        Server.Add(40);
        var held = new TaskCompletionSource();
        for (var number = 1; number <= 30; number++)
            Server.Misbehave(Matches.Id(number), Answers.After(held.Task, Answers.Json(200, Matches.Detail(number).Bytes())));
        var import = await App.StartImportAsync(Hero.Id, Matches.Hero, max: 40);
        while ((await HerosClient.ReadAsync($"imports/{import}")).Count("imported") < 5)
            Cancel.ThrowIfCancellationRequested();

        await HerosClient.DeleteAsync("me?confirm=yes", HttpStatusCode.NoContent);
        held.SetResult();
        await using var db = App.OpenDatabase();
        Assert.Empty(await db.Imports.ToListAsync(Cancel));
        var asked = Server.Requests.Count;
        await ImportAsync(Stranger, max: 1); // goes its way after the other has stopped
        Assert.InRange(Server.Requests.Count - asked, 1, 2 + 8);
        Assert.Empty(await db.ImportItems.Where(i => i.ImportId == import).ToListAsync(Cancel));
        Assert.DoesNotContain(App.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deletion_OfTheServersOwnAdministrator_IsRefused() =>
        await App.Api.DeleteAsync("api/v1/me?confirm=yes", HttpStatusCode.Conflict);

    [Fact]
    public async Task Replay_TakenOutOfTheOnlyLibrary_IsGoneAndCanComeAgain()
    {
        Server.Add(2);
        await ImportAsync(Stranger);
        await HerosClient.DeleteAsync($"replays/{Matches.Id(1)}", HttpStatusCode.NotFound); // sees it, but has not brought it in
        await StrangersClient.DeleteAsync($"replays/{Matches.Id(1)}", HttpStatusCode.NoContent);
        await StrangersClient.ReadAsync($"replays/{Matches.Id(1)}", HttpStatusCode.NotFound);
        await HerosClient.ReadAsync($"replays/{Matches.Id(1)}"); // played it: it stays for him

        await StrangersClient.DeleteAsync($"replays/{Matches.Id(1)}", HttpStatusCode.NotFound);
        await ImportAsync(Stranger);
        await StrangersClient.ReadAsync($"replays/{Matches.Id(1)}");
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
}
