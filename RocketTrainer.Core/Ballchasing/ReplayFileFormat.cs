using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RocketTrainer.Core.Ballchasing;

/// <summary>
/// The outside of a replay file, all little endian: a header and a body, each behind its size and its checksum (four bytes
/// each). What is in them is Ballchasing's business.
/// </summary>
public static class ReplayFileFormat
{
    /// <summary>Matches of a quarter of an hour have about 3 MB.</summary>
    public const int LargestFile = 20 * 1024 * 1024;

    public const string Extension = ".replay";

    private const int LongestName = 200;
    private const int FrameSize = 8;
    private const int SmallestHeader = 16;
    private const uint Polynomial = 0x04C11DB7;
    private const uint Start = 0x10340DFE;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i << 24, (crc, _) => (crc & 0x80000000) != 0 ? (crc << 1) ^ Polynomial : crc << 1))];

    /// <summary>What is wrong with a file's name, in a sentence, or null.</summary>
    public static string? WrongName(string name) => name switch
    {
        "" => "The file has no name.",
        _ when name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal) || name.Contains("..", StringComparison.Ordinal) => "The name holds a path: give the bare name of the file.",
        _ when name.Length > LongestName || name.Any(char.IsControl) => $"The name is longer than {LongestName} characters, or holds some that no name has.",
        _ when !name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) => $"Replay files end in {Extension}.",
        _ => null,
    };

    /// <summary>What is wrong with a file's size in bytes, in a sentence, or null.</summary>
    public static string? WrongSize(long size) => size switch
    {
        0 => "The file is empty.",
        > LargestFile => $"The file has {Megabytes(size)} MB; a replay has at most {Megabytes(LargestFile)}.",
        _ => null,
    };

    /// <summary>What is wrong with a whole file, in a sentence, or null when it is a replay file that came through undamaged.</summary>
    public static string? Wrong(ReadOnlySpan<byte> file)
    {
        if (WrongSize(file.Length) is { } size)
            return size;
        if (file.StartsWith("PK"u8))
            return "That is a zip archive: unpack it and give the replay files in it.";
        var rest = file;
        if (!TryTake(ref rest, out var header, out var isWhole) || header.Length < SmallestHeader || header.IndexOf("TAGame.Replay_"u8) < 0)
            return "That is no replay file of Rocket League.";
        if (!isWhole)
            return "The file is damaged: the checksum of its header doesn't fit.";
        if (!TryTake(ref rest, out _, out isWhole))
            return "The file is cut off: it ends before its body does.";
        return isWhole ? null : "The file is damaged: the checksum of its body doesn't fit.";
    }

    /// <summary>A file with this header and body.</summary>
    internal static byte[] Write(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        var file = new byte[(2 * FrameSize) + header.Length + body.Length];
        Put(file, header);
        Put(file.AsSpan(FrameSize + header.Length), body);
        return file;

        static void Put(Span<byte> into, ReadOnlySpan<byte> part)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(into, (uint)part.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(into[4..], Checksum(part));
            part.CopyTo(into[FrameSize..]);
        }
    }

    /// <summary>The beginning of a header as the game writes it: versions of engine and net, and what the file is.</summary>
    internal static byte[] Header(string rest)
    {
        var kind = Encoding.ASCII.GetBytes("TAGame.Replay_Soccar_TA\0");
        return [.. BitConverter.GetBytes(868), .. BitConverter.GetBytes(32), .. BitConverter.GetBytes(10), .. BitConverter.GetBytes(kind.Length), .. kind, .. Encoding.ASCII.GetBytes(rest)];
    }

    /// <summary>A CRC of 32 bits: polynomial 0x04C11DB7, highest bit first, begun with the complement of 0xEFCBF201, complemented at the end.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> part)
    {
        var crc = Start;
        foreach (var one in part)
            crc = (crc << 8) ^ Table[(crc >> 24) ^ one];
        return ~crc;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> file, out ReadOnlySpan<byte> part, out bool isWhole)
    {
        part = default;
        isWhole = false;
        if (file.Length < FrameSize || BinaryPrimitives.ReadUInt32LittleEndian(file) is var size && size > file.Length - FrameSize)
            return false;
        part = file.Slice(FrameSize, (int)size);
        isWhole = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) == Checksum(part);
        file = file[(FrameSize + part.Length)..];
        return true;
    }

    private static string Megabytes(long bytes) => Math.Ceiling(bytes / 1048576.0).ToString("0", CultureInfo.InvariantCulture);
}
