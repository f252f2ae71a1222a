using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// <c>-- import [--provider sqlite|postgres] [--replays 20000]</c>: what storing costs. In one run, against a local
/// Ballchasing in a process of its own: (a) replays that are only downloaded and parsed, (b) a full import by the app as
/// a process of its own. Fails when (b) reaches less than half the rate of (a), when the last tenth of the import runs at
/// less than 0.8 of the rate of the first, or when the app holds more than 350 MB.
/// </summary>
internal static class ImportCommand
{
    private const double LeastShare = 0.5;
    private const double LeastSteadiness = 0.8;
    private const double MostMegabytes = 350;
    private const int Concurrency = 8;
    private const string Key = "the-key-of-the-benchmark";

    public static async Task<int> RunAsync(Options options)
    {
        var count = options.Number("--replays", 20_000);
        var provider = Enum.Parse<DatabaseProvider>(options.Text("--provider") ?? "sqlite", ignoreCase: true);
        await using var ballchasing = await LocalBallchasing.StartAsync(count);
        await using var postgres = provider == DatabaseProvider.Postgres ? await PostgresServer.StartAsync() : null;

        await DownloadAsync(ballchasing, LocalBallchasing.WarmUp, LocalBallchasing.WarmUpReplays);
        var download = await DownloadAsync(ballchasing, Recordings.Hero, Math.Min(count, 20_000));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"download and parse: {download:0} per second"));
        var import = await ImportAsync(ballchasing, postgres, count);
        var again = await DownloadAsync(ballchasing, Recordings.Hero, Math.Min(count, 20_000)); // the machine may have changed its mind meanwhile
        var rate = (download + again) / 2;

        var share = import.PerSecond / rate;
        var steadiness = import.LastTenth / import.FirstTenth;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} replays, {provider}, {Environment.ProcessorCount} cores"));
        Print("download and parse only, replays per second", rate, "");
        Print("full import, replays per second", import.PerSecond, "");
        var ok = Print("full import / download and parse", share, "at least 0.5", share >= LeastShare);
        ok &= Print("rate of the last tenth / of the first", steadiness, "at least 0.8", steadiness >= LeastSteadiness);
        ok &= Print("peak memory, MB", import.Megabytes, "at most 350", import.Megabytes <= MostMegabytes);
        Print("requests", import.Requests, "");
        return ok ? 0 : 1;
    }

    private static bool Print(string what, double value, string bound, bool ok = true)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-48}{value,12:0.##}  {bound}{(ok ? "" : "  MISSED")}"));
        return ok;
    }

    /// <summary>Replays per second that are listed, fetched and parsed by the app's own client, and forgotten.</summary>
    private static async Task<double> DownloadAsync(LocalBallchasing ballchasing, string player, int count)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Ballchasing:BaseUrl", ballchasing.BaseUrl), new("Ballchasing:ApiKey", LocalBallchasing.Key), new("Ballchasing:Tier", "unlimited")]).Build();
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddBallchasing(configuration, development: false).BuildServiceProvider();
        var client = services.GetRequiredService<BallchasingClients>().With(services.GetRequiredService<BallchasingAccess>().SiteKey!);
        var started = Stopwatch.GetTimestamp();
        var page = (await client.SearchAsync(new ReplaySearch { PlayerIds = ["steam:" + player] }, CancellationToken.None)).Value!;
        for (var left = count; ;)
        {
            var ids = page.List!.Take(left).Select(r => r.Id!).ToList();
            await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (id, cancellationToken) =>
            {
                if ((await client.GetReplayAsync(id, cancellationToken)).Error is { } error)
                    throw new InvalidOperationException(error.Message);
            });
            left -= ids.Count;
            if (left == 0)
                return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
            page = (await client.NextPageAsync(page.Next!, CancellationToken.None)).Value!;
        }
    }

    private static async Task<Figures> ImportAsync(LocalBallchasing ballchasing, PostgresServer? postgres, int count)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Bootstrap__AdminApiKey"] = Key, ["Ballchasing__BaseUrl"] = ballchasing.BaseUrl, ["Ballchasing__ApiKey"] = LocalBallchasing.Key, ["Ballchasing__Tier"] = "unlimited",
        };
        if (postgres is not null)
            (settings["Database__Provider"], settings["ConnectionStrings__RocketTrainer"]) = ("Postgres", postgres.ConnectionString("rockettrainer"));
        await using var app = await AppProcess.StartAsync(settings);
        using var client = new HttpClient { BaseAddress = new Uri(app.Address, "/api/v1/") };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        await ImportAsync(client, LocalBallchasing.WarmUp, LocalBallchasing.WarmUpReplays);
        var (steps, receipt) = await ImportAsync(client, Recordings.Hero, count);
        var seconds = (receipt.GetProperty("finishedAt").GetDateTimeOffset() - receipt.GetProperty("startedAt").GetDateTimeOffset()).TotalSeconds;
        return new(count / seconds, Rate(0, count / 10), Rate(count - (count / 10), count), app.PeakMegabytes(), receipt.GetProperty("requests").GetInt32());

        double Rate(int from, int to)
        {
            var first = steps.First(s => s.Imported >= from);
            var last = steps.First(s => s.Imported >= to);
            return (last.Imported - first.Imported) / (last.Seconds - first.Seconds);
        }
    }

    /// <summary>Imports a player's matches; how many were there when, and the last receipt.</summary>
    private static async Task<(List<(double Seconds, int Imported)> Steps, JsonElement Receipt)> ImportAsync(HttpClient client, string player, int count)
    {
        using var answer = await client.PostAsJsonAsync("imports", new { source = "player", playerId = "steam:" + player });
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        var steps = new List<(double Seconds, int Imported)> { (0, 0) };
        var started = Stopwatch.GetTimestamp();
        JsonElement receipt = default;
        await using var stream = await client.GetStreamAsync(string.Create(CultureInfo.InvariantCulture, $"imports/{id}/events"));
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            receipt = JsonElement.Parse(item.Data);
            steps.Add((Stopwatch.GetElapsedTime(started).TotalSeconds, receipt.GetProperty("imported").GetInt32()));
        }

        if (receipt.GetProperty("imported").GetInt32() != count)
            throw new InvalidOperationException($"The import did not bring everything in: {receipt}");
        return (steps, receipt);
    }

    private sealed record Figures(double PerSecond, double FirstTenth, double LastTenth, double Megabytes, int Requests);
}
