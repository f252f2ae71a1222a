using System.Globalization;
using System.Net;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>The query string of a request; a key may stand in it several times.</summary>
internal sealed class SandboxQuery
{
    private readonly List<(string Key, string Value)> _pairs = [];

    public SandboxQuery(Uri uri)
    {
        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = part.Split('=', 2);
            _pairs.Add((Decode(split[0]), split.Length > 1 ? Decode(split[1]) : ""));
        }
    }

    public string? this[string key] => _pairs.FirstOrDefault(p => p.Key == key) is { Value.Length: > 0 } pair ? pair.Value : null;

    public string[] All(string key) => [.. _pairs.Where(p => p.Key == key && p.Value.Length > 0).Select(p => p.Value)];

    public DateTimeOffset? Date(string key)
    {
        if (this[key] is not { } text) return null;
        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : throw Bad(key, text);
    }

    public int PageSize()
    {
        if (this["count"] is not { } text) return 150;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 200 ? count : throw Bad("count", text);
    }

    public bool Descending() => OneOf("sort-dir", "desc", "asc") is "desc";

    /// <summary>The value if it is one of those allowed; the first of them when there is none.</summary>
    public string OneOf(string key, params ReadOnlySpan<string> allowed)
    {
        var value = this[key] ?? allowed[0];
        return allowed.Contains(value) ? value : throw Bad(key, value);
    }

    public bool Flag(string key) => OneOf(key, "false", "true") is "true";

    /// <summary>The same query with another <c>after</c>.</summary>
    public string With(string after) =>
        string.Join('&', _pairs.Where(p => p.Key != "after").Append(("after", after)).Select(p => $"{Uri.EscapeDataString(p.Item1)}={Uri.EscapeDataString(p.Item2)}"));

    public static SandboxFault Bad(string key, string value) => new(HttpStatusCode.BadRequest, $"invalid value for {key}: {value}");

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
