using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Replays;

/// <summary><c>/replays</c>: list, one match, its payload, and everything as CSV.</summary>
public static class ReplaysApi
{
    private const int UsualPage = 50;

    public static void MapReplays(this IEndpointRouteBuilder api)
    {
        api.MapGet("/replays", ListAsync).RequireScope(ApiScopes.Read);
        api.MapGet("/replays/export.csv", ExportAsync).RequireScope(ApiScopes.Read);
        api.MapGet("/replays/{id:guid}", FindAsync).RequireScope(ApiScopes.Read);
        api.MapDelete("/replays/{id:guid}", RemoveAsync).RequireScope(ApiScopes.Write);
        api.MapGet("/replays/{id:guid}/payload", PayloadAsync).RequireScope(ApiScopes.Read);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ReplayQueries replays, CancellationToken cancellationToken)
    {
        if (ReplayFilter.Parse(name => request.Query[name], out var errors) is not { } filter)
            return Results.ValidationProblem(errors.ToDictionary(StringComparer.Ordinal));
        if (!Api.TryReadLimit(request, UsualPage, ReplayQueries.LargestPage, out var limit, out var problem))
            return problem!;
        ReplayCursor? cursor = null;
        if (request.Query["cursor"].ToString() is { Length: > 0 } text)
        {
            if (!ReplayCursor.TryParse(text, out var place))
                return Results.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["cursor"] = ["'cursor' must be the 'next' of another page."] });
            cursor = place;
        }

        var page = await replays.ListAsync(request.HttpContext.User.Viewer(), filter, cursor, limit, cancellationToken);
        return Api.Ok(new { page.Items, Next = page.Next?.ToString() });
    }

    private static async Task<IResult> FindAsync(Guid id, ClaimsPrincipal user, ReplayQueries replays, CancellationToken cancellationToken) =>
        await replays.FindAsync(user.Viewer(), id, cancellationToken) is { } replay ? Api.Ok(ReplayDocument.From(replay)) : NoSuchReplay();

    private static async Task<IResult> RemoveAsync(Guid id, ClaimsPrincipal user, ReplayRemoval removal, CancellationToken cancellationToken) =>
        await removal.RemoveAsync(user.Viewer(), id, cancellationToken) ? Results.NoContent() : NoSuchReplay();

    private static async Task<IResult> PayloadAsync(Guid id, ClaimsPrincipal user, ReplayQueries replays, CancellationToken cancellationToken) =>
        await replays.PayloadAsync(user.Viewer(), id, cancellationToken) is { } json ? Results.Bytes(json, "application/json") : NoSuchReplay();

    private static IResult ExportAsync(HttpRequest request, ReplayExport export) =>
        ReplayFilter.Parse(name => request.Query[name], out var errors) is { } filter
            ? Results.Stream(body => export.WriteAsync(request.HttpContext.User.Viewer(), filter, body, request.HttpContext.RequestAborted), "text/csv; charset=utf-8", "replays.csv")
            : Results.ValidationProblem(errors.ToDictionary(StringComparer.Ordinal));

    private static IResult NoSuchReplay() => Api.NotFound("There is no replay with this id here.");
}
