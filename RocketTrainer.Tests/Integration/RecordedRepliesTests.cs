using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>
/// Nothing lost, nothing made up: every recorded detail goes through the real client, from a server over HTTP, and
/// comes out of database, export and API exactly as it was given.
/// </summary>
public sealed class RecordedRepliesTests
{
    /// <summary>The stats that Ballchasing leaves out when they are zero; every other absent one is unknown.</summary>
    private static readonly HashSet<string> DroppedWhenZero = ["positioning.goals_against_while_last_defender", "core.mvp"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_EveryRecordedDetail_StoresEachLeafExactly()
    {
        var seen = 0;
        foreach (var details in WithoutSecondUploads())
        {
            await using var server = await ServeAsync(details);
            await using var app = new RocketTrainerApp(server);
            await ImportAllAsync(app, details);

            await using var db = app.OpenDatabase();
            var replays = await db.Replays.Include(r => r.Sources).Include(r => r.Teams).Include(r => r.Players).AsSplitQuery().ToListAsync(Cancel);
            Assert.Equal(details.Count, replays.Count);
            foreach (var (id, json) in details)
            {
                var replay = replays.Single(r => r.Id == Guid.Parse(id));
                var stored = StoredLeaves.Of(replay, replay.Sources.Single());
                using var payload = JsonDocument.Parse(json);
                foreach (var (path, value) in StoredLeaves.Walk(payload.RootElement))
                {
                    if (StoredLeaves.Ignored.ContainsKey(StoredLeaves.Pattern(path)))
                        continue;
                    Assert.True(stored.TryGetValue(path, out var held), $"{id}: nothing is stored for {path}");
                    Assert.True(StoredLeaves.Matches(value, held), $"{id}: {path} is {value.GetRawText()} but {held ?? "null"} is stored");
                    seen++;
                }
            }
        }

        Assert.True(seen > 25_000, $"Only {seen} leaves were compared.");
    }

    [Fact]
    public async Task Export_EveryRecordedDetail_HoldsTheNumbersOfThePayload()
    {
        var compared = 0;
        foreach (var details in WithoutSecondUploads())
        {
            await using var server = await ServeAsync(details);
            await using var app = new RocketTrainerApp(server);
            await ImportAllAsync(app, details);

            var rows = Csv.Read(await app.Api.GetStringAsync("api/v1/replays/export.csv", Cancel)).ToLookup(r => r["replayId"], StringComparer.Ordinal);
            foreach (var (id, json) in details)
            {
                using var payload = JsonDocument.Parse(json);
                var players = new[] { "blue", "orange" }
                    .SelectMany(color => payload.RootElement.GetProperty(color).TryGetProperty("players", out var list) ? list.EnumerateArray().Select(p => (color, p)) : [])
                    .ToList();
                Assert.Equal(players.Count, rows[id].Count());
                foreach (var ((color, player), row) in players.Zip(rows[id]))
                {
                    Assert.Equal(color, row["team"]);
                    Assert.Equal(Text(player, "name"), row["playerName"]);
                    Assert.Equal(player.TryGetProperty("mvp", out _) ? "true" : "false", row["mvp"]);
                    foreach (var stat in StatCatalog.OfPlayer)
                    {
                        AssertNumber(player, stat.Key, row[stat.Key], id);
                        compared++;
                    }
                }
            }
        }

        Assert.True(compared > 15_000, $"Only {compared} numbers were compared.");
    }

    [Fact]
    public async Task Payload_OfEveryRecordedDetail_ComesBackByteForByte()
    {
        var details = All();
        await using var server = await ServeAsync(details);
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(new { source = "replays", replayIds = details.Select(d => d.Id) }, Cancel);

        Assert.Equal(0, receipt.Count("failed"));
        Assert.Equal(details.Count, receipt.Count("imported") + receipt.Count("duplicates"));
        foreach (var (id, json) in details)
            Assert.Equal(json, await app.Api.GetByteArrayAsync($"api/v1/replays/{id}/payload", Cancel));
    }

    [Fact]
    public async Task Import_SecondUploadsOfAMatch_BecomeOneMatchWithSeveralSources()
    {
        var details = All();
        await using var server = await ServeAsync(details);
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(new { source = "replays", replayIds = details.Select(d => d.Id) }, Cancel);

        var matches = details.Select(d => JsonDocument.Parse(d.Json).RootElement)
            .Select(d => d.TryGetProperty("match_guid", out var guid) ? guid.GetString() : d.GetProperty("id").GetString())
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(matches.Count < details.Count, "No recorded match was uploaded twice, so this shows nothing.");
        Assert.Equal(matches.Count, receipt.Count("imported"));
        Assert.Equal(details.Count - matches.Count, receipt.Count("duplicates"));
        foreach (var (id, _) in details)
            Assert.Contains(id, await app.Api.GetStringAsync($"api/v1/replays/{id}", Cancel), StringComparison.Ordinal);
    }

    private static void AssertNumber(JsonElement player, string key, string text, string id)
    {
        var (block, member) = (key.Split('.')[0], key.Split('.')[1]);
        var hasBlock = player.GetProperty("stats").TryGetProperty(block, out var stats);
        if (hasBlock && stats.TryGetProperty(member, out var given))
        {
            if (given.ValueKind == JsonValueKind.Number)
                Assert.True(given.GetDouble().Equals(double.Parse(text, CultureInfo.InvariantCulture)), $"{id}: {key} is {given.GetRawText()} but exported as {text}");
            else
                Assert.Equal(given.GetRawText(), text);
        }
        else if (hasBlock && DroppedWhenZero.Contains(key))
        {
            Assert.Contains(text, new[] { "0", "false" });
        }
        else
        {
            Assert.Equal("", text);
        }
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString()! : "";

    private static async Task ImportAllAsync(RocketTrainerApp app, List<(string Id, byte[] Json)> details)
    {
        var receipt = await app.ImportAsync(new { source = "replays", replayIds = details.Select(d => d.Id) }, Cancel);
        Assert.Equal(details.Count, receipt.Count("imported"));
    }

    private static async Task<BallchasingServer> ServeAsync(List<(string Id, byte[] Json)> details)
    {
        var server = await BallchasingServer.StartAsync(Cancel);
        server.Replays.AddRange(details);
        return server;
    }

    /// <summary>All recorded details.</summary>
    private static List<(string Id, byte[] Json)> All()
    {
        var details = SharedSamples.Objects(e => e.TryGetProperty("blue", out var blue) && blue.TryGetProperty("stats", out _))
            .Select(o => (o.Json.GetProperty("id").GetString()!, Encoding.UTF8.GetBytes(o.Json.GetRawText()))).ToList();
        Assert.True(details.Count >= 38, $"Only {details.Count} recorded details were found.");
        return details;
    }

    /// <summary>All recorded details, in lots that hold each match once, since a second upload adds no rows of its own.</summary>
    private static IEnumerable<List<(string Id, byte[] Json)>> WithoutSecondUploads()
    {
        var rest = All();
        while (rest.Count > 0)
        {
            var lot = rest.DistinctBy(d => JsonDocument.Parse(d.Json).RootElement is var root && root.TryGetProperty("match_guid", out var guid) ? guid.GetString() : d.Id).ToList();
            yield return lot;
            rest = [.. rest.Except(lot)];
        }
    }
}
