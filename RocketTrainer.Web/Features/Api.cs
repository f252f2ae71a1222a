using System.Text.Json;
using System.Text.Json.Serialization;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Imports;
using RocketTrainer.Web.Features.Replays;
using RocketTrainer.Web.Features.Tokens;

namespace RocketTrainer.Web.Features;

/// <summary>The REST API, <c>/api/v1</c>: each feature brings its own endpoints.</summary>
public static class Api
{
    /// <summary>camelCase, enum words in camelCase, nulls written so that unknown can be seen.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(Access.ApiPolicy).DisableAntiforgery();
        api.MapTokens();
        api.MapImports();
        api.MapReplays();
        app.Map("/api/{**rest}", () => Results.Problem(statusCode: StatusCodes.Status404NotFound, detail: "There is no such endpoint."))
            .RequireAuthorization(Access.ApiPolicy).DisableAntiforgery();
    }

    /// <summary>The value as JSON of this API.</summary>
    public static IResult Ok<T>(T value, int statusCode = StatusCodes.Status200OK) => Results.Json(value, Json, statusCode: statusCode);

    public static IResult NotFound(string detail) => Results.Problem(statusCode: StatusCodes.Status404NotFound, detail: detail);

    /// <summary>Reads <c>limit</c>: 1 to <paramref name="most"/>, <paramref name="usual"/> when it isn't given.</summary>
    public static bool TryReadLimit(HttpRequest request, int usual, int most, out int limit, out IResult? problem)
    {
        var text = request.Query["limit"].ToString();
        limit = usual;
        problem = null;
        if (text.Length == 0 || (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= most))
            return true;
        problem = Results.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["limit"] = [$"'limit' must be 1 to {most}."] });
        return false;
    }
}
