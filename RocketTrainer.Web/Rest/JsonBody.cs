using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Rest;

/// <summary>
/// A request's JSON object, read member by member, so that every mistake is named and not only the first. Members that
/// nobody read are mistakes, too.
/// </summary>
public sealed class JsonBody
{
    private const int Shown = 40;

    private static readonly JsonDocumentOptions OneOfEach = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private IResult? _unreadable;

    private JsonBody()
    {
    }

    /// <summary>Reads the body; one that is no JSON object is a problem of its own.</summary>
    /// <param name="optional">No body at all is an empty object.</param>
    /// <exception cref="BadHttpRequestException">The body is too large or broke off.</exception>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken, bool optional = false)
    {
        var body = new JsonBody();
        if (optional && (request.ContentLength == 0 || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false))
            return body;
        (var json, body._unreadable) = await ParseAsync(request, cancellationToken);
        if (body._unreadable is not null)
            return body;
        if (json.ValueKind != JsonValueKind.Object)
        {
            body._unreadable = Api.Invalid("body", "The body must be a JSON object.");
            return body;
        }

        foreach (var member in json.EnumerateObject())
            body._members[member.Name] = member.Value;
        return body;
    }

    private static async Task<(JsonElement Json, IResult? Problem)> ParseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return (default, new ProblemAnswer(ProblemTypes.UnsupportedMediaType));
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, OneOfEach, cancellationToken);
            return (document.RootElement.Clone(), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a character in a name
        {
            return (default, Api.Invalid("body", "The body is not JSON, or names a member twice."));
        }
    }

    public void Wrong(string name, string message) => _errors.TryAdd(name, [message]);

    public void Wrong(IReadOnlyDictionary<string, string[]> errors)
    {
        foreach (var (name, messages) in errors)
            _errors.TryAdd(name, messages);
    }

    /// <summary>Whether the member is there; one that is null is there, too.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    public string? Text(string name) => Read(name, out var value)
        ? TextOf(value) ?? Wrong<string>(name, $"'{name}' must be a text.") : null;

    /// <summary>A text that must be there.</summary>
    public string? Needed(string name)
    {
        var text = Text(name);
        if (string.IsNullOrWhiteSpace(text))
            Wrong(name, $"'{name}' is missing.");
        return text;
    }

    public IReadOnlyList<string>? Texts(string name)
    {
        if (!Read(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Select(TextOf).ToArray() is var texts && texts.All(t => t is not null))
            return texts!;
        return Wrong<string[]>(name, $"'{name}' must be an array of texts.");
    }

    public IReadOnlyList<JsonElement>? Objects(string name)
    {
        if (!Read(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Object)
            ? [.. value.EnumerateArray()]
            : Wrong<JsonElement[]>(name, $"'{name}' must be an array of objects.");
    }

    /// <summary>A text, or a number as it is written.</summary>
    public string? TextOrNumber(string name) => Read(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(name);

    public int? Number(string name) => Read(name, out var value)
        ? value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : Wrong<int?>(name, $"'{name}' must be a whole number.") : null;

    public bool? Flag(string name) => Read(name, out var value)
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Wrong<bool?>(name, $"'{name}' must be true or false.") : null;

    public DateTimeOffset? Instant(string name) => Text(name) is not { } text ? null
        : Rfc3339.TryRead(text, out var instant) ? instant.ToUniversalTime()
        : Wrong<DateTimeOffset?>(name, $"'{Shorten(text)}' is not a date: write 2026-01-31 or 2026-01-31T18:00:00Z.");

    /// <summary>One of the enum's words, in camelCase.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum => Text(name) is { } text ? WordOf<T>(name, text) : null;

    /// <summary>Several of a flags enum's words as one value.</summary>
    public T? Words<T>(string name)
        where T : struct, Enum
    {
        if (Texts(name) is not { } words)
            return null;
        var all = words.Select(word => WordOf<T>(name, word)).ToList();
        return all.TrueForAll(w => w is not null)
            ? (T)Enum.ToObject(typeof(T), all.Aggregate(0, (sum, w) => sum | Convert.ToInt32(w, System.Globalization.CultureInfo.InvariantCulture)))
            : null;
    }

    /// <summary>What is wrong, as a problem, once everything was read; null when nothing is.</summary>
    /// <param name="outcome">What that means: "Nothing was changed."</param>
    public IResult? Problem(string outcome)
    {
        if (_unreadable is not null)
            return _unreadable;
        foreach (var unknown in _members.Keys.Where(name => !_read.Contains(name)))
            _errors.TryAdd(Shorten(unknown), [$"'{Shorten(unknown)}' is not known here."]);
        return _errors.Count == 0 ? null : Api.Invalid(_errors, outcome);
    }

    private bool Read(string name, out JsonElement value)
    {
        _read.Add(name);
        return _members.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private T? WordOf<T>(string name, string word)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Where(n => n is not ("None" or "All")).ToArray();
        return Array.Find(words, w => string.Equals(w, word, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<T>(known)
            : Wrong<T?>(name, $"'{Shorten(word)}' is not one of {string.Join(", ", words.Select(w => w.ToLowerInvariant()))}.");
    }

    private T? Wrong<T>(string name, string message)
    {
        Wrong(name, message);
        return default;
    }

    /// <summary>The text, or null when it is none, or half a character or a NUL stands in it.</summary>
    internal static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Shorten(string text) => text.Length > Shown ? text[..Shown] + "…" : text;
}
