using Microsoft.Data.Sqlite;
using Npgsql;

namespace RocketTrainer.Core.Data;

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Which database this is: the provider, and where.</summary>
/// <param name="ConnectionString">May hold a password: never logged.</param>
public sealed record DatabaseChoice(DatabaseProvider Provider, string ConnectionString)
{
    public const string ProviderKey = "Database:Provider";
    public const string ConnectionStringKey = "ConnectionStrings:RocketTrainer";

    /// <summary>What the configuration says; without any of it a SQLite file in the data directory.</summary>
    /// <param name="provider">The value of <see cref="ProviderKey"/>.</param>
    /// <param name="connectionString">The value of <see cref="ConnectionStringKey"/>.</param>
    /// <exception cref="InvalidOperationException">A key holds something that can't be; the message names it, without passwords.</exception>
    public static DatabaseChoice Of(string? provider, string? connectionString, string dataDirectory)
    {
        var choice = provider?.ToUpperInvariant() switch
        {
            null or "" or "SQLITE" => DatabaseProvider.Sqlite,
            "POSTGRES" => DatabaseProvider.Postgres,
            _ => throw new InvalidOperationException($"{ProviderKey} is '{provider}', but must be Sqlite or Postgres."),
        };
        if (string.IsNullOrEmpty(connectionString))
        {
            return choice == DatabaseProvider.Sqlite
                ? new(choice, SqliteFile.ConnectionString(Path.Combine(dataDirectory, "rockettrainer.db")))
                : throw new InvalidOperationException($"{ConnectionStringKey} is missing: it says where PostgreSQL is, like Host=localhost;Database=rockettrainer;Username=rockettrainer;Password=…");
        }

        try
        {
            return choice == DatabaseProvider.Sqlite
                ? new(choice, new SqliteConnectionStringBuilder(connectionString).ConnectionString)
                : new(choice, Planning(new NpgsqlConnectionStringBuilder(connectionString)).ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new InvalidOperationException($"{ConnectionStringKey} is no connection string for {choice}: {e.Message}", e);
        }
    }

    /// <summary>
    /// Unless the connection string has options of its own: no compiling of queries, which takes longer than any of ours,
    /// and random reads cost what they cost on today's disks and in memory; else PostgreSQL reads a whole table for a player's matches.
    /// </summary>
    private static NpgsqlConnectionStringBuilder Planning(NpgsqlConnectionStringBuilder connection)
    {
        if (string.IsNullOrEmpty(connection.Options))
            connection.Options = "-c jit=off -c random_page_cost=1.1";
        return connection;
    }

    /// <summary>The database in words, for people and logs.</summary>
    public override string ToString()
    {
        if (Provider == DatabaseProvider.Sqlite)
            return "the SQLite file " + new SqliteConnectionStringBuilder(ConnectionString).DataSource;
        var server = new NpgsqlConnectionStringBuilder(ConnectionString);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the PostgreSQL database '{server.Database}' at {server.Host}:{server.Port}");
    }
}
