using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace RocketTrainer.Core.Data.Bulk;

/// <summary>COPY in its binary form; where rows may be there already, by way of a table that lasts as long as the transaction.</summary>
public sealed class PostgresBulkWriter : IBulkWriter
{
    public async Task WriteAsync<T>(RocketTrainerDb db, BulkTable<T> table, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return;
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var columns = string.Join(", ", table.Columns);
        if (table.OnConflict is null)
        {
            await CopyAsync(connection, table.Name, columns, table, rows, cancellationToken);
            return;
        }

        var arriving = table.Name + "_arriving";
        await ExecuteAsync(db, connection, $"CREATE TEMP TABLE {arriving} (LIKE {table.Name}) ON COMMIT DROP", cancellationToken);
        await CopyAsync(connection, arriving, columns, table, rows, cancellationToken);
        await ExecuteAsync(db, connection, $"INSERT INTO {table.Name} ({columns}) SELECT {columns} FROM {arriving} {table.OnConflict}; DROP TABLE {arriving}", cancellationToken);
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection, string into, string columns, BulkTable<T> table, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        await using var import = await connection.BeginBinaryImportAsync($"COPY {into} ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        var row = new Row(import);
        foreach (var one in rows)
        {
            await import.StartRowAsync(cancellationToken);
            table.Fill(one, row);
        }

        await import.CompleteAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(RocketTrainerDb db, NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed class Row(NpgsqlBinaryImporter import) : BulkRow
    {
        public override void Add(int? value)
        {
            if (value is { } number)
                import.Write(number, NpgsqlDbType.Integer);
            else
                import.WriteNull();
        }

        public override void Add(double? value)
        {
            if (value is { } number)
                import.Write(number, NpgsqlDbType.Double);
            else
                import.WriteNull();
        }

        public override void Add(bool? value)
        {
            if (value is { } flag)
                import.Write(flag, NpgsqlDbType.Boolean);
            else
                import.WriteNull();
        }

        public override void Add(string? value)
        {
            if (value is not null)
                import.Write(value, NpgsqlDbType.Text);
            else
                import.WriteNull();
        }

        public override void Add(Guid? value)
        {
            if (value is { } id)
                import.Write(id, NpgsqlDbType.Uuid);
            else
                import.WriteNull();
        }

        public override void Add(DateTimeOffset? value)
        {
            if (value is { } instant)
                import.Write(Microseconds.Whole(instant), NpgsqlDbType.TimestampTz);
            else
                import.WriteNull();
        }

        public override void Add(byte[] value) => import.Write(value, NpgsqlDbType.Bytea);

        public override void AddJson(string value) => import.Write(value, NpgsqlDbType.Jsonb);
    }
}
