using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>The API's own description is well-formed and complete; that it is true is for <see cref="OpenApiCallTests"/>.</summary>
[Trait("Database", "Any")]
public sealed partial class OpenApiTests : IAsyncLifetime
{
    private readonly RocketTrainerApp _app = new();
    private ApiDocument _document = null!;

    public async ValueTask InitializeAsync() => _document = await ApiDocument.OfAsync(_app);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void Document_ReadByMicrosoftsReader_IsVersion31WithoutErrorsOrWarnings()
    {
        var (document, diagnostic) = OpenApiDocument.Parse(_document.Text, "json", new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() });
        Assert.NotNull(document);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic!.SpecificationVersion);
        Assert.Empty(diagnostic.Errors.Select(e => $"{e.Pointer}: {e.Message}"));
        Assert.Empty(diagnostic.Warnings.Select(e => $"{e.Pointer}: {e.Message}"));
    }

    [Fact]
    public async Task Document_IsKeptAndKnowsItsETag()
    {
        using var anybody = _app.CreateClient();
        using var first = await anybody.AskAsync("GET", "openapi/v1.json");
        using var known = await anybody.AskAsync("GET", "openapi/v1.json", null, ("If-None-Match", first.Headers.ETag!.ToString()));
        using var head = await anybody.AskAsync("HEAD", "openapi/v1.json");
        Assert.Equal("application/json", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(first.Headers.ETag, head.Headers.ETag);
    }

    [Fact]
    public void Operations_AreThoseThatAreMapped()
    {
        var mapped = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal) && !IsRefusal(e))
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Where(m => m != "HEAD").Select(m => $"{m} {Constraint().Replace(e.RoutePattern.RawText!, "}")}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), _document.Operations.Select(o => o.ToString()).Order(StringComparer.Ordinal));

        static bool IsRefusal(RouteEndpoint endpoint) => endpoint.Metadata.OfType<Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata>().Any();
    }

    [Fact]
    public void Operations_AreNamedOnceAndDescribed()
    {
        var sections = _document.Root["tags"]!.AsArray().Select(t => t!["name"]!.GetValue<string>()).ToList();
        Assert.All(_document.Root["tags"]!.AsArray(), t => Assert.NotEmpty(t!["description"]!.GetValue<string>()));
        Assert.Equal(_document.Operations.Count, _document.Operations.Select(o => o.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(_document.Operations, operation =>
        {
            Assert.Matches("^[a-z]+[A-Z][A-Za-z]+$", operation.Id);
            Assert.NotEmpty(operation.Json["summary"]!.GetValue<string>());
            Assert.NotEmpty(operation.Json["description"]!.GetValue<string>());
            Assert.Contains(Assert.Single(operation.Json["tags"]!.AsArray())!.GetValue<string>(), sections);
            Assert.NotNull(operation.Success.Answer["description"]);
            Assert.Equal(Parameter().Matches(operation.Path).Select(m => m.Groups["name"].Value), operation.Parameters.Where(p => p["in"]!.GetValue<string>() == "path").Select(p => p["name"]!.GetValue<string>()));
            Assert.All(operation.Parameters, p => Assert.True(p["description"] is not null && ApiOperation.Examples(p).Any() && p["schema"] is not null, $"{operation}: {p["name"]}"));
            Assert.All(operation.Media, m => Assert.True(m.Media["schema"] is not null && ApiOperation.Examples(m.Media).Any(), $"{operation}: {m.Where} {m.Type}"));
            Assert.All(operation.Answers.Where(a => a.Key >= 400), a => Assert.True(a.Value["content"]!.AsObject().ContainsKey("application/problem+json"), $"{operation}: {a.Key}"));
            Assert.All(operation.Answers, a => Assert.True(a.Value["headers"]!.AsObject().ContainsKey("RateLimit") && a.Value["headers"]!.AsObject().ContainsKey("RateLimit-Policy"), $"{operation}: {a.Key}"));
            Assert.Contains(429, operation.Answers.Keys);
        });
    }

    [Fact]
    public void References_AllLeadSomewhere() =>
        Assert.All(
            _document.Everything().Where(e => e.At.EndsWith("/$ref", StringComparison.Ordinal)),
            reference => Assert.True(_document.Schemas.Resolve(reference.Node.GetValue<string>()) is not null, reference.At));

    [Fact]
    public void Examples_AllFitTheirSchemas()
    {
        foreach (var operation in _document.Operations)
        {
            foreach (var parameter in operation.Parameters)
                Assert.All(ApiOperation.Examples(parameter), example => Assert.Null(_document.Schemas.Misfit(example.Value, parameter["schema"], $"{operation} {parameter["name"]}")));
            foreach (var (where, type, media) in operation.Media)
                Assert.All(ApiOperation.Examples(media), example => Assert.Null(_document.Schemas.Misfit(example.Value, media["schema"], $"{operation} {where} {type} {example.Name}")));
        }

        Assert.All(
            _document.Everything().Where(e => e.Node is JsonObject o && o.ContainsKey("schema") && o.ContainsKey("example")),
            header => Assert.Null(_document.Schemas.Misfit(header.Node["example"], header.Node["schema"], header.At)));
    }

    [Fact]
    public void Security_IsWhatTheEndpointsAskFor()
    {
        var schemes = _document.Root["components"]!["securitySchemes"]!.AsObject();
        var scopes = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .ToDictionary(e => e.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName, e => (Scope: e.Metadata.GetMetadata<RequiredScope>()?.Scope, IsOpen: e.Metadata.GetMetadata<IAllowAnonymous>() is not null), StringComparer.Ordinal);
        Assert.All(_document.Operations, operation =>
        {
            var (scope, isOpen) = scopes[operation.Id];
            Assert.True(isOpen || scope is not null, $"{operation} needs neither a scope nor says that it is open.");
            Assert.Equal(scope is not null, operation.Answers.ContainsKey(403));
            Assert.Equal(!isOpen, operation.Answers.ContainsKey(401));
            var needed = operation.Json["security"]?.AsArray();
            Assert.Equal(scope is null ? null : 2, needed?.Count);
            Assert.All(needed ?? [], requirement =>
            {
                var (name, words) = Assert.Single(requirement!.AsObject());
                Assert.True(schemes.ContainsKey(name));
                Assert.Equal(ScopeWords.Of(scope!.Value), words!.AsArray().Select(w => w!.GetValue<string>()));
            });
        });
    }

    [Fact]
    public void Answers_HaveEveryMemberAlways() =>
        Assert.All(_document.Operations.SelectMany(o => Objects(o.Success.Answer)), schema =>
            Assert.Equal(
                schema.Json["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal),
                (schema.Json["required"] as JsonArray ?? []).Select(r => r!.GetValue<string>()).Order(StringComparer.Ordinal)));

    [Fact]
    public void Words_OfAnEnum_AreTextsAndSaySo()
    {
        var enums = _document.Everything().Where(e => e.Node is JsonObject o && o["enum"] is JsonArray).ToList();
        Assert.NotEmpty(enums);
        Assert.All(enums, e => Assert.Equal("string", e.Node["type"]!.GetValue<string>()));
        Assert.All(enums, e => Assert.All(e.Node["enum"]!.AsArray(), word => Assert.Matches("^[a-z]", word!.GetValue<string>())));
    }

    [Fact]
    public void Stats_OfAMatch_AreThoseOfTheCatalogue()
    {
        var team = _document.Root["components"]!["schemas"]!["ReplayDocumentTeam"]!["properties"]!["stats"]!;
        var player = _document.Root["components"]!["schemas"]!["ReplayDocumentPlayer"]!["properties"]!["stats"]!;
        foreach (var (sheet, owner) in new[] { (team, StatOwner.Team), (player, StatOwner.Player) })
        {
            var properties = _document.Schemas.Follow(sheet)!["properties"]!.AsObject();
            Assert.Equal(StatCatalog.Of(owner).Select(s => s.Key), properties.Select(p => p.Key));
            Assert.Equal(StatCatalog.Of(owner).Select(s => s.Description), properties.Select(p => p.Value!["description"]!.GetValue<string>()));
        }
    }

    [Fact]
    public void Words_ForPeople_HoldNoCode() =>
        Assert.All(
            _document.Everything().Where(e => e.At.EndsWith("/description", StringComparison.Ordinal) && e.Node is JsonValue),
            words => Assert.DoesNotMatch(CodeWord(), words.Node.GetValue<string>()));

    [Fact]
    public void Conditions_AreToldFromWhatMakesThemWork()
    {
        var endpoints = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null).ToDictionary(e => e.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName, StringComparer.Ordinal);
        Assert.All(_document.Operations, operation =>
        {
            var endpoint = endpoints[operation.Id];
            var headers = operation.Parameters.Where(p => p["in"]!.GetValue<string>() == "header").Select(p => p["name"]!.GetValue<string>()).ToList();
            Assert.Equal(endpoint.Metadata.GetMetadata<IdempotencyMetadata>() is not null, headers.Contains("Idempotency-Key"));
            Assert.Equal(endpoint.Metadata.GetMetadata<IdempotencyMetadata>() is not null, operation.Answers.ContainsKey(422));
            var answersHead = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("HEAD");
            Assert.Equal(answersHead, headers.Contains("If-None-Match"));
            Assert.Equal(answersHead, operation.Answers.ContainsKey(304));
            Assert.Equal(answersHead, operation.Success.Answer["headers"]!.AsObject().ContainsKey("ETag"));
            Assert.Equal(operation.Json.ContainsKey("requestBody"), operation.Answers.ContainsKey(415) && operation.Answers.ContainsKey(413));
        });
    }

    /// <summary>The schemas of objects with named members that an answer can hold.</summary>
    private IEnumerable<(string At, JsonObject Json)> Objects(JsonObject answer)
    {
        var (open, seen) = (new Queue<JsonNode?>((answer["content"] as JsonObject ?? []).Select(m => m.Value!["schema"])), new HashSet<JsonNode>());
        while (open.TryDequeue(out var node))
        {
            if (_document.Schemas.Follow(node) is not JsonObject schema || !seen.Add(schema))
                continue;
            if (schema["properties"] is JsonObject properties)
            {
                yield return (schema.GetPath(), schema);
                foreach (var (_, property) in properties)
                    open.Enqueue(property);
            }

            open.Enqueue(schema["items"]);
            open.Enqueue(schema["additionalProperties"] as JsonObject);
            foreach (var choice in schema["oneOf"] as JsonArray ?? [])
                open.Enqueue(choice);
        }
    }

    [GeneratedRegex(":[a-z]+}", RegexOptions.None, 1000)]
    private static partial Regex Constraint();

    [GeneratedRegex("{(?<name>[A-Za-z]+)}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    /// <summary>A type, member or call of ours: what a reference in a comment turns into.</summary>
    [GeneratedRegex(@"\b[A-Z][a-z]+[A-Z]\w*\.\w+|\w\(\w* |DateTimeOffset|IReadOnly", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeWord();
}
