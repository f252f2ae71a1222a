using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>
/// Holds JSON against the schemas of an OpenAPI document, stricter than the standard: a member that an object's schema
/// doesn't list is a misfit.
/// </summary>
public sealed class JsonSchemas(JsonNode document)
{
    /// <summary>Why the value doesn't fit, or null.</summary>
    public string? Misfit(JsonNode? value, JsonNode? schema, string at = "$")
    {
        if (schema is not JsonObject rules)
            return $"{at} has no schema";
        if (rules["$ref"] is { } reference)
            return Misfit(value, Resolve(reference.GetValue<string>()), at);
        if (rules["oneOf"] is JsonArray one)
        {
            var fits = one.Count(choice => Misfit(value, choice, at) is null);
            return fits == 1 ? null : $"{at} fits {fits} of {one.Count} schemas, not one: {string.Join("; ", one.Select(choice => Misfit(value, choice, at)))}";
        }

        var kind = Kind(value);
        if (Types(rules) is { Count: > 0 } types && !types.Contains(kind) && !(kind == "integer" && types.Contains("number")))
            return $"{at} is {kind}, not {string.Join(" or ", types)}";
        if (rules["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
            return $"{at} is {value?.ToJsonString()}, which is none of {words.ToJsonString()}";
        return value switch
        {
            JsonObject members => MisfitOf(members, rules, at),
            JsonArray items => rules["items"] is { } item ? items.Select((x, i) => Misfit(x, item, $"{at}[{i}]")).FirstOrDefault(m => m is not null) : $"{at} is a list of nobody knows what",
            JsonValue single => MisfitOf(single, rules, at),
            _ => null,
        };
    }

    /// <summary>What a reference leads to, or null.</summary>
    public JsonNode? Resolve(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return null;
        var found = document;
        foreach (var part in reference[2..].Split('/'))
            found = (found as JsonObject)?[Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        return found;
    }

    /// <summary>The node itself, or what it refers to.</summary>
    public JsonNode? Follow(JsonNode? node) => node is JsonObject o && o["$ref"] is { } reference ? Resolve(reference.GetValue<string>()) : node;

    private string? MisfitOf(JsonObject members, JsonObject rules, string at)
    {
        if ((rules["required"] as JsonArray ?? []).FirstOrDefault(name => !members.ContainsKey(name!.GetValue<string>())) is { } missing)
            return $"{at} lacks {missing}";
        var (properties, others) = (rules["properties"] as JsonObject, rules["additionalProperties"]);
        if (properties is null && others is null)
            return null; // any object
        foreach (var (name, member) in members)
        {
            var schema = properties?[name] ?? others as JsonObject;
            if (schema is null)
                return $"{at} has the unknown member {name}";
            if (Misfit(member, schema, $"{at}.{name}") is { } misfit)
                return misfit;
        }

        return null;
    }

    private static string? MisfitOf(JsonValue value, JsonObject rules, string at)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
        {
            var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
            return number < Number(rules["minimum"]) || number > Number(rules["maximum"]) ? $"{at} is out of its range" : null;
        }

        return value.GetValueKind() != JsonValueKind.String ? null : (rules["format"]?.GetValue<string>(), value.GetValue<string>()) switch
        {
            ("date-time", var text) when text.Length < 20 || !Rfc3339.TryRead(text, out _) => $"{at} is '{text}', which is no instant",
            ("uuid", var text) when !Guid.TryParseExact(text, "D", out _) => $"{at} is '{text}', which is no UUID",
            _ => null,
        };
    }

    private static double? Number(JsonNode? node) => node is null ? null : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Types(JsonObject rules) => rules["type"] switch
    {
        JsonArray several => [.. several.Select(t => t!.GetValue<string>())],
        { } one => [one.GetValue<string>()],
        _ => [],
    };

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.Number => double.IsInteger(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)) ? "integer" : "number",
        _ => "boolean",
    };
}
