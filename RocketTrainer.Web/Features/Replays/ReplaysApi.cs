using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays;

/// <summary><c>/replays</c>: list, one match, its payload, and everything as CSV.</summary>
public static class ReplaysApi
{
    private const int UsualPage = 50;

    public static void MapReplays(this IEndpointRouteBuilder api)
    {
        api.MapGet("/replays", ListAsync);
        api.MapGet("/replays/export.csv", ExportAsync);
        api.MapGet("/replays/{id:guid}", FindAsync);
        api.MapGet("/replays/{id:guid}/payload", PayloadAsync);
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

        var page = await replays.ListAsync(filter, cursor, limit, cancellationToken);
        return Api.Ok(new { page.Items, Next = page.Next?.ToString() });
    }

    private static async Task<IResult> FindAsync(Guid id, ReplayQueries replays, CancellationToken cancellationToken) =>
        await replays.FindAsync(id, cancellationToken) is { } replay ? Api.Ok(ReplayDocument.From(replay)) : NoSuchReplay();

    private static async Task<IResult> PayloadAsync(Guid id, ReplayQueries replays, CancellationToken cancellationToken) =>
        await replays.PayloadAsync(id, cancellationToken) is { } json ? Results.Bytes(json, "application/json") : NoSuchReplay();

    private static IResult ExportAsync(HttpRequest request, ReplayExport export) =>
        ReplayFilter.Parse(name => request.Query[name], out var errors) is { } filter
            ? Results.Stream(body => export.WriteAsync(filter, body, request.HttpContext.RequestAborted), "text/csv; charset=utf-8", "replays.csv")
            : Results.ValidationProblem(errors.ToDictionary(StringComparer.Ordinal));

    private static IResult NoSuchReplay() => Api.NotFound("There is no replay with this id here.");
}
