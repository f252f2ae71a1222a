using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>Players who want not to be named: who may ask it, and what is left of them.</summary>
public sealed class NameRemovalTests : TwoPeopleTest
{
    private const string Rival = "steam:76561190000000003";

    [Fact]
    public async Task Removal_ByWhoeverProvedTheAccount_TakesTheNameOutEverywhereAndKeepsTheNumbers()
    {
        Server.Add(2);
        var named = Matches.Detail(3);
        named["recorder"] = "Rival";
        named["title"] = "Scrim with Rival";
        named["orange"]!["name"] = "Rival & Other";
        named["uploader"] = new System.Text.Json.Nodes.JsonObject { ["steam_id"] = "76561190000000003", ["name"] = "Rival", ["avatar"] = "https://example.org/rival.jpg" };
        Server.Replays.Insert(0, (Matches.Id(3), named.Bytes()));
        await ImportAsync(Hero);
        var before = await NumbersAsync();
        var rival = await App.PersonAsync("76561190000000003", "Rival");
        using var rivals = await App.ProgramAsync(rival);

        Assert.Equal("running", (await rivals.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted)).Text("state"));
        await DoneAsync(Rival);

        Assert.Equal(before, await NumbersAsync());
        foreach (var path in new[] { "replays", $"replays/{Matches.Id(1)}", $"replays/{Matches.Id(3)}", $"replays/{Matches.Id(1)}/payload", $"replays/{Matches.Id(3)}/payload", "replays/export.csv" })
        {
            var told = await HerosClient.GetStringAsync(path, Cancel);
            Assert.DoesNotContain("Rival", told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("76561190000000003", told, StringComparison.Ordinal);
            Assert.Contains("Hero", told, StringComparison.Ordinal);
        }

        // Also what comes in later, and a search for him, and everything on disk.
        var later = Matches.Detail(4);
        Server.Replays.Insert(0, (Matches.Id(4), later.Bytes()));
        await ImportAsync(Hero);
        Assert.DoesNotContain("Rival", await HerosClient.GetStringAsync($"replays/{Matches.Id(4)}", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("Rival", await HerosClient.GetStringAsync($"replays/{Matches.Id(4)}/payload", Cancel), StringComparison.Ordinal);
        Assert.Equal(["playerId"], (await HerosClient.PostAsync("imports", new { source = "player", playerId = Rival }, HttpStatusCode.BadRequest)).Fields());
        await using var db = App.OpenDatabase();
        Assert.False(await db.Players.AnyAsync(p => p.Id == Rival, Cancel));
        foreach (var payload in await db.ReplayPayloads.ToListAsync(Cancel))
            Assert.DoesNotContain("Rival", Encoding.UTF8.GetString(PayloadCompression.Expand(payload.Json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_WhileHisMatchesAreBroughtIn_EndsTheImports()
    {
        Server.Add(3);
        Server.Misbehave(Matches.Id(1), Answers.Hang);
        var rival = await App.PersonAsync("76561190000000003", "Rival");
        using var rivals = await App.ProgramAsync(rival);
        var ofPlayer = await HerosClient.PostAsync("imports", new { source = "player", playerId = Rival }, HttpStatusCode.Created);
        var ofUploader = await HerosClient.PostAsync("imports", new { source = "uploader", uploaderId = "76561190000000003" }, HttpStatusCode.Created);
        var ofAnother = await HerosClient.PostAsync("imports", new { source = "player", playerId = Matches.Hero }, HttpStatusCode.Created);

        await rivals.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted);

        foreach (var import in new[] { ofPlayer, ofUploader })
        {
            JsonElement receipt;
            do
            {
                receipt = await HerosClient.ReadAsync($"imports/{import.Text("id")}");
                Receipt.AssertBalances(receipt);
            }
            while (receipt.State() is "queued" or "running");
            Assert.Equal("failed", receipt.State());
            Assert.Contains("asked not to be named", receipt.Text("error"), StringComparison.Ordinal);
        }

        await DoneAsync(Rival);
        Assert.Contains((await HerosClient.ReadAsync($"imports/{ofAnother.Text("id")}")).State(), new[] { "queued", "running" });
    }

    [Fact]
    public async Task Removal_WithoutProof_WaitsForAnAdministrator()
    {
        Server.Add(1);
        await ImportAsync(Hero);
        var asked = await StrangersClient.PostAsync("name-removals", new { playerId = Rival, message = "That is me" }, HttpStatusCode.Accepted);
        Assert.Equal("requested", asked.Text("state"));
        Assert.Contains("Rival", await HerosClient.GetStringAsync($"replays/{Matches.Id(1)}", Cancel), StringComparison.Ordinal);

        var waiting = (await App.Api.ReadAsync("api/v1/admin/removals")).Items().Single();
        Assert.Equal((Rival, "That is me"), (waiting.Text("playerId")!, waiting.Text("message")!));
        await StrangersClient.PostAsync($"admin/removals/{waiting.Text("id")}/grant", null, HttpStatusCode.Forbidden);
        await App.Api.PostAsync($"api/v1/admin/removals/{waiting.Text("id")}/grant", null, HttpStatusCode.NoContent);
        await DoneAsync(Rival);
        Assert.DoesNotContain("Rival", await HerosClient.GetStringAsync($"replays/{Matches.Id(1)}", Cancel), StringComparison.Ordinal);

        var other = await StrangersClient.PostAsync("name-removals", new { playerId = "steam:76561190000000004" }, HttpStatusCode.Accepted);
        await App.Api.PostAsync($"api/v1/admin/removals/{other.Text("id")}/refuse", null, HttpStatusCode.NoContent);
        Assert.Contains("Other", await HerosClient.GetStringAsync($"replays/{Matches.Id(1)}", Cancel), StringComparison.Ordinal);
        Assert.Equal(["message", "playerId"], (await StrangersClient.PostAsync("name-removals", new { playerId = "nobody", message = new string('x', 501) }, HttpStatusCode.BadRequest)).Fields().Order());
    }

    [Fact]
    public async Task Removal_OfAPlayStationPlayer_HoldsWhereHisIdIsMasked()
    {
        var detail = Matches.Detail(1);
        var player = detail["orange"]!["players"]![0]!;
        (player["name"], player["id"]) = ("PadRival", new System.Text.Json.Nodes.JsonObject { ["platform"] = "ps4", ["id"] = "****" });
        detail["groups"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = "scrims", ["name"] = "Scrims of PadRival" });
        Server.Replays.Add((Matches.Id(1), detail.Bytes()));
        await ImportAsync(Hero);
        await GrantAsync("ps4:PadRival");

        foreach (var path in new[] { $"replays/{Matches.Id(1)}", $"replays/{Matches.Id(1)}/payload", "replays" })
            Assert.DoesNotContain("PadRival", await HerosClient.GetStringAsync(path, Cancel), StringComparison.Ordinal);
        await using var db = App.OpenDatabase();
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
        Server.Replays.Add((Matches.Id(1), detail.Bytes()));
        await ImportAsync(Hero);
        await GrantAsync("ps4:a_c");

        var match = await HerosClient.GetStringAsync($"replays/{Matches.Id(1)}", Cancel);
        Assert.DoesNotContain("Owner", match, StringComparison.Ordinal);
        Assert.Contains("Alike", match, StringComparison.Ordinal);
        await using var db = App.OpenDatabase();
        Assert.Equal(["ps4:abc", Matches.Hero], (await db.Players.Select(p => p.Id).ToListAsync(Cancel)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Removal_ThatSomebodyElseAskedFor_IsNotToldAndCantBeAskedAway()
    {
        var first = await HerosClient.PostAsync("name-removals", new { playerId = Rival, message = "Secret reason" }, HttpStatusCode.Accepted);
        var second = await StrangersClient.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted);
        Assert.NotEqual(first.Text("id"), second.Text("id"));
        Assert.Equal(("requested", null), (second.Text("state"), second.Text("message")));
        Assert.Equal("Secret reason", (await App.Api.ReadAsync("api/v1/admin/removals")).Items().Single().Text("message"));
        Assert.Equal(first.Text("id"), (await HerosClient.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted)).Text("id"));

        // Refused or done looks no different to others.
        await App.Api.PostAsync($"api/v1/admin/removals/{first.Text("id")}/refuse", null, HttpStatusCode.NoContent);
        Assert.Equal("requested", (await StrangersClient.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted)).Text("state"));
        Assert.Equal("refused", (await HerosClient.PostAsync("name-removals", new { playerId = Rival }, HttpStatusCode.Accepted)).Text("state"));

        // What somebody has proven to be his, nobody else asks away.
        await StrangersClient.PostAsync("name-removals", new { playerId = Matches.Hero }, HttpStatusCode.Accepted);
        Assert.DoesNotContain((await App.Api.ReadAsync("api/v1/admin/removals")).Items(), r => r.Text("playerId") == Matches.Hero);
    }

    [Fact]
    public async Task Removal_AskedForTenTimesInAnHour_WaitsHoweverItIsAsked()
    {
        for (var number = 10; number < 20; number++)
            await HerosClient.PostAsync("name-removals", new { playerId = $"steam:765611900000000{number}" }, HttpStatusCode.Accepted);
        Assert.Equal(["playerId"], (await HerosClient.PostAsync("name-removals", new { playerId = "steam:76561190000000020" }, HttpStatusCode.BadRequest)).Fields());
        await StrangersClient.PostAsync("name-removals", new { playerId = "steam:76561190000000020" }, HttpStatusCode.Accepted);
    }

    private async Task GrantAsync(string playerId)
    {
        await StrangersClient.PostAsync("name-removals", new { playerId }, HttpStatusCode.Accepted);
        var id = (await App.Api.ReadAsync("api/v1/admin/removals")).Items().Single().Text("id");
        await App.Api.PostAsync($"api/v1/admin/removals/{id}/grant", null, HttpStatusCode.NoContent);
        await DoneAsync(playerId);
    }

    private async Task DoneAsync(string playerId)
    {
        await using var db = App.OpenDatabase();
        while (!await db.NameRemovals.AnyAsync(r => r.PlayerId == playerId && r.State == Core.Accounts.Privacy.RemovalState.Done, Cancel))
            Cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Every stat of every row, in order.</summary>
    private async Task<List<string>> NumbersAsync()
    {
        await using var db = App.OpenDatabase();
        var rows = await db.PlayerStats.AsNoTracking().OrderBy(p => p.ReplayId).ThenBy(p => p.Slot).ToListAsync(Cancel);
        return [.. rows.Select(r => r.ReplayId + ":" + string.Join(',', StatCatalog.OfPlayer.Select(s => r[s.Column])))];
    }
}
