using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Web.Rest.Reference;

/// <summary>Tells which problems an operation can answer with: its own, and those of what stands with its endpoint.</summary>
internal static class ProblemDescriber
{
    private const string Schema = "Problem";

    public static void AddProblems(OpenApiOperation operation, IList<object> endpoint, OpenApiDocument document)
    {
        foreach (var same in Of(endpoint).Distinct().GroupBy(p => p.Status).OrderBy(g => g.Key))
            operation.Responses![same.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(Component([.. same], document), document);
    }

    public static void AddSchemaTo(OpenApiDocument document) => document.AddComponent(Schema, new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong (RFC 9457).",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference", Description = "The kind of problem, for programs." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The kind of problem, for people." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What is special about this one." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong, by field, parameter or header.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
            ["violated-policies"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array, Description = "The rate limit policies that were broken.", Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Finds this request in the server's log." },
        },
    });

    private static IEnumerable<ProblemType> Of(IList<object> endpoint)
    {
        yield return ProblemTypes.QuotaExceeded;
        if (!endpoint.OfType<IAllowAnonymous>().Any())
            yield return ProblemTypes.Unauthorized;
        if (endpoint.OfType<RequiredScope>().Any())
            yield return ProblemTypes.Forbidden;
        if (endpoint.OfType<ParameterDescription>().Any(p => p.IsPath))
            yield return ProblemTypes.NotFound;
        if (endpoint.Any(m => m is Paging or BodyDescription or IdempotencyMetadata or ParameterDescription { IsPath: false }))
            yield return ProblemTypes.InvalidInput;
        if (endpoint.OfType<BodyDescription>().Any())
        {
            yield return ProblemTypes.ContentTooLarge;
            yield return ProblemTypes.UnsupportedMediaType;
        }

        if (endpoint.OfType<IdempotencyMetadata>().LastOrDefault() is { } idempotency)
        {
            yield return ProblemTypes.RequestUnderWay;
            yield return ProblemTypes.IdempotencyKeyReused;
            if (idempotency.HoldsSecret)
                yield return ProblemTypes.SecretShownAlready;
        }

        if (endpoint.OfType<MatchesETagMetadata>().Any())
            yield return ProblemTypes.PreconditionFailed;
        foreach (var own in endpoint.OfType<ProblemDescription>().SelectMany(p => p.Problems))
            yield return own;
    }

    /// <summary>The answer for these problems, which share a status, made when it isn't there yet.</summary>
    private static string Component(IReadOnlyList<ProblemType> problems, OpenApiDocument document)
    {
        var name = string.Join('.', problems.Select(p => p.Name).Order(StringComparer.Ordinal));
        if (document.Components?.Responses?.ContainsKey(name) == true)
            return name;
        var answer = new OpenApiResponse
        {
            Description = string.Join(" Or: ", problems.Select(p => p.Meaning)),
            Headers = ApiHeaders.Everywhere(document),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ProblemWriter.ContentType] = new()
                {
                    Schema = new OpenApiSchemaReference(Schema, document),
                    Examples = problems.ToDictionary(p => p.Name, IOpenApiExample (p) => new OpenApiExample { Summary = p.Title, Value = Example(p) }, StringComparer.Ordinal),
                },
            },
        };
        if (problems.Contains(ProblemTypes.Unauthorized))
            answer.Headers["WWW-Authenticate"] = ApiHeaders.Text("What to show.", $"{ApiKeyAuthentication.Scheme} realm=\"RocketTrainer\", header=\"{ApiKeyAuthentication.Header}\"");
        if (problems.Any(p => p.IsPassing))
            answer.Headers["Retry-After"] = ApiHeaders.Seconds("Seconds until it makes sense to ask again.", 30);
        document.AddComponent(name, answer);
        return name;
    }

    private static JsonObject Example(ProblemType problem)
    {
        var example = new JsonObject { ["type"] = problem.Type, ["title"] = problem.Title, ["status"] = problem.Status };
        if (problem == ProblemTypes.InvalidInput)
            example["errors"] = new JsonObject { ["limit"] = new JsonArray("'limit' must be 1 to 200.") };
        if (problem == ProblemTypes.QuotaExceeded)
            example["violated-policies"] = new JsonArray("default");
        example["traceId"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        return example;
    }
}
