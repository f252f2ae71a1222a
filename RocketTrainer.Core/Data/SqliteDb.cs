using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace RocketTrainer.Core.Data;

/// <summary>The tables in a SQLite file.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : RocketTrainerDb(options)
{
    public override Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellationToken) => Database.BeginTransactionAsync(cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // SQLite has no instant: as UTC ticks they sort and compare.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    /// <summary>Lets <c>dotnet ef</c> make migrations.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").Options);
    }
}

/// <summary>The connection string of a SQLite file as this app uses it.</summary>
public static class SqliteFile
{
    public static string ConnectionString(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = 30, // one writer at a time: the others wait for it
    }.ToString();
}
