using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>Every query of the read path, asked of both databases over the same data.</summary>
[Trait("Database", "Any")]
public sealed class ReadQueriesTests
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, IncludeFields = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryQuery_OverTheSameData_IsAnsweredAlikeByBothDatabases()
    {
        var league = await StoredLeague.MakeAsync(1_500, 400, 100);
        using var directory = new TemporaryDirectory();
        var file = new DatabaseChoice(DatabaseProvider.Sqlite, SqliteFile.ConnectionString(Path.Combine(directory.Path, "league.db")));
        await using var server = await PostgresServer.StartAsync(PostgresServer.Hasty);
        await using var sqlite = await FilledAsync(file, league);
        await using var postgres = await FilledAsync(new(DatabaseProvider.Postgres, server.ConnectionString("league")), league);

        foreach (var (name, ask) in ReadQueries.Every)
        {
            var longest = 0;
            for (var i = 0; i < league.Regulars.Count; i++)
            {
                var (me, other) = (league.Regulars[i], league.Regulars[^(i + 1)]);
                var expected = JsonSerializer.Serialize(await ask(sqlite, me, other), Json);
                var actual = JsonSerializer.Serialize(await ask(postgres, me, other), Json);
                Assert.True(expected == actual, $"{name} of {me.Player}:\n{expected}\n\n{actual}");
                longest = Math.Max(longest, expected.Length);
            }

            Assert.True(longest > 40, $"{name}: nothing was found, so nothing was compared.");
        }
    }

    [Fact]
    public async Task EveryQuery_AskedAgain_IsNotCompiledAgain()
    {
        var league = await StoredLeague.MakeAsync(600, 150, 60);
        using var directory = new TemporaryDirectory();
        using var log = new LogBook();
        await using var queries = await FilledAsync(new(DatabaseProvider.Sqlite, SqliteFile.ConnectionString(Path.Combine(directory.Path, "league.db"))), league, log);
        var again = new List<string>();
        foreach (var (name, ask) in ReadQueries.Every)
        {
            var (one, other) = (league.Regulars[0], league.Regulars[1]);
            await ask(queries, one, other);
            await ask(queries, other, one);
            var before = Compilations();
            await ask(queries, one, other);
            if (Compilations() > before)
                again.Add($"{name}: {Compilations() - before}");
        }

        Assert.Empty(again);
        var said = Compilations();
        await using var db = queries.OpenDatabase();
        await db.Replays.Where(r => r.ServerName == "of a query that nobody else asks").Select(r => r.ServerRegion).ToListAsync(Cancel);
        Assert.Equal(said + 1, Compilations()); // so a compilation would have been heard

        int Compilations() => log.Lines.Count(line => line.Contains("Compiling query expression", StringComparison.Ordinal));
    }

    private static async Task<ReadQueries> FilledAsync(DatabaseChoice database, StoredLeague league, LogBook? log = null)
    {
        var queries = new ReadQueries(database, log);
        await using var db = queries.OpenDatabase();
        await db.Database.MigrateAsync(Cancel);
        await league.FillAsync(db, queries.Bulk, Cancel);
        return queries;
    }
}
