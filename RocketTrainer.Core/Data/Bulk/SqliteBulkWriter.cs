using System.Buffers.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace RocketTrainer.Core.Data.Bulk;

/// <summary>
/// One prepared statement that is run for each row, spoken to directly: the parameters of Microsoft.Data.Sqlite cost more
/// than SQLite itself.
/// </summary>
public sealed class SqliteBulkWriter : IBulkWriter
{
    public Task WriteAsync<T>(RocketTrainerDb db, BulkTable<T> table, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return Task.CompletedTask;
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        var sql = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", Enumerable.Repeat("?", table.Columns.Length))}) {table.OnConflict}";
        Check(handle, raw.sqlite3_prepare_v2(handle, sql, out var statement));
        using (statement)
        {
            var row = new Row(statement);
            foreach (var one in rows)
            {
                row.Begin();
                table.Fill(one, row);
                if (row.Count != table.Columns.Length)
                    throw new InvalidOperationException($"A row of {table.Name} has {table.Columns.Length} columns, and {row.Count} were given.");
                var code = raw.sqlite3_step(statement);
                if (code != raw.SQLITE_DONE)
                    Check(handle, code);
                raw.sqlite3_reset(statement);
            }
        }

        return Task.CompletedTask;
    }

    private static void Check(sqlite3 handle, int code) => SqliteException.ThrowExceptionForRC(code, handle);

    private sealed class Row(sqlite3_stmt statement) : BulkRow
    {
        public int Count { get; private set; }

        public void Begin()
        {
            Count = 0;
            raw.sqlite3_clear_bindings(statement); // what isn't bound is null
        }

        public override void Add(int? value)
        {
            Count++;
            if (value is { } number)
                raw.sqlite3_bind_int(statement, Count, number);
        }

        public override void Add(double? value)
        {
            Count++;
            if (value is { } number)
                raw.sqlite3_bind_double(statement, Count, number);
        }

        public override void Add(bool? value) => Add(value is { } flag ? flag ? 1 : 0 : (int?)null);

        public override void Add(string? value)
        {
            Count++;
            if (value is not null)
                raw.sqlite3_bind_text(statement, Count, value);
        }

        public override void Add(Guid? value)
        {
            Count++;
            if (value is not { } id)
                return;
            Span<byte> text = stackalloc byte[36];
            Utf8Formatter.TryFormat(id, text, out _);
            System.Text.Ascii.ToUpperInPlace(text, out _); // as Entity Framework writes it
            raw.sqlite3_bind_text(statement, Count, text);
        }

        public override void Add(DateTimeOffset? value)
        {
            Count++;
            if (value is { } instant)
                raw.sqlite3_bind_int64(statement, Count, instant.UtcTicks);
        }

        public override void Add(byte[] value)
        {
            Count++;
            raw.sqlite3_bind_blob(statement, Count, value);
        }

        public override void AddJson(string value) => Add(value);
    }
}
