using System.Security.Cryptography;
using System.Text.Json;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>
/// A model file: eight bytes that say what it is, the card's length and the card as JSON, the content's length and the content, and the SHA-256
/// hash of both.
/// </summary>
internal static class RankModelFile
{
    private const int LargestPart = 16 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static ReadOnlySpan<byte> Mark => "RTRANK03"u8;

    public static void Write(RankModelCard card, byte[] content, Stream to)
    {
        using var writer = new BinaryWriter(to, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        var told = JsonSerializer.SerializeToUtf8Bytes(card, Json);
        foreach (var part in new[] { told, content })
        {
            writer.Write(part.Length);
            writer.Write(part);
        }

        writer.Write(Hash(told, content));
    }

    /// <exception cref="InvalidDataException">It is no model, of another version, or broken.</exception>
    public static (RankModelCard Card, byte[] Content) Read(Stream from)
    {
        using var reader = new BinaryReader(from, System.Text.Encoding.UTF8, leaveOpen: true);
        if (!reader.ReadBytes(Mark.Length).AsSpan().SequenceEqual(Mark))
            throw new InvalidDataException("This is no rank model, or one of another version.");
        try
        {
            var (told, content) = (Part(reader), Part(reader));
            if (!reader.ReadBytes(SHA256.HashSizeInBytes).AsSpan().SequenceEqual(Hash(told, content)))
                throw new InvalidDataException("It isn't what was written.");
            return (JsonSerializer.Deserialize<RankModelCard>(told, Json) ?? throw new InvalidDataException("It has no card."), content);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"The rank model is broken: {e.Message}", e);
        }
    }

    private static byte[] Hash(byte[] card, byte[] content) => SHA256.HashData([.. card, .. content]);

    private static byte[] Part(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var part = length is >= 0 and <= LargestPart ? reader.ReadBytes(length) : throw new InvalidDataException($"A part of {length} bytes.");
        return part.Length == length ? part : throw new EndOfStreamException("It ends early.");
    }
}
