using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RocketTrainer.Core.Data.Bulk;

/// <summary>
/// Rows as PostgreSQL's COPY reads them: a header, for each row the number of its columns, for each column its length, or
/// -1 for null, and its bytes, the most significant first. (PostgreSQL's manual, COPY, "Binary Format".) Npgsql's own
/// importer does the same with a parameter object for each value, and takes several times as long.
/// </summary>
internal sealed class PostgresCopyRow : BulkRow, IDisposable
{
    private const int Full = 1 << 16;
    private const int Null = -1;
    private const byte JsonbVersion = 1;

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Full + (Full / 4));
    private int _length;

    public PostgresCopyRow()
    {
        "PGCOPY\n"u8.CopyTo(Next(7));
        ReadOnlySpan<byte> signatureFlagsExtension = [0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        signatureFlagsExtension.CopyTo(Next(signatureFlagsExtension.Length));
    }

    /// <summary>Values of this row so far.</summary>
    public int Count { get; private set; }

    public bool IsWorthSending => _length >= Full;

    public void Begin(int columns)
    {
        Count = 0;
        BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), checked((short)columns));
    }

    public void End() => BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), -1);

    public async Task SendAsync(Stream copy, CancellationToken cancellationToken)
    {
        await copy.WriteAsync(_bytes.AsMemory(0, _length), cancellationToken);
        _length = 0;
    }

    public override void Add(int? value)
    {
        if (value is { } number)
            BinaryPrimitives.WriteInt32BigEndian(Value(sizeof(int)), number);
        else
            AddNull();
    }

    public override void Add(double? value)
    {
        if (value is { } number)
            BinaryPrimitives.WriteDoubleBigEndian(Value(sizeof(double)), number);
        else
            AddNull();
    }

    public override void Add(bool? value)
    {
        if (value is { } flag)
            Value(1)[0] = flag ? (byte)1 : (byte)0;
        else
            AddNull();
    }

    public override void Add(string? value)
    {
        if (value is not null)
            Encoding.UTF8.GetBytes(value, Value(Encoding.UTF8.GetByteCount(value)));
        else
            AddNull();
    }

    public override void Add(Guid? value)
    {
        if (value is { } id)
            id.TryWriteBytes(Value(16), bigEndian: true, out _);
        else
            AddNull();
    }

    public override void Add(DateTimeOffset? value)
    {
        if (value is { } instant)
            BinaryPrimitives.WriteInt64BigEndian(Value(sizeof(long)), (Microseconds.Whole(instant).UtcDateTime - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);
        else
            AddNull();
    }

    public override void Add(byte[] value) => value.CopyTo(Value(value.Length));

    public override void AddJson(string value)
    {
        var bytes = Value(1 + Encoding.UTF8.GetByteCount(value));
        bytes[0] = JsonbVersion;
        Encoding.UTF8.GetBytes(value, bytes[1..]);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void AddNull()
    {
        Count++;
        BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), Null);
    }

    /// <summary>The place for a value of so many bytes.</summary>
    private Span<byte> Value(int length)
    {
        Count++;
        var place = Next(sizeof(int) + length);
        BinaryPrimitives.WriteInt32BigEndian(place, length);
        return place[sizeof(int)..];
    }

    private Span<byte> Next(int length)
    {
        if (_length + length > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, _length + length));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        var place = _bytes.AsSpan(_length, length);
        _length += length;
        return place;
    }
}
