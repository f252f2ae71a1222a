using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RocketTrainer.Web.Rest.Limits;

namespace RocketTrainer.Web.Rest.Reference;

/// <summary>Headers of answers, for the reference.</summary>
internal static class ApiHeaders
{
    private const string Limit = "RateLimit";
    private const string LimitPolicy = "RateLimit-Policy";

    /// <summary>Those that every answer has.</summary>
    public static Dictionary<string, IOpenApiHeader> Everywhere(OpenApiDocument document) => new(StringComparer.Ordinal)
    {
        [Limit] = new OpenApiHeaderReference(Limit, document),
        [LimitPolicy] = new OpenApiHeaderReference(LimitPolicy, document),
    };

    public static void AddTo(OpenApiDocument document, RequestQuota quota)
    {
        document.AddComponent(Limit, Text("Requests left in this window (`r`), and the seconds until it ends (`t`).", quota.Header(quota.Look("somebody"))));
        document.AddComponent(LimitPolicy, Text("The quota (`q`) in a window of so many seconds (`w`).", quota.PolicyHeader));
    }

    public static IOpenApiHeader Text(string description, string example) =>
        new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example };

    public static IOpenApiHeader Seconds(string description, int example) =>
        new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.Integer }, Example = JsonValue.Create(example) };
}
