using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Benchmarks.Evaluation;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// <c>-- queries [--provider sqlite|postgres] [--replays 200000] [--asks 200] [--only TEXT] [--to FILE]</c>: fills a database with so many matches,
/// without HTTP, and asks every query of the read path (or those that have the text in their names) for players with 100, 1,000 and 5,000 of them; then the same over
/// 20,000. Fails when a p95 is above 20 ms, or above 1.5 times that over 20,000. With <c>--to</c> what the coach takes goes to the figures that ship.
/// </summary>
internal static class QueriesCommand
{
    private const double MostMilliseconds = 20;
    private const double MostGrowth = 1.5;
    private const int Few = 20_000;

    /// <summary>What is slow is asked less often: not for longer than this, but so often at least.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private const int FewestAsks = 20;

    /// <summary>Players of each size, so that no figure is one player's.</summary>
    private static readonly int[] Matches = [5000, 5000, 1000, 1000, 1000, 1000, 100, 100, 100, 100];

    private static readonly int[] Sizes = [100, 1000, 5000];

    public static async Task<int> RunAsync(Options options)
    {
        var count = options.Number("--replays", 200_000);
        var asks = options.Number("--asks", 200);
        var provider = Enum.Parse<DatabaseProvider>(options.Text("--provider") ?? "sqlite", ignoreCase: true);
        var only = options.Text("--only") ?? "";
        var few = await MeasureAsync(provider, Few, asks, only);
        var many = await MeasureAsync(provider, count, asks, only);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}, {count} replays, {asks} asks of each query; milliseconds"));
        Console.WriteLine($"{"",-56}{"matches",8}{"first",8}{"p50",8}{"p95",8}{"p99",8}{"p95 / that over 20,000",24}");
        var ok = true;
        foreach (var ((name, size), (_, times)) in many)
        {
            var (p95, growth) = (Percentiles.Of(times, .95), Percentiles.Of(times, .95) / Percentiles.Of(few[(name, size)].Times, .95));
            var missed = p95 > MostMilliseconds || growth > MostGrowth;
            ok &= !missed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-56}{size,8}{few[(name, size)].First,8:0}{Percentiles.Of(times, .5),8:0.0}{p95,8:0.0}{Percentiles.Of(times, .99),8:0.0}{growth,24:0.00}{(missed ? "  MISSED" : "")}"));
        }

        if (options.Has("--to") && many.TryGetValue(("weaknesses", Sizes[1]), out var coach))
        {
            var table = new FigureTable("speed");
            table.AddCost("weaknesses of a player with 1000 matches: milliseconds warm at p50", Percentiles.Of(coach.Times, .5));
            table.AddCost("weaknesses of a player with 1000 matches: milliseconds warm at p95", Percentiles.Of(coach.Times, .95), bound: Bound.Most(30));
            table.AddCost("weaknesses: milliseconds of a process's first question", few[("weaknesses", Sizes[0])].First, bound: Bound.Most(300));
            table.Finish(options);
        }

        return ok ? 0 : 1;
    }

    /// <returns>By query: its first ask, which in the first database is the first of its kind in this process, and those once it is warm; in milliseconds.</returns>
    private static async Task<Dictionary<(string Name, int Size), (double First, List<double> Times)>> MeasureAsync(DatabaseProvider provider, int count, int asks, string only)
    {
        var directory = Directory.CreateTempSubdirectory("rockettrainer-").FullName;
        await using var server = provider == DatabaseProvider.Postgres ? await PostgresServer.StartAsync("shared_buffers=4GB", "effective_cache_size=12GB") : null; // as its manual says for 24 GiB
        var database = server is null
            ? new DatabaseChoice(provider, SqliteFile.ConnectionString(Path.Combine(directory, "league.db")))
            : DatabaseChoice.Of(nameof(DatabaseProvider.Postgres), server.ConnectionString("league"), directory);
        await using var queries = new ReadQueries(database);
        var league = await StoredLeague.MakeAsync(count, Matches);
        await using (var db = queries.OpenDatabase())
        {
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            await db.Database.MigrateAsync();
            await league.FillAsync(db, queries.Bulk, CancellationToken.None);
            if (server is not null)
                await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE"); // as the server does by itself after a while
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} replays are stored"));
        await queries.PrepareAsync();
        var times = new Dictionary<(string Name, int Size), (double First, List<double> Times)>();
        foreach (var (name, ask) in ReadQueries.Every.Where(q => q.Name.Contains(only, StringComparison.Ordinal)))
        {
            foreach (var size in Sizes)
            {
                var players = league.Regulars.Where(r => r.Matches == size).ToList();
                var other = league.Regulars.First(r => r.Matches == size && r != players[0]);
                var cold = Stopwatch.GetTimestamp();
                await ask(queries, players[0], other);
                List<double> taken = [];
                times[(name, size)] = (Stopwatch.GetElapsedTime(cold).TotalMilliseconds, taken);
                foreach (var player in players)
                    await ask(queries, player, other); // warm
                var begun = Stopwatch.GetTimestamp();
                for (var i = 0; i < asks && (i < FewestAsks || Stopwatch.GetElapsedTime(begun) < Longest); i++)
                {
                    var started = Stopwatch.GetTimestamp();
                    await ask(queries, players[i % players.Count], other);
                    taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,8} {name,-56}{size,8}{Percentiles.Of(taken, .5),8:0.0}{Percentiles.Of(taken, .95),8:0.0}"));
            }
        }

        Directory.Delete(directory, recursive: true);
        return times;
    }
}
