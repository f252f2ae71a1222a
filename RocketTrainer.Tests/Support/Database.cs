using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RocketTrainer.Core.Data;

[assembly: AssemblyFixture(typeof(RocketTrainer.Tests.Support.DatabaseLifetime))]

namespace RocketTrainer.Tests.Support;

/// <summary>
/// The databases of the apps under test. Which provider they have is said by <c>ROCKETTRAINER_TEST_DATABASE</c>:
/// <c>Sqlite</c>, the usual one, or <c>Postgres</c>; <c>./test</c> runs the integration tests with both.
/// </summary>
public static class Database
{
    private const string Template = "rockettrainer_template";

    private static readonly Lazy<Task<PostgresServer>> Server = new(StartAsync);

    public static DatabaseProvider Provider { get; } =
        Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable("ROCKETTRAINER_TEST_DATABASE") is { Length: > 0 } wanted ? wanted : nameof(DatabaseProvider.Sqlite), ignoreCase: true);

    /// <summary>A context of the app's own database.</summary>
    public static RocketTrainerDb OpenDatabase(this RocketTrainerApp app) =>
        app.Services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>().CreateDbContext();

    /// <summary>The database of an app with this data directory.</summary>
    public static RocketTrainerDb OpenDatabase(this TemporaryDirectory data) => Open(data.Database);

    public static RocketTrainerDb Open(DatabaseChoice database) => database.Provider == DatabaseProvider.Sqlite
        ? new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(database.ConnectionString).Options)
        : new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(database.ConnectionString).Options);

    /// <summary>The PostgreSQL that the tests of this run share.</summary>
    public static Task<PostgresServer> SharedPostgresAsync() => Server.Value;

    /// <summary>A new database with all tables: a file in the directory, or on the shared server under its name.</summary>
    public static DatabaseChoice Create(DatabaseProvider provider, string directory)
    {
        if (provider == DatabaseProvider.Sqlite)
            return new(provider, SqliteFile.ConnectionString(Path.Combine(directory, "rockettrainer.db")));
        var server = Server.Value.GetAwaiter().GetResult();
        var name = Path.GetFileName(directory).ToLowerInvariant();
        server.ExecuteAsync("postgres", $"CREATE DATABASE \"{name}\" TEMPLATE {Template}").GetAwaiter().GetResult();
        return new(provider, server.ConnectionString(name));
    }

    /// <summary>All that a PostgreSQL database holds, as XML; nothing for a SQLite file, which can be read as a file.</summary>
    public static async Task<string> DumpAsync(DatabaseChoice database, CancellationToken cancellationToken)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
            return "";
        await using var db = Open(database);
        return (await db.Database.SqlQueryRaw<string>("SELECT database_to_xml(true, true, '')::text AS \"Value\"").ToListAsync(cancellationToken)).Single();
    }

    public static void Drop(DatabaseChoice database)
    {
        if (database.Provider != DatabaseProvider.Postgres)
            return;
        using (var pool = new NpgsqlConnection(database.ConnectionString))
            NpgsqlConnection.ClearPool(pool);
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        Server.Value.GetAwaiter().GetResult().ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)").GetAwaiter().GetResult();
    }

    /// <summary>Ends the shared server, if there is one.</summary>
    public static async Task StopAsync()
    {
        if (Server.IsValueCreated)
            await (await Server.Value).DisposeAsync();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync(PostgresServer.Hasty);
        await using (var db = Open(new(DatabaseProvider.Postgres, server.ConnectionString(Template) + ";Pooling=false")))
            await db.Database.MigrateAsync();
        return server;
    }
}

/// <summary>Ends with the last test.</summary>
public sealed class DatabaseLifetime : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Database.StopAsync();
}
