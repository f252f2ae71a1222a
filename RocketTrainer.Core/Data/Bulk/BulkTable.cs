using System.Collections.Immutable;

namespace RocketTrainer.Core.Data.Bulk;

/// <summary>A table as it is written many rows at a time.</summary>
/// <param name="Columns">In the order in which <paramref name="Fill"/> gives their values.</param>
/// <param name="Fill">Puts a row's values into its columns, one after the other.</param>
/// <param name="OnConflict">What happens to a row that is there already, as both databases write it: <c>ON CONFLICT …</c>. Null: it must not be there.</param>
public sealed record BulkTable<T>(string Name, ImmutableArray<string> Columns, Action<T, BulkRow> Fill, string? OnConflict = null);

/// <summary>The row that is being written; each call gives the value of the next column.</summary>
public abstract class BulkRow
{
    public abstract void Add(int? value);

    public abstract void Add(double? value);

    public abstract void Add(bool? value);

    public abstract void Add(string? value);

    public abstract void Add(Guid? value);

    public abstract void Add(DateTimeOffset? value);

    public abstract void Add(byte[] value);

    public abstract void AddJson(string value);
}

/// <summary>Writes rows the fastest way that a database has, in the transaction that is open.</summary>
public interface IBulkWriter
{
    Task WriteAsync<T>(RocketTrainerDb db, BulkTable<T> table, IReadOnlyCollection<T> rows, CancellationToken cancellationToken);
}
