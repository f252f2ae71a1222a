using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using RocketTrainer.Core.Replays;
using SQLitePCL;

namespace RocketTrainer.Core.Data;

/// <summary>The tables in a SQLite file.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : RocketTrainerDb(options)
{
    /// <summary>Whose turn it is to write to which file. SQLite itself would have the others look again and again.</summary>
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new(StringComparer.Ordinal);

    public override async Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellationToken)
    {
        var turn = Turns.GetOrAdd(Database.GetConnectionString()!, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            return new Turn(await Database.BeginTransactionAsync(cancellationToken), turn);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    // Past the provider, too, which makes a text of each id and word: that took longer than SQLite. Every call costs, so that null is
    // asked for only where a value looks like it.

    internal override DateTimeOffset ReadInstant(DbDataReader row, int column) => new(raw.sqlite3_column_int64(Of(row), column), TimeSpan.Zero);

    internal override Guid ReadId(DbDataReader row, int column) =>
        Utf8Parser.TryParse(raw.sqlite3_column_blob(Of(row), column), out Guid id, out _, 'D') ? id : row.GetGuid(column);

    internal override int? ReadNumber(DbDataReader row, int column) =>
        raw.sqlite3_column_int(Of(row), column) is var number && number == 0 && IsNull(Of(row), column) ? null : number;

    internal override T? ReadWord<T>(DbDataReader row, int column, Words<T> words)
        where T : default => raw.sqlite3_column_blob(Of(row), column) is var word && word.IsEmpty && IsNull(Of(row), column) ? default : words[word];

    internal override void ReadStats(DbDataReader row, int from, IReadOnlyList<Stat> stats, Span<double> into)
    {
        // Whole numbers and flags are converted by SQLite itself.
        var statement = Of(row);
        for (var i = 0; i < into.Length; i++)
            into[i] = raw.sqlite3_column_double(statement, from + i) is var value && value == 0 && IsNull(statement, from + i) ? double.NaN : value;
    }

    private static sqlite3_stmt Of(DbDataReader row) => ((SqliteDataReader)row).Handle!;

    private static bool IsNull(sqlite3_stmt statement, int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // SQLite has no instant: as UTC ticks they sort and compare.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    /// <summary>A transaction that gives the turn on when it is disposed of.</summary>
    private sealed class Turn(IDbContextTransaction transaction, SemaphoreSlim turn) : IDbContextTransaction
    {
        private int _over;

        public Guid TransactionId => transaction.TransactionId;

        public void Commit() => transaction.Commit();

        public Task CommitAsync(CancellationToken cancellationToken = default) => transaction.CommitAsync(cancellationToken);

        public void Rollback() => transaction.Rollback();

        public Task RollbackAsync(CancellationToken cancellationToken = default) => transaction.RollbackAsync(cancellationToken);

        public void Dispose()
        {
            transaction.Dispose();
            GiveOn();
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            GiveOn();
        }

        private void GiveOn()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0)
                turn.Release();
        }
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
