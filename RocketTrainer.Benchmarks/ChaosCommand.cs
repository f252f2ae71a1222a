using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// <c>-- chaos [--kills 100] [--provider sqlite|postgres] [--replays 1500] [--seed 1]</c>: an import from a faulty
/// Ballchasing by an app that is killed at random again and again, as a process, without warning. Fails when a receipt
/// doesn't balance on the way, or when in the end a replay is missing or stored twice.
/// </summary>
internal static class ChaosCommand
{
    private const string Key = "the-key-of-the-benchmark";
    private const double ShortestLife = 0.1;
    private const double LongestLife = 1.5;

    public static async Task<int> RunAsync(Options options)
    {
        var kills = options.Number("--kills", 100);
        var count = options.Number("--replays", 1500);
        var random = new Random(options.Number("--seed", 1));
        var provider = Enum.Parse<DatabaseProvider>(options.Text("--provider") ?? "sqlite", ignoreCase: true);
        var directory = Directory.CreateTempSubdirectory("rockettrainer-").FullName;
        await using var ballchasing = await LocalBallchasing.StartAsync(count, faulty: true);
        await using var postgres = provider == DatabaseProvider.Postgres ? await PostgresServer.StartAsync() : null;
        var database = DatabaseChoice.Of(provider.ToString(), postgres?.ConnectionString("rockettrainer"), directory);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Bootstrap__AdminApiKey"] = Key, ["Ballchasing__BaseUrl"] = ballchasing.BaseUrl, ["Ballchasing__ApiKey"] = LocalBallchasing.Key, ["Ballchasing__Tier"] = "gc",
            ["Ballchasing__RetryDelay"] = "00:00:00.100", ["Importing__PendingDelay"] = "00:00:01", ["Api__RequestsPerMinute"] = "100000",
            ["Database__Provider"] = provider.ToString(), ["ConnectionStrings__RocketTrainer"] = database.ConnectionString,
        };

        Guid? import = null;
        var unbalanced = 0;
        var killedWith = new List<int>();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var app = await AppProcess.StartAsync(settings, directory);
            using var client = Client(app);
            import ??= await StartAsync(client);
            await Task.Delay(TimeSpan.FromSeconds(ShortestLife + (random.NextDouble() * (LongestLife - ShortestLife))));
            var receipt = await ReceiptAsync(client, import.Value);
            unbalanced += Balances(receipt) ? 0 : 1;
            killedWith.Add(receipt.GetProperty("imported").GetInt32());
        }

        JsonElement last;
        await using (var app = await AppProcess.StartAsync(settings, directory))
        {
            using var client = Client(app);
            while (!(last = await ReceiptAsync(client, import!.Value)).TryGetProperty("finishedAt", out var finished) || finished.ValueKind == JsonValueKind.Null)
                await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        unbalanced += Balances(last) ? 0 : 1;
        await using var services = new ServiceCollection().AddLogging().AddDatabase(database).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>().CreateDbContextAsync();
        var expected = Enumerable.Range(0, count).Select(Recordings.Id).ToHashSet();
        var stored = await db.ReplaySources.Select(s => s.BallchasingId).ToListAsync();
        var (lost, twice) = (expected.Except(stored).Count(), await db.Replays.CountAsync() - stored.Distinct().Count());
        var (rows, payloads) = (await db.PlayerStats.CountAsync(), await db.ReplayPayloads.CountAsync());
        var items = await db.ImportItems.CountAsync(i => i.ImportId == import && i.State == ImportItemState.Imported);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}, {count} replays, {kills} kills, the first with {killedWith.FirstOrDefault()} and the last with {killedWith.LastOrDefault()} imported"));
        var ok = Print("state", last.GetProperty("state").GetString()!, last.GetProperty("state").GetString() == "completed");
        ok &= Print("receipts that did not balance", unbalanced, unbalanced == 0);
        ok &= Print("replays lost", lost, lost == 0);
        ok &= Print("replays stored twice", twice, twice == 0);
        ok &= Print("player rows", $"{rows} of {count * 6}", rows == count * 6);
        ok &= Print("payloads", $"{payloads} of {count}", payloads == count);
        ok &= Print("items imported", $"{items} of {count}", items == count);
        ok &= Print("requests", last.GetProperty("requests").GetInt32(), true);
        Directory.Delete(directory, recursive: true);
        return ok ? 0 : 1;
    }

    private static HttpClient Client(AppProcess app)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Address, "/api/v1/") };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        return client;
    }

    private static async Task<Guid> StartAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("imports", new { source = "player", playerId = "steam:" + Recordings.Hero });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static Task<JsonElement> ReceiptAsync(HttpClient client, Guid import) =>
        client.GetFromJsonAsync<JsonElement>(string.Create(CultureInfo.InvariantCulture, $"imports/{import}"));

    private static bool Balances(JsonElement receipt)
    {
        string[] parts = ["imported", "duplicates", "skipped", "pending", "failed", "remaining"];
        return receipt.GetProperty("listed").GetInt32() == parts.Sum(p => receipt.GetProperty(p).GetInt32());
    }

    private static bool Print(string what, object value, bool ok)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32}{value,16}{(ok ? "" : "  MISSED")}"));
        return ok;
    }
}
