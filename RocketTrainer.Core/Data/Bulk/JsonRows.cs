using System.Buffers;
using System.Text;
using System.Text.Json;

namespace RocketTrainer.Core.Data.Bulk;

/// <summary>Rows as a JSON array of objects with a member for each column.</summary>
internal static class JsonRows
{
    public static string Of<T>(BulkTable<T> table, IReadOnlyCollection<T> rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var one in rows)
            {
                json.WriteStartObject();
                table.Fill(one, new Row<T>(json, table));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private sealed class Row<T>(Utf8JsonWriter json, BulkTable<T> table) : BulkRow
    {
        private int _column;

        private string Next => table.Columns[_column++];

        public override void Add(int? value)
        {
            if (value is { } number)
                json.WriteNumber(Next, number);
            else
                json.WriteNull(Next);
        }

        public override void Add(double? value)
        {
            if (value is { } number)
                json.WriteNumber(Next, number);
            else
                json.WriteNull(Next);
        }

        public override void Add(bool? value)
        {
            if (value is { } flag)
                json.WriteBoolean(Next, flag);
            else
                json.WriteNull(Next);
        }

        public override void Add(string? value) => json.WriteString(Next, value);

        public override void Add(Guid? value)
        {
            if (value is { } id)
                json.WriteString(Next, id);
            else
                json.WriteNull(Next);
        }

        public override void Add(DateTimeOffset? value)
        {
            if (value is { } instant)
                json.WriteString(Next, Microseconds.Whole(instant));
            else
                json.WriteNull(Next);
        }

        public override void Add(byte[] value) => json.WriteString(Next, "\\x" + Convert.ToHexString(value));

        public override void AddJson(string value)
        {
            json.WritePropertyName(Next);
            json.WriteRawValue(value);
        }
    }
}
