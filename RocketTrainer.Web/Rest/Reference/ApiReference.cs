using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RocketTrainer.Web.Features.Replays;

namespace RocketTrainer.Web.Rest.Reference;

/// <summary>The API in OpenAPI 3.1 at <c>/openapi/v1.json</c>, and a page to read it at <c>/api</c>; both are open to everybody.</summary>
public static class ApiReference
{
    public const string DocumentPath = "/openapi/v1.json";

    private const string Document = "v1";

    public static void AddApiReference(this IServiceCollection services) => services.AddOpenApi(Document, o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.ShouldInclude = operation => operation.HttpMethod != HttpMethods.Head; // the same as GET, without the body
        o.AddSchemaTransformer((schema, _, _) =>
        {
            if (schema.Enum is { Count: > 0 } words && schema.Type is null)
                (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. words.Where(w => w?.GetValueKind() == JsonValueKind.String)]); // whoever refers to it says whether it may be null
            return Task.CompletedTask;
        });
        o.AddSchemaTransformer<StatSheetSchema>();
        o.AddOperationTransformer<OperationDescriber>();
        o.AddDocumentTransformer<DocumentDescriber>();
    });

    public static void MapApiReference(this WebApplication app)
    {
        var document = new Lazy<Task<byte[]>>(() => WriteAsync(app.Services));
        app.MapMethods(DocumentPath, ["GET", "HEAD"], async () => Api.Ok(await document.Value)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Gate.Root, () => new RazorComponentResult<ReferencePage>()).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(ProblemTypes.Prefix + "{name}", (string name) => ProblemTypes.All.Any(p => p.Type == ProblemTypes.Prefix + name) ? Results.Redirect(Gate.Root + "#description/problems") : Results.NotFound())
            .AllowAnonymous().ExcludeFromDescription();
        app.MapReferenceScript();
    }

    private static async Task<byte[]> WriteAsync(IServiceProvider services)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document).GetOpenApiDocumentAsync(CancellationToken.None);
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, CancellationToken.None));
    }
}
