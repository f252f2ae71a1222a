using System.Runtime.InteropServices;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>How far Ballchasing got with a replay.</summary>
internal enum ReplayState { Ok, Pending, Failed }

/// <summary>An upload of a match. A second upload of the same match has <see cref="Copy"/> 1 and another uploader.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeagueReplay(Guid Id, int Match, byte Copy, short Uploader, long CreatedMilliseconds)
{
    public DateTimeOffset Created => DateTimeOffset.FromUnixTimeMilliseconds(CreatedMilliseconds);

    /// <summary>What stands in the id's bytes is random; it decides the few things that are up to chance per upload.</summary>
    public ulong Seed => BitConverter.ToUInt64(Id.ToByteArray(), 8) ^ BitConverter.ToUInt64(Id.ToByteArray(), 0);

    public static Guid IdFrom(ulong seed, ulong salt)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, SeededRandom.Mix(seed, salt));
        BitConverter.TryWriteBytes(bytes[8..], SeededRandom.Mix(seed, salt + 1));
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }
}
