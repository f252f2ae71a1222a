using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>Every query of the read path, asked of both databases over the same data.</summary>
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

    private static async Task<ReadQueries> FilledAsync(DatabaseChoice database, StoredLeague league)
    {
        var queries = new ReadQueries(database);
        await using var db = queries.OpenDatabase();
        await db.Database.MigrateAsync(Cancel);
        await league.FillAsync(db, queries.Bulk, Cancel);
        return queries;
    }
}
