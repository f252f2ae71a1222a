using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>Lists in the reference the stats that a sheet has, from the catalogue.</summary>
internal sealed class StatSheetSchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        StatOwner? owner = type == typeof(PlayerStatSheet) ? StatOwner.Player : type == typeof(TeamStatSheet) ? StatOwner.Team : null;
        if (owner is not { } whose)
            return Task.CompletedTask;
        var stats = StatCatalog.Of(whose);
        schema.AdditionalProperties = null;
        schema.AdditionalPropertiesAllowed = false;
        schema.Required = stats.Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        schema.Properties = stats.ToDictionary(
            s => s.Key, IOpenApiSchema (s) => new OpenApiSchema { Type = TypeOf(s) | JsonSchemaType.Null, Description = s.Description }, StringComparer.Ordinal);
        return Task.CompletedTask;
    }

    private static JsonSchemaType TypeOf(Stat stat) => stat.Type switch
    {
        StatType.Count => JsonSchemaType.Integer,
        StatType.Flag => JsonSchemaType.Boolean,
        _ => JsonSchemaType.Number,
    };
}
