using System.IO.Compression;

namespace RocketTrainer.Core.Replays;

/// <summary>How payloads lie in the database: Brotli, quality 4 (about a sixth of the size, in well under a millisecond).</summary>
public static class PayloadCompression
{
    private const int Quality = 4;
    private const int Window = 18;

    public static byte[] Compress(ReadOnlySpan<byte> json)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(json.Length)];
        return BrotliEncoder.TryCompress(json, buffer, out var length, Quality, Window)
            ? buffer.AsSpan(0, length).ToArray()
            : throw new InvalidOperationException("Brotli did not fit its own bound.");
    }

    public static byte[] Expand(byte[] compressed)
    {
        using var source = new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }
}
