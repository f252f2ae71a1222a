using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace RocketTrainer.Core.Data;

/// <summary>The tables in a PostgreSQL database.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : RocketTrainerDb(options)
{
    /// <summary>The advisory lock of whoever writes, of this database only.</summary>
    private const long Writer = 5080;

    public override async Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellationToken)
    {
        var transaction = await Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Writer})", cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();
        configurationBuilder.Properties<string>().UseCollation("C"); // texts sort and compare by their bytes, as in SQLite
    }

    /// <summary>PostgreSQL's instants have no offset and six digits of a second; with more, what is compared would never equal what is stored.</summary>
    private sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => Microseconds.Whole(instant), stored => stored);

    /// <summary>Lets <c>dotnet ef</c> make migrations.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=nowhere").Options);
    }
}
