using System.IO.Compression;
using ZstdSharp;

namespace RocketTrainer.Core.Replays;

/// <summary>
/// How payloads lie in the database: Zstandard, level 1, which makes a quarter of a reply's size in a third of the time
/// that Brotli takes for hardly less (<c>docs/PERFORMANCE.md</c>). What was stored before as Brotli is still read.
/// </summary>
public static class PayloadCompression
{
    private const int Level = 1;

    [ThreadStatic]
    private static Compressor? _compressor;

    [ThreadStatic]
    private static Decompressor? _decompressor;

    private static ReadOnlySpan<byte> ZstandardMagic => [0x28, 0xB5, 0x2F, 0xFD];

    public static byte[] Compress(ReadOnlySpan<byte> json) => (_compressor ??= new Compressor(Level)).Wrap(json).ToArray();

    /// <exception cref="ZstdException">These are no compressed bytes.</exception>
    public static byte[] Expand(byte[] compressed)
    {
        if (compressed.AsSpan().StartsWith(ZstandardMagic))
            return (_decompressor ??= new Decompressor()).Unwrap(compressed).ToArray();
        using var source = new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }
}
