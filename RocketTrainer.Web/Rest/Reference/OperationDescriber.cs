using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Web.Rest.Reference;

/// <summary>Tells of an operation what stands with its endpoint; see <see cref="Descriptions"/>.</summary>
internal sealed class OperationDescriber : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document ?? throw new InvalidOperationException("Operations are described inside of a document.");
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata;
        AddSecurity(operation, endpoint, document);
        AddParameters(operation, endpoint);
        AddBody(operation, endpoint);
        AddAnswers(operation, endpoint, document, isGet: context.Description.HttpMethod == HttpMethods.Get);
        ProblemDescriber.AddProblems(operation, endpoint, document);
        return Task.CompletedTask;
    }

    internal static JsonNode? Node(object? value) => value switch
    {
        JsonNode node => node.DeepClone(),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        null => null,
        _ => JsonSerializer.SerializeToNode(value, value.GetType(), Api.Json),
    };

    private static void AddSecurity(OpenApiOperation operation, IList<object> endpoint, OpenApiDocument document)
    {
        if (endpoint.OfType<RequiredScope>().LastOrDefault() is not { Scope: var scope })
            return;
        var words = ScopeWords.Of(scope);
        operation.Security = [.. ApiSecurity.Schemes.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme.Name, document)] = [.. words] })];
        var needed = scope == ApiScopes.None ? "Any scope will do." : $"Needs the scope `{words[0]}`{(scope == ApiScopes.Admin ? " and an administrator's account" : "")}.";
        operation.Description = string.IsNullOrEmpty(operation.Description) ? needed : operation.Description + "\n\n" + needed;
    }

    private static void AddParameters(OpenApiOperation operation, IList<object> endpoint)
    {
        var parameters = operation.Parameters ??= [];
        foreach (var told in endpoint.OfType<ParameterDescription>())
        {
            if (parameters.FirstOrDefault(p => p.Name == told.Name) is { } found)
                parameters.Remove(found); // the framework knows its type only
            parameters.Add(new OpenApiParameter
            {
                Name = told.Name,
                In = told.IsPath ? ParameterLocation.Path : ParameterLocation.Query,
                Required = told.IsPath,
                Description = told.Description,
                Example = told.IsPath ? Node(told.Example) : null,
                Examples = told.IsPath ? null : NotSent(Node(told.Example)!),
                Schema = SchemaOf(told.Example, told.Words),
            });
        }

        if (endpoint.OfType<Paging>().LastOrDefault() is { } paging)
        {
            parameters.Add(new OpenApiParameter
            {
                Name = "limit",
                In = ParameterLocation.Query,
                Description = "Items on a page, at most.",
                Examples = NotSent(paging.Usual),
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = paging.Most.ToString(CultureInfo.InvariantCulture), Default = paging.Usual },
            });
            parameters.Add(Text("cursor", ParameterLocation.Query, "Where to go on: the `next` of the page before.", paging.Cursor));
        }

        if (endpoint.OfType<IdempotencyMetadata>().Any())
            parameters.Add(Text(IdempotencyKey.Header, ParameterLocation.Header, "With it the thing is done once in 24 hours, however often it is asked for: a repeat gets the first answer. A random UUID for every new request.", "\"8e03978e-40d5-43e8-bc93-6894a57f9324\""));
        if (endpoint.OfType<MatchesETagMetadata>().Any())
            parameters.Add(Text("If-Match", ParameterLocation.Header, "The `ETag` of what the change was made from: if it has changed since, nothing is done.", "*"));
    }

    private static void AddBody(OpenApiOperation operation, IList<object> endpoint)
    {
        if (endpoint.OfType<BodyDescription>().LastOrDefault() is not { } told || operation.RequestBody is not OpenApiRequestBody body)
            return;
        body.Required = true;
        foreach (var media in body.Content!.Values)
            media.Examples = told.Examples.ToDictionary(e => e.Name, IOpenApiExample (e) => new OpenApiExample { Value = Node(e.Example) }, StringComparer.Ordinal);
    }

    private static void AddAnswers(OpenApiOperation operation, IList<object> endpoint, OpenApiDocument document, bool isGet)
    {
        var answers = operation.Responses ??= [];
        foreach (var told in endpoint.OfType<ResponseDescription>())
        {
            var answer = (OpenApiResponse)answers[told.Status.ToString(CultureInfo.InvariantCulture)];
            answer.Description = told.Description;
            answer.Headers = ApiHeaders.Everywhere(document);
            var example = Node(told.Example);
            if (told.ContentType is not null)
                answer.Content![told.ContentType].Example = example;
            if (told.Location is not null)
                answer.Headers["Location"] = ApiHeaders.Text("Where it can be asked for from now on.", told.Location);
            if (endpoint.OfType<IdempotencyMetadata>().Any(i => !i.HoldsSecret))
                answer.Headers["Idempotency-Replayed"] = ApiHeaders.Text("`true` when this is the stored answer to a repeated request; else it isn't there.", "true");
            if (isGet && told.IsDocument)
                AddETag(operation, answer, ETags.Of(JsonSerializer.SerializeToUtf8Bytes(example, Api.Json)).ToString(), document);
        }
    }

    private static void AddETag(OpenApiOperation operation, OpenApiResponse answer, string example, OpenApiDocument document)
    {
        answer.Headers!["ETag"] = ApiHeaders.Text("Names this very answer.", example);
        answer.Headers["Cache-Control"] = ApiHeaders.Text("The caller may keep it, and asks before using it again.", "private, no-cache");
        operation.Parameters!.Add(Text("If-None-Match", ParameterLocation.Header, "The `ETag` of an answer that is here already: as long as it is the same, 304 comes instead.", example));
        var unchanged = ApiHeaders.Everywhere(document);
        unchanged["ETag"] = answer.Headers["ETag"];
        operation.Responses!["304"] = new OpenApiResponse { Description = "It is the same as the one that `If-None-Match` names.", Headers = unchanged };
    }

    private static OpenApiParameter Text(string name, ParameterLocation place, string description, string example) => new()
    {
        Name = name, In = place, Description = description, Examples = NotSent(example), Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    /// <summary>The example of something that can be left out; who tries the operation out on the page ticks what he wants to send.</summary>
    private static Dictionary<string, IOpenApiExample> NotSent(JsonNode example) => new(StringComparer.Ordinal)
    {
        ["example"] = new OpenApiExample
        {
            Value = example, Extensions = new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal) { ["x-disabled"] = new JsonNodeExtension(true) },
        },
    };

    private static OpenApiSchema SchemaOf(object example, IReadOnlyList<string> words) => example switch
    {
        int => new() { Type = JsonSchemaType.Integer, Format = "int32" },
        bool => new() { Type = JsonSchemaType.Boolean },
        Guid => new() { Type = JsonSchemaType.String, Format = "uuid" },
        DateTimeOffset => new() { Type = JsonSchemaType.String, Format = "date-time" },
        _ => new() { Type = JsonSchemaType.String, Enum = words.Count == 0 ? null : [.. words.Select(w => (JsonNode)w)] },
    };
}
