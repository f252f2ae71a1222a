using System.Text.Json;
using System.Text.Json.Serialization;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Account;
using RocketTrainer.Web.Features.Admin;
using RocketTrainer.Web.Features.Imports;
using RocketTrainer.Web.Features.Replays;
using RocketTrainer.Web.Features.Teams;
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
        api.MapProfile();
        api.MapLinkedAccounts();
        api.MapKeys();
        api.MapExport();
        api.MapRemovals();
        api.MapTeams();
        api.MapAdmin();
        app.Map("/api/{**rest}", () => Results.Problem(statusCode: StatusCodes.Status404NotFound, detail: "There is no such endpoint."))
            .RequireAuthorization(Access.ApiPolicy).DisableAntiforgery();
    }

    /// <summary>The value as JSON of this API.</summary>
    public static IResult Ok<T>(T value, int statusCode = StatusCodes.Status200OK) => Results.Json(value, Json, statusCode: statusCode);

    /// <summary>A page of a list of which one more than <paramref name="limit"/> was read.</summary>
    /// <param name="cursor">Where the next page begins, told of the last item.</param>
    public static IResult PageOf<T>(IReadOnlyList<T> read, int limit, Func<T, string> cursor) =>
        Ok(new Page<T>([.. read.Take(limit)], read.Count > limit ? cursor(read[limit - 1]) : null));

    /// <summary>Reads <c>cursor</c> where it is the id of the last item of the page before.</summary>
    public static bool TryReadIdCursor(HttpRequest request, out Guid? before, out IResult? problem)
    {
        var text = request.Query["cursor"].ToString();
        before = Guid.TryParse(text, out var id) ? id : null;
        problem = text.Length == 0 || before is not null ? null
            : Results.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["cursor"] = ["'cursor' must be the 'next' of another page."] });
        return problem is null;
    }

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

/// <summary>A page of a list.</summary>
/// <param name="Next">The <c>cursor</c> of the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
