using System.Text.Json.Nodes;

namespace RocketTrainer.Tests.Support;

/// <summary>The app's own description of its API.</summary>
public sealed class ApiDocument
{
    private ApiDocument(string text)
    {
        (Text, Root) = (text, JsonNode.Parse(text)!);
        Schemas = new(Root);
        Operations =
        [
            .. Root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject(), (path, operation) => new ApiOperation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject(), Schemas)),
        ];
    }

    public string Text { get; }

    public JsonNode Root { get; }

    public JsonSchemas Schemas { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public static async Task<ApiDocument> OfAsync(RocketTrainerApp app)
    {
        using var anybody = app.CreateClient();
        return new(await anybody.GetStringAsync("openapi/v1.json", TestContext.Current.CancellationToken));
    }

    /// <summary>Every node with the way to it.</summary>
    public IEnumerable<(string At, JsonNode Node)> Everything() => Below(Root, "#");

    private static IEnumerable<(string At, JsonNode Node)> Below(JsonNode? node, string at)
    {
        if (node is null)
            yield break;
        yield return (at, node);
        var children = node switch
        {
            JsonObject o => o.Select(m => (m.Key, m.Value)),
            JsonArray a => a.Select((value, i) => ($"{i}", value)),
            _ => [],
        };
        foreach (var found in children.SelectMany(c => Below(c.Item2, $"{at}/{c.Item1}")))
            yield return found;
    }
}

/// <summary>One operation, with what its references lead to.</summary>
public sealed class ApiOperation(string method, string path, JsonObject json, JsonSchemas schemas)
{
    public string Method => method;

    public string Path => path;

    public JsonObject Json => json;

    public string Id => json["operationId"]?.GetValue<string>() ?? "";

    public IReadOnlyList<JsonObject> Parameters => [.. (json["parameters"] as JsonArray ?? []).Select(p => schemas.Follow(p)!.AsObject())];

    /// <summary>Answers by status.</summary>
    public IReadOnlyDictionary<int, JsonObject> Answers =>
        json["responses"]!.AsObject().ToDictionary(r => int.Parse(r.Key, System.Globalization.CultureInfo.InvariantCulture), r => schemas.Follow(r.Value)!.AsObject());

    public (int Status, JsonObject Answer) Success => Answers.Where(a => a.Key is >= 200 and < 300).Select(a => (a.Key, a.Value)).Single();

    /// <summary>The media types of the body and of each answer: where, which, and what is said of it.</summary>
    public IEnumerable<(string Where, string Type, JsonObject Media)> Media =>
        Of("request", json["requestBody"]).Concat(Answers.SelectMany(a => Of($"{a.Key}", a.Value)));

    /// <summary>The examples of a media type or parameter by name.</summary>
    public static IEnumerable<(string Name, JsonNode? Value)> Examples(JsonObject of) =>
        (of["examples"] as JsonObject ?? []).Select(e => (e.Key, e.Value!["value"])).Concat(of.ContainsKey("example") ? [("example", of["example"])] : []);

    public override string ToString() => $"{method} {path}";

    private static IEnumerable<(string, string, JsonObject)> Of(string where, JsonNode? holder) =>
        (holder?["content"] as JsonObject ?? []).Select(m => (where, m.Key, m.Value!.AsObject()));
}
