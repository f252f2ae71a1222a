using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace RocketTrainer.Tests.Support;

/// <summary>Answers as a broken server or line might give them: the same for the same seed.</summary>
public sealed class Mutations(int seed)
{
    private const int Deep = 2000;

    /// <summary>Values that no member of a detail has.</summary>
    private static readonly string[] Odd =
    [
        "null", "true", "\"text\"", "\"\"", "[]", "{}", "[[1,2],{}]", "-1", "0.5", "1e400", "-1e308", "99999999999999999999999999", "2147483648", "-0.0", "1E-400",
        "\"2026-02-30T25:61:61Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\u202e\u0007\"",
        "\"" + new string('x', 70_000) + "\"", string.Concat(Enumerable.Repeat("[", Deep)) + string.Concat(Enumerable.Repeat("]", Deep)),
    ];

    private readonly Random _random = new(seed);

    /// <summary>The detail, broken in one way.</summary>
    public byte[] Of(JsonObject detail)
    {
        var bytes = detail.Bytes();
        return _random.Next(10) switch
        {
            0 => bytes[.._random.Next(bytes.Length)],
            1 => Flipped(bytes),
            2 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)),
            3 => [0xef, 0xbb, 0xbf, .. bytes],
            4 => Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(bytes).Replace("Hero", "H\u00e9ro", StringComparison.Ordinal)),
            5 => Twice(bytes),
            6 => [.. bytes, .. "}garbage"u8],
            7 => Without(detail),
            _ => Replaced(detail),
        };
    }

    private byte[] Flipped(byte[] bytes)
    {
        for (var i = _random.Next(1, 20); i > 0; i--)
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }

    /// <summary>One member stands there twice, with another value.</summary>
    private byte[] Twice(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var members = JsonNode.Parse(text)!.AsObject().Select(m => m.Key).ToList();
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"{members[_random.Next(members.Count)]}\":{Odd[_random.Next(Odd.Length)]},{text[1..]}"));
    }

    private byte[] Without(JsonObject detail)
    {
        var (parent, name) = Somewhere(detail);
        parent.Remove(name);
        return detail.Bytes();
    }

    private byte[] Replaced(JsonObject detail)
    {
        var (parent, name) = Somewhere(detail);
        var mark = "mark-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        parent[name] = mark;
        return Encoding.UTF8.GetBytes(detail.ToJsonString().Replace($"\"{mark}\"", Odd[_random.Next(Odd.Length)], StringComparison.Ordinal));
    }

    /// <summary>Some member of some object in it.</summary>
    private (JsonObject Parent, string Name) Somewhere(JsonObject detail)
    {
        var all = Objects(detail).SelectMany(o => o.Select(m => (o, m.Key))).ToList();
        return all[_random.Next(all.Count)];
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(m => Objects(m.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Objects),
        _ => [],
    };
}
