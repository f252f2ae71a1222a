using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using RocketTrainer.Core.Replays;

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

    internal override DateTimeOffset ReadInstant(DbDataReader row, int column) => new(row.GetDateTime(column));

    internal override Guid ReadId(DbDataReader row, int column) => row.GetGuid(column);

    internal override int? ReadNumber(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    internal override T? ReadWord<T>(DbDataReader row, int column, Words<T> words)
        where T : default => row.IsDBNull(column) ? default : words[row.GetString(column)];

    internal override void ReadStats(DbDataReader row, int from, IReadOnlyList<Stat> stats, Span<double> into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = row.IsDBNull(from + i) ? double.NaN : stats[i].Type switch
            {
                StatType.Count => row.GetInt32(from + i),
                StatType.Flag => row.GetBoolean(from + i) ? 1 : 0,
                _ => row.GetDouble(from + i),
            };
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
