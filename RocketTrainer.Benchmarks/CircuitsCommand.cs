using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// <c>-- circuits [--count 1000] [--updates 30] [--matches 5000] [--page /] [--components]</c>: the dashboard of a player with so many matches. First the time to
/// the first byte, one after the other; then so many circuits stay open on it while an import publishes once a second. Fails when a
/// first byte takes more than 50 ms (p95), a circuit drops or misses an update, publish to render takes more than 500 ms
/// (p99), or a circuit holds more than 600 KB.
/// </summary>
internal static class CircuitsCommand
{
    /// <summary>Counts of the import are above this, so that no other number of the page looks like one.</summary>
    public const int Base = 7_654_000;

    private const double MostFirstByte = 50;
    private const double MostToRender = 500;
    private const double MostKilobytes = 600;
    private const int OpenAtOnce = 8;
    private const int FirstBytes = 200;

    /// <summary>How the counts begin, in the culture that the clients ask for.</summary>
    public static ReadOnlySpan<byte> Mark => "7,654,"u8;

    public static async Task<int> RunAsync(Options options)
    {
        var (count, updates, matches) = (options.Number("--count", 1000), options.Number("--updates", 30), options.Number("--matches", 5000));
        var directory = Directory.CreateTempSubdirectory("rockettrainer-").FullName;
        var import = Guid.NewGuid();
        var player = await FillAsync(directory, matches, import);
        using var server = Start(directory, import, player);
        try
        {
            var page = new Uri(await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start."));
            page = new Uri(page, options.Text("--page") ?? "/");
            using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = OpenAtOnce }) { Timeout = TimeSpan.FromMinutes(2) };
            http.DefaultRequestHeaders.Add("Accept-Language", "en-US");
            var first = await FirstBytesAsync(http, page);
            var (heapBefore, setBefore) = await MemoryAsync(server);

            var circuits = new ConcurrentBag<HeadlessCircuit>();
            var opening = Stopwatch.StartNew();
            await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce }, async (_, cancellationToken) =>
            {
                var circuit = new HeadlessCircuit(page);
                circuits.Add(circuit);
                await circuit.OpenAsync(http, cancellationToken);
            });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} circuits opened in {opening.Elapsed.TotalSeconds:0} s, {Environment.ProcessorCount} cores shared by the server and its clients"));

            var published = new Dictionary<int, long>();
            for (var update = 1; update <= updates; update++)
            {
                await server.StandardInput.WriteLineAsync(update.ToString(CultureInfo.InvariantCulture));
                published[update] = long.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
                await Task.Delay(1000);
            }

            await Task.Delay(2000);
            var (heap, set) = await MemoryAsync(server);
            var dropped = circuits.Count(c => !c.IsOpen);
            var times = circuits.SelectMany(c => published.Where(p => c.Seen.ContainsKey(p.Key)).Select(p => Stopwatch.GetElapsedTime(p.Value, c.Seen[p.Key]).TotalMilliseconds)).Order().ToList();
            var missed = (long)count * updates - times.Count;
            var ok = Say("first byte, warm, p50", Percentiles.Of(first, .5), double.PositiveInfinity, "ms")
                & Say("first byte, warm, p95", Percentiles.Of(first, .95), MostFirstByte, "ms")
                & Say("circuits dropped", dropped, 0, "")
                & Say("publish to render, p50", times.Count == 0 ? double.PositiveInfinity : Percentiles.Of(times, .5), double.PositiveInfinity, "ms")
                & Say("publish to render, p99", times.Count == 0 ? double.PositiveInfinity : Percentiles.Of(times, .99), MostToRender, "ms")
                & Say("updates that a newer one overtook", missed, double.PositiveInfinity, $"of {(long)count * updates}")
                & Say("last update not seen", circuits.Count(c => !c.Seen.ContainsKey(updates)), 0, "")
                & Say("heap per circuit", (heap - heapBefore) / 1e3 / count, MostKilobytes, "KB")
                & Say("working set per circuit", (set - setBefore) / 1e3 / count, double.PositiveInfinity, "KB");
            if (options.Has("--components"))
                await ShowComponentsAsync(server);
            foreach (var circuit in circuits)
                await circuit.DisposeAsync();
            return ok ? 0 : 1;
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>What each kind of component of one circuit holds.</summary>
    private static async Task ShowComponentsAsync(Process server)
    {
        await server.StandardInput.WriteLineAsync("components");
        Console.WriteLine($"{"component",-70}{"count",5}{"frames",8}{"bytes",10}");
        while (await server.StandardOutput.ReadLineAsync() is { } line and not "end")
            Console.WriteLine(line);
    }

    internal static bool Say(string name, double value, double bound, string unit)
    {
        var ok = value <= bound;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36}{value,10:0.0} {unit,-10}{(double.IsInfinity(bound) ? "" : $"bound {bound:0}")}{(ok ? "" : "  MISSED")}"));
        return ok;
    }

    private static async Task<List<double>> FirstBytesAsync(HttpClient http, Uri page)
    {
        var times = new List<double>();
        for (var i = 0; i < FirstBytes + 50; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(page, HttpCompletionOption.ResponseHeadersRead);
            var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (i >= 50)
                times.Add(elapsed);
        }

        return [.. times.Order()];
    }

    private static async Task<(double Heap, double WorkingSet)> MemoryAsync(Process server)
    {
        await server.StandardInput.WriteLineAsync("memory");
        var numbers = (await server.StandardOutput.ReadLineAsync())!.Split(' ');
        return (double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    internal static Process Start(string directory, Guid import, string player)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CircuitsCommand).Assembly.Location, CircuitServer.Command, "--data", directory, "--import", import.ToString(), "--player", player])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>A database in which the demo user has an account with so many matches, and an import that runs.</summary>
    internal static async Task<string> FillAsync(string directory, int matches, Guid import)
    {
        var database = DatabaseChoice.Of(nameof(DatabaseProvider.Sqlite), null, directory);
        var league = await StoredLeague.MakeAsync(Math.Max(20_000, matches * 2), matches, matches);
        await using var queries = new ReadQueries(database);
        await using var db = queries.OpenDatabase();
        await db.Database.MigrateAsync();
        await league.FillAsync(db, queries.Bulk, CancellationToken.None);
        var regular = league.Regulars[0];
        db.Users.Add(new User { Id = User.DemoId, DisplayName = "Demo player", CreatedAt = DateTimeOffset.UnixEpoch, SessionStamp = Guid.NewGuid() });
        db.Imports.Add(new Import
        {
            Id = import, UserId = User.DemoId, Source = ImportSource.Player, PlayerId = regular.Player.ToString(), State = ImportState.Paused, CreatedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
        await db.LinkedAccounts.Where(a => a.UserId == regular.UserId).ExecuteUpdateAsync(a => a.SetProperty(x => x.UserId, User.DemoId));
        await db.Library.Where(l => l.UserId == regular.UserId).ExecuteUpdateAsync(l => l.SetProperty(x => x.UserId, User.DemoId));
        return regular.Player.ToString();
    }
}
