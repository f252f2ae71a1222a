using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>PostgreSQL with TimescaleDB where that is installed, and what is done without.</summary>
[Trait("Database", "Any")]
public sealed class TimescaleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SetUp_OnAnOrdinaryPostgres_SaysSoOnceAndChangesNothing()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await using var postgres = await PostgresServer.StartAsync(PostgresServer.Hasty);

        await using var app = new RocketTrainerApp(settings:
            [("Database:Provider", "Postgres"), ("ConnectionStrings:RocketTrainer", postgres.ConnectionString("ordinary"))]);
        using var live = await app.Api.GetAsync("health/ready", Cancel);

        Assert.Single(app.Log.Lines, line => line.Contains("has no TimescaleDB", StringComparison.Ordinal));
        Assert.False(app.Services.GetRequiredService<Timescale>().IsUsed);
    }

    [Fact]
    public async Task Sums_InOrdinaryViews_GiveTheTrendsOfTheRows()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await using var postgres = await PostgresServer.StartAsync(PostgresServer.Hasty);
        await using var queries = new ReadQueries(new(DatabaseProvider.Postgres, postgres.ConnectionString("league")));
        var league = await StoredLeague.MakeAsync(1_000, 300, 100);
        await using var db = queries.OpenDatabase();
        await db.Database.MigrateAsync(Cancel);
        await league.FillAsync(db, queries.Bulk, Cancel);
        await db.Database.ExecuteSqlRawAsync( // as TimescaleDB's: widths of whole days count from a Monday
            """
            CREATE FUNCTION time_bucket(width interval, at timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
            $$ SELECT date_bin(width, at, TIMESTAMPTZ '2000-01-03 00:00:00Z') $$
            """, Cancel);
        foreach (var view in new[] { $"{Timescale.Days} AS {Timescale.SumsSql("1 day")}", $"{Timescale.Weeks} AS {Timescale.SumsSql("7 days")}" })
        {
            var create = "CREATE VIEW " + view;
            await db.Database.ExecuteSqlRawAsync(create, Cancel);
        }

        foreach (var key in new[] { "core.goals", "core.mvp", "boost.bpm" })
        {
            foreach (var step in Enum.GetValues<TrendStep>())
            {
                var filter = new ReplayFilter { Player = league.Regulars[1].Player, Playlists = ["ranked-standard"] };
                var sums = await TimeBucketSums.ReadAsync(db, filter, StatCatalog.Get(key), step, Cancel);
                // Whoever stood in a match twice is counted twice there; that such sums are passed over is what the count is for.
                var rows = await queries.TrendAsync(league.Regulars[1], filter, StatCatalog.Get(key), step);
                var twice = sums.Sum(s => s.Matches) - rows.Sum(r => r.Matches);
                Assert.InRange(twice, 0, 20);
                var once = sums.Where(s => rows.Single(r => r.From == s.From).Matches == s.Matches).ToList();
                Assert.NotEmpty(once);
                Assert.All(once, s => Assert.Equal(Rounded(rows.Single(r => r.From == s.From)), Rounded(s.Point())));
            }
        }
    }

    [Fact]
    public async Task Timescale_OverStoredMatches_IsSetUpTwiceAndAnswersEveryQueryAsBefore()
    {
        Assert.SkipUnless(PostgresServer.HasTimescale, "TimescaleDB is not installed: no timescaledb.control beside PostgreSQL's extensions. Nothing of it was tried.");
        await using var postgres = await PostgresServer.StartAsync([.. PostgresServer.Hasty, "shared_preload_libraries=timescaledb", "timescaledb.telemetry_level=off"]);
        var database = new DatabaseChoice(DatabaseProvider.Postgres, postgres.ConnectionString("league"));
        var league = await StoredLeague.MakeAsync(1_500, 400, 100);
        await using var plain = new ReadQueries(database);
        await using (var db = plain.OpenDatabase())
        {
            await db.Database.MigrateAsync(Cancel);
            await league.FillAsync(db, plain.Bulk, Cancel);
        }

        var before = await AnswersAsync(plain, league);
        await using var used = new ReadQueries(database);
        await used.Timescale.SetUpAsync(Cancel);
        await plain.Timescale.SetUpAsync(Cancel); // as the next start does

        await using (var db = used.OpenDatabase())
        {
            Assert.Equal(["player_stats", "team_stats"], await db.Database.SqlQuery<string>(
                $"SELECT hypertable_name::text AS \"Value\" FROM timescaledb_information.hypertables WHERE hypertable_schema = 'public' AND compression_enabled ORDER BY 1").ToListAsync(Cancel));
            Assert.Equal(["player_days", "player_weeks"], await db.Database.SqlQuery<string>(
                $"SELECT view_name::text AS \"Value\" FROM timescaledb_information.continuous_aggregates ORDER BY 1").ToListAsync(Cancel));
            Assert.Equal(before, await AnswersAsync(used, league));

            await db.Database.ExecuteSqlRawAsync("CALL refresh_continuous_aggregate('player_days', NULL, NULL)", Cancel);
            await db.Database.ExecuteSqlRawAsync("CALL refresh_continuous_aggregate('player_weeks', NULL, NULL)", Cancel);
            await db.Database.ExecuteSqlRawAsync("SELECT compress_chunk(c, if_not_compressed => true) FROM show_chunks('player_stats') c", Cancel);
            await db.Database.ExecuteSqlRawAsync("SELECT compress_chunk(c, if_not_compressed => true) FROM show_chunks('team_stats') c", Cancel);
            Assert.Equal(before, await AnswersAsync(used, league));
        }
    }

    [Fact]
    public async Task Timescale_UnderTheApp_TakesImportsAndDeletions()
    {
        Assert.SkipUnless(PostgresServer.HasTimescale, "TimescaleDB is not installed: no timescaledb.control beside PostgreSQL's extensions. Nothing of it was tried.");
        await using var postgres = await PostgresServer.StartAsync([.. PostgresServer.Hasty, "shared_preload_libraries=timescaledb", "timescaledb.telemetry_level=off"]);
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(20);
        await using var app = new RocketTrainerApp(server, settings:
            [("Database:Provider", "Postgres"), ("ConnectionStrings:RocketTrainer", postgres.ConnectionString("app"))]);
        var owner = await app.PersonAsync("76561190000000099");
        Assert.True(app.Services.GetRequiredService<Timescale>().IsUsed);

        await app.FollowAsync(await app.StartImportAsync(owner.Id, Matches.Hero, max: 20), Cancel);
        await using var db = app.OpenDatabase();
        await db.Database.ExecuteSqlRawAsync("SELECT compress_chunk(c, if_not_compressed => true) FROM show_chunks('player_stats') c", Cancel);
        Assert.True(await app.Services.GetRequiredService<ReplayRemoval>().RemoveAsync(new Viewer.Person(owner.Id), Guid.Parse(Matches.Id(1)), Cancel));

        Assert.Equal((19, 76, 38), (await db.Replays.CountAsync(Cancel), await db.PlayerStats.CountAsync(Cancel), await db.TeamStats.CountAsync(Cancel)));
    }

    private static async Task<List<string>> AnswersAsync(ReadQueries queries, StoredLeague league)
    {
        var answers = new List<string>();
        foreach (var (name, ask) in ReadQueries.Every)
        {
            foreach (var (me, other) in new[] { (league.Regulars[0], league.Regulars[1]), (league.Regulars[1], league.Regulars[0]) })
                answers.Add(name + " " + ReadQueries.Text(await ask(queries, me, other)));
        }

        return answers;
    }

    private static string Rounded(TrendPoint point) => string.Create(CultureInfo.InvariantCulture,
        $"{point.From} {point.Matches} {point.Wins} {point.Losses} {point.Known} {point.Mean?.Value:0.000000} {point.Mean?.Low:0.0000} {point.Mean?.High:0.0000}");
}
