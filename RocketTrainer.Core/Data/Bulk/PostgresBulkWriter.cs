using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace RocketTrainer.Core.Data.Bulk;

/// <summary>COPY in its binary form; rows that may be there already come as one JSON parameter, which the table itself gives its types.</summary>
public sealed class PostgresBulkWriter : IBulkWriter
{
    public Task WriteAsync<T>(RocketTrainerDb db, BulkTable<T> table, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return Task.CompletedTask;
        var columns = string.Join(", ", table.Columns);
        return table.OnConflict is null ? CopyAsync(db, columns, table, rows, cancellationToken) : InsertAsync(db, columns, table, rows, cancellationToken);
    }

    private static async Task CopyAsync<T>(RocketTrainerDb db, string columns, BulkTable<T> table, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY {table.Name} ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        using var row = new PostgresCopyRow();
        try
        {
            foreach (var one in rows)
            {
                row.Begin(table.Columns.Length);
                table.Fill(one, row);
                if (row.Count != table.Columns.Length)
                    throw new InvalidOperationException($"A row of {table.Name} has {table.Columns.Length} columns, and {row.Count} were given.");
                if (row.IsWorthSending)
                    await row.SendAsync(copy, cancellationToken);
            }

            row.End();
            await row.SendAsync(copy, cancellationToken);
        }
        catch
        {
            await copy.CancelAsync(); // else what was sent so far would count as all
            throw;
        }
    }

    private static async Task InsertAsync<T>(RocketTrainerDb db, string columns, BulkTable<T> table, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        await using var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"INSERT INTO {table.Name} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table.Name}, $1) {table.OnConflict}";
        command.Parameters.Add(new NpgsqlParameter { Value = JsonRows.Of(table, rows), NpgsqlDbType = NpgsqlDbType.Json });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
