using System.Diagnostics;
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
/// <c>-- chaos [--kills 100] [--nodes 1|2] [--provider sqlite|postgres] [--seed 1]</c>: an import from a faulty Ballchasing
/// by one or two apps of which one, at random, is killed again and again, as a process, without warning, each time some
/// more has come in. Fails when a receipt doesn't balance on the way, when the import stands still for longer than
/// <see cref="LongestStandstill"/> though a node lives, when the budget was exceeded, or when in the end a replay is
/// missing or stored twice.
/// </summary>
internal static class ChaosCommand
{
    private const string Key = "the-key-of-the-benchmark";
    private const string Tier = "gc";
    private const int PerSecond = 16;
    private const int ReplaysPerKill = 15;
    private const int ReplaysPerKillOfTwo = 60; // the other one goes on meanwhile
    private const int ReplaysLeft = 100;
    private const double ShortestLife = 0.1;
    private const double LongestLife = 1.5;

    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(Options options)
    {
        var kills = options.Number("--kills", 100);
        var nodes = options.Number("--nodes", 1);
        var random = new Random(options.Number("--seed", 1));
        var provider = Enum.Parse<DatabaseProvider>(options.Text("--provider") ?? (nodes > 1 ? "postgres" : "sqlite"), ignoreCase: true);
        var count = (kills * (nodes == 1 ? ReplaysPerKill : ReplaysPerKillOfTwo)) + ReplaysLeft;
        var directory = Directory.CreateTempSubdirectory("rockettrainer-").FullName;
        await using var ballchasing = await LocalBallchasing.StartAsync(count, PerSecond, faulty: true);
        await using var postgres = provider == DatabaseProvider.Postgres ? await PostgresServer.StartAsync() : null;
        await using var redis = nodes > 1 ? await RedisServer.StartAsync() : null;
        var database = DatabaseChoice.Of(provider.ToString(), postgres?.ConnectionString("rockettrainer"), directory);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Bootstrap__AdminApiKey"] = Key, ["Ballchasing__BaseUrl"] = ballchasing.BaseUrl, ["Ballchasing__ApiKey"] = LocalBallchasing.Key, ["Ballchasing__Tier"] = Tier,
            ["Ballchasing__RetryDelay"] = "00:00:00.100", ["Importing__PendingDelay"] = "00:00:01", ["Api__RequestsPerMinute"] = "100000",
            ["Database__Provider"] = provider.ToString(), ["ConnectionStrings__RocketTrainer"] = database.ConnectionString, ["Redis__ConnectionString"] = redis?.ConnectionString ?? "",
        };

        var apps = new AppProcess[nodes];
        for (var node = 0; node < nodes; node++)
            apps[node] = await StartNodeAsync(node);
        var import = await StartAsync(apps[0]);
        var (unbalanced, imported, longest) = (0, -1, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();
        for (var kill = 0; kill < kills; kill++)
        {
            int now;
            while ((now = await ImportedAsync()) <= imported)
            {
                if (clock.Elapsed > 2 * LongestStandstill)
                    throw new InvalidOperationException($"Nothing came in for {clock.Elapsed}. What the apps said is in {directory}.");
                await Task.Delay(Look);
            }

            (imported, longest) = (now, clock.Elapsed > longest ? clock.Elapsed : longest);
            await Task.Delay(TimeSpan.FromSeconds(ShortestLife + (random.NextDouble() * (LongestLife - ShortestLife))));
            imported = await ImportedAsync();
            var victim = random.Next(nodes);
            clock.Restart();
            await apps[victim].DisposeAsync();
            apps[victim] = await StartNodeAsync(victim);
        }

        JsonElement last;
        for (clock.Restart(); !(last = await ReceiptAsync(apps[^1], import)).TryGetProperty("finishedAt", out var finished) || finished.ValueKind == JsonValueKind.Null;)
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(count / (double)PerSecond * 3) + LongestStandstill)
                throw new InvalidOperationException($"The rest did not come in within {clock.Elapsed}. What the apps said is in {directory}.");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        foreach (var app in apps)
            await app.DisposeAsync();
        var (arrivals, refused) = await ballchasing.SeenAsync();

        unbalanced += Balances(last) ? 0 : 1;
        await using var services = new ServiceCollection().AddLogging().AddDatabase(database).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>().CreateDbContextAsync();
        var expected = Enumerable.Range(0, count).Select(Recordings.Id).ToHashSet();
        var stored = await db.ReplaySources.Select(s => s.BallchasingId).ToListAsync();
        var (lost, twice) = (expected.Except(stored).Count(), await db.Replays.CountAsync() - stored.Distinct().Count());
        var (rows, payloads) = (await db.PlayerStats.CountAsync(), await db.ReplayPayloads.CountAsync());
        var items = await db.ImportItems.CountAsync(i => i.ImportId == import && i.State == ImportItemState.Imported);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}, {nodes} {(nodes == 1 ? "node" : "nodes")}, {count} replays, {kills} kills, the last with {imported} imported"));
        var ok = Print("state", last.GetProperty("state").GetString()!, last.GetProperty("state").GetString() == "completed");
        ok &= Print("receipts that did not balance", unbalanced, unbalanced == 0);
        ok &= Print("replays lost", lost, lost == 0);
        ok &= Print("replays stored twice", twice, twice == 0);
        ok &= Print("player rows", $"{rows} of {count * 6}", rows == count * 6);
        ok &= Print("payloads", $"{payloads} of {count}", payloads == count);
        ok &= Print("items imported", $"{items} of {count}", items == count);
        ok &= Print("longest standstill, s", Math.Round(longest.TotalSeconds, 1), longest <= LongestStandstill);
        ok &= Print("refused as one too many", refused, refused == 0);
        ok &= Print("details asked for", arrivals.Count, true);
        ok &= Print("requests", last.GetProperty("requests").GetInt32(), true);
        Directory.Delete(directory, recursive: true);
        return ok ? 0 : 1;

        Task<AppProcess> StartNodeAsync(int node) => AppProcess.StartAsync(settings, Path.Combine(directory, node.ToString(CultureInfo.InvariantCulture)));

        // As any node tells it: what it says of an import that another one runs came over Redis.
        async Task<int> ImportedAsync()
        {
            var receipt = await ReceiptAsync(apps[random.Next(nodes)], import);
            unbalanced += Balances(receipt) ? 0 : 1;
            return receipt.GetProperty("imported").GetInt32();
        }
    }

    private static HttpClient Client(AppProcess app)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Address, "/api/v1/") };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        return client;
    }

    private static async Task<Guid> StartAsync(AppProcess app)
    {
        using var client = Client(app);
        using var answer = await client.PostAsJsonAsync("imports", new { source = "player", playerId = "steam:" + Recordings.Hero });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<JsonElement> ReceiptAsync(AppProcess app, Guid import)
    {
        using var client = Client(app);
        return await client.GetFromJsonAsync<JsonElement>(string.Create(CultureInfo.InvariantCulture, $"imports/{import}"));
    }

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
