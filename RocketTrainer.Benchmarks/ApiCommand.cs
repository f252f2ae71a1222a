using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// <c>-- api [--provider sqlite|postgres] [--connections 100] [--seconds 5] [--replays 20000]</c>: the read endpoints of the
/// app as a process of its own, over a filled database, for a user with 1,000 matches. Fails when a p95 is above 50 ms or
/// an answer is not 200.
/// </summary>
internal static class ApiCommand
{
    private const double MostMilliseconds = 50;
    private const int Matches = 1000;
    private const string Key = "the-key-of-the-benchmark";

    public static async Task<int> RunAsync(Options options)
    {
        var connections = options.Number("--connections", 100);
        var seconds = options.Number("--seconds", 5);
        var count = options.Number("--replays", 20_000);
        var provider = Enum.Parse<DatabaseProvider>(options.Text("--provider") ?? "sqlite", ignoreCase: true);
        var directory = Directory.CreateTempSubdirectory("rockettrainer-").FullName;
        await using var server = provider == DatabaseProvider.Postgres ? await PostgresServer.StartAsync("shared_buffers=4GB", "effective_cache_size=12GB") : null;
        var database = DatabaseChoice.Of(provider.ToString(), server?.ConnectionString("league"), directory);
        var league = await StoredLeague.MakeAsync(count, Matches, Matches);
        await FillAsync(database, league);

        await using var app = await AppProcess.StartAsync(new(StringComparer.Ordinal)
        {
            ["Bootstrap__AdminApiKey"] = Key, ["Ballchasing__Sandbox"] = "On", ["Api__RequestsPerMinute"] = "100000000",
            ["Database__Provider"] = provider.ToString(), ["ConnectionStrings__RocketTrainer"] = database.ConnectionString,
        });
        var player = league.Regulars[0].Player;
        var replay = await NewestAsync(database, league);
        string[] paths =
        [
            "/api/v1/replays?limit=20", $"/api/v1/replays?player={player}&limit=20", $"/api/v1/replays/{replay}", $"/api/v1/replays/{replay}/payload",
            "/api/v1/me/profile", "/api/v1/me/stats", "/api/v1/imports",
            $"/api/v1/players/{player}", $"/api/v1/players/{player}/stats", $"/api/v1/players/{player}/outcomes", $"/api/v1/players/{player}/trends?stat=boost.bpm&by=week",
            $"/api/v1/players/{player}/sessions", $"/api/v1/players/{player}/teammates", $"/api/v1/players/{player}/compare?other={league.Regulars[1].Player}", $"/api/v1/players/{player}/records",
        ];

        Console.WriteLine($"{provider}, {count} replays, a user with {Matches}, {connections} connections, {Environment.ProcessorCount} cores");
        Console.WriteLine($"{"",-60}{"per second",12}{"p50 ms",10}{"p95 ms",10}{"p99 ms",10}");
        var ok = true;
        foreach (var path in paths)
        {
            var load = new HttpLoad(app.Address, path, $"X-Api-Key: {Key}");
            await load.RunAsync(connections, TimeSpan.FromSeconds(2)); // warm
            var times = await load.RunAsync(connections, TimeSpan.FromSeconds(seconds));
            var missed = Percentiles.Of(times, .95) > MostMilliseconds;
            ok &= !missed;
            var name = path.Replace(player.ToString(), "{id}", StringComparison.Ordinal);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name[..Math.Min(58, name.Length)],-60}{times.Count / (double)seconds,12:0}{Percentiles.Of(times, .5),10:0.0}{Percentiles.Of(times, .95),10:0.0}{Percentiles.Of(times, .99),10:0.0}{(missed ? "  MISSED" : "")}"));
        }

        Directory.Delete(directory, recursive: true);
        return ok ? 0 : 1;
    }

    /// <summary>Gives the first regular's matches to the user that the app's key belongs to.</summary>
    private static async Task FillAsync(DatabaseChoice database, StoredLeague league)
    {
        await using var queries = new ReadQueries(database);
        await using var db = queries.OpenDatabase();
        await db.Database.MigrateAsync();
        await league.FillAsync(db, queries.Bulk, CancellationToken.None);
        var me = league.Regulars[0].UserId;
        db.Users.Add(new User { Id = User.BootstrapId, DisplayName = "Benchmark", IsAdministrator = true, SessionStamp = Guid.NewGuid(), CreatedAt = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
        await db.LinkedAccounts.Where(a => a.UserId == me).ExecuteUpdateAsync(s => s.SetProperty(a => a.UserId, User.BootstrapId));
        db.Library.AddRange((await db.Library.AsNoTracking().Where(l => l.UserId == me).ToListAsync()).Select(l => new LibraryEntry { UserId = User.BootstrapId, ReplayId = l.ReplayId, PlayedAt = l.PlayedAt }));
        await db.SaveChangesAsync();
        if (database.Provider == DatabaseProvider.Postgres)
            await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
    }

    private static async Task<Guid> NewestAsync(DatabaseChoice database, StoredLeague league)
    {
        await using var queries = new ReadQueries(database);
        await using var db = queries.OpenDatabase();
        return await db.Library.Where(l => l.UserId == league.Regulars[0].UserId).OrderByDescending(l => l.PlayedAt).Select(l => l.ReplayId).FirstAsync();
    }
}
