using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Replays;

/// <summary><c>/replays</c>: list, one match, its payload, and everything as CSV.</summary>
public static class ReplaysApi
{
    private const int UsualPage = 50;

    public static void MapReplays(this IEndpointRouteBuilder api)
    {
        var replays = api.MapSection("Replays", "The matches that are stored here and yours to see.");
        replays.MapGet("/replays", ListAsync).RequireScope(ApiScopes.Read).Pages(UsualPage, ReplayQueries.LargestPage, ReplayExamples.Cursor).Filters()
            .Describe("listReplays", "List matches", "Newest first: your own, or with `player` all of that player's that you may see.")
            .Returns(ReplayExamples.Page, "Matches.");
        replays.MapGet("/replays/export.csv", ExportAsync).RequireScope(ApiScopes.Read).Filters()
            .Describe("exportReplays", "Export matches as CSV", "A row for each player of each match, newest first; a column for each stat. Empty is unknown.")
            .Streams("text/csv", ReplayExamples.Csv, "The rows, as they are read.");
        replays.MapGet("/replays/{id:guid}", FindAsync).RequireScope(ApiScopes.Read).OfReplay()
            .Describe("getReplay", "Get a match", "With both teams and every stat of the catalogue.")
            .Returns<ReplayDocument>(ReplayExamples.Document, "The match.");
        replays.MapDelete("/replays/{id:guid}", RemoveAsync).RequireScope(ApiScopes.Write).OfReplay()
            .Describe("removeReplay", "Take a match out of your library", "You no longer see it unless you played it or somebody shows it to you. When it is in nobody's library and nobody's own, it is deleted.")
            .ReturnsNothing("It is out.");
        replays.MapGet("/replays/{id:guid}/payload", PayloadAsync).RequireScope(ApiScopes.Read).OfReplay()
            .Describe("getReplayPayload", "Get the reply that a match was read from", "Byte for byte as Ballchasing gave it, but for names that you may not see.")
            .Returns<Dictionary<string, object?>>(ReplayExamples.Payload, "Ballchasing's reply.");
    }

    private static RouteHandlerBuilder OfReplay(this RouteHandlerBuilder endpoint) => endpoint.Path("id", "Ballchasing's id of any upload of the match.", ReplayExamples.Id);

    private static RouteHandlerBuilder Filters(this RouteHandlerBuilder endpoint) => endpoint
        .Query("player", "Matches that this account stood in.", ReplayExamples.Hero)
        .Query("playlist", "Any of these, separated by commas.", "ranked-doubles,ranked-standard")
        .Query("season", "`1` to `14`, and `f1` and up since the game is free to play.", "f21")
        .Query("result", "How it ended for `player`, who must be given.", "win", "win", "loss")
        .Query("map", "A map's code.", "stadium_p")
        .Query("after", "Played at or after this instant.", ReplayExamples.After)
        .Query("before", "Played before this instant.", ReplayExamples.Before)
        .Query("with", "A team-mate of `player`, who must be given.", ReplayExamples.Mate)
        .Query("rankMin", "The lowest known rank in the match is at least this one.", "platinum-1")
        .Query("rankMax", "The highest known rank in the match is at most this one.", "supersonic-legend");

    private static async Task<IResult> ListAsync(HttpRequest request, ReplayQueries replays, CancellationToken cancellationToken)
    {
        if (ReplayFilter.Parse(name => request.Query[name], out var errors) is not { } filter)
            return Api.Invalid(errors);
        if (request.ReadPage<ReplayCursor>(ReplayCursor.TryParse, out var limit, out var cursor) is { } problem)
            return problem;
        var page = await replays.ListAsync(request.HttpContext.User.Viewer(), filter, cursor, limit, cancellationToken);
        return Api.Ok(new Page<ReplayRow>(page.Items, page.Next?.ToString()));
    }

    private static async Task<IResult> FindAsync(Guid id, ClaimsPrincipal user, ReplayQueries replays, CancellationToken cancellationToken) =>
        await replays.FindAsync(user.Viewer(), id, cancellationToken) is { } replay ? Api.Ok(ReplayDocument.From(replay)) : NoSuchReplay();

    private static async Task<IResult> RemoveAsync(Guid id, ClaimsPrincipal user, ReplayRemoval removal, CancellationToken cancellationToken) =>
        await removal.RemoveAsync(user.Viewer(), id, cancellationToken) ? Results.NoContent() : NoSuchReplay();

    private static async Task<IResult> PayloadAsync(Guid id, ClaimsPrincipal user, ReplayQueries replays, CancellationToken cancellationToken) =>
        await replays.PayloadAsync(user.Viewer(), id, cancellationToken) is { } json ? Api.Ok(json) : NoSuchReplay();

    private static IResult ExportAsync(HttpRequest request, ReplayExport export) =>
        ReplayFilter.Parse(name => request.Query[name], out var errors) is { } filter
            ? Results.Stream(body => export.WriteAsync(request.HttpContext.User.Viewer(), filter, body, request.HttpContext.RequestAborted), "text/csv; charset=utf-8", "replays.csv")
            : Api.Invalid(errors);

    private static IResult NoSuchReplay() => Api.NotFound("There is no replay with this id here.");
}
