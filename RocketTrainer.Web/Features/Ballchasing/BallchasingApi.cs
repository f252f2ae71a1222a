using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Replays;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Ballchasing;

/// <summary><c>/ballchasing</c>: look before importing.</summary>
public static class BallchasingApi
{
    private const int UsualPage = 50;

    public static void MapBallchasing(this IEndpointRouteBuilder api)
    {
        var ballchasing = api.MapSection("Ballchasing", "Look at what Ballchasing has before you bring it in.");
        ballchasing.MapGet("/ballchasing/search", SearchAsync).RequireScope(ApiScopes.Read).Pages(UsualPage, ReplaySearch.LargestPage, BallchasingExamples.Cursor)
            .Describe(
                "searchBallchasing", "Search Ballchasing",
                "What an import with the same words would list, newest first. Give one of `playerId`, `groupId` and `uploaderId`, and the same words with each `cursor`; the pages of a search stay as large as its first. Replays that are neither public nor your own uploads are left out, so that a page may hold fewer than `limit`.")
            .Query("playerId", "Replays with this account: `platform:id`.", ReplayExamples.Hero)
            .Query("groupId", "Replays of this group.", "scrim-night-abc123")
            .Query("uploaderId", "Replays that this SteamID64 uploaded.", "76561190000000001")
            .Query("playlists", "Any of these, separated by commas.", "ranked-doubles")
            .Query("season", "`1` to `14`, and `f1` and up since the game is free to play.", "f21")
            .Query("after", "Played at or after this instant.", ReplayExamples.After)
            .Query("before", "Played before this instant.", ReplayExamples.Before)
            .Returns(BallchasingExamples.Page, "Replays as Ballchasing lists them.")
            .Fails(Failures);
        ballchasing.MapGet("/ballchasing/replays/{id:guid}", FindAsync).RequireScope(ApiScopes.Read)
            .Describe("getBallchasingReplay", "Get a replay from Ballchasing", "Ballchasing's own reply, of a replay that is public or that you uploaded.")
            .Path("id", "Ballchasing's id.", ReplayExamples.Id)
            .Returns<Dictionary<string, object?>>(ReplayExamples.Payload, "Ballchasing's reply.")
            .Fails(Failures);
    }

    private static ProblemType[] Failures => [ProblemTypes.BallchasingRefused, ProblemTypes.BallchasingFailed, ProblemTypes.BallchasingBusy, ProblemTypes.NoBallchasingAccess];

    private static async Task<IResult> SearchAsync(HttpRequest request, ReplayLookup lookup, CancellationToken cancellationToken)
    {
        if (request.ReadPage<LookupCursor>(LookupCursor.TryParse, out var limit, out var cursor) is { } problem)
            return problem;
        var wanted = Read(request.Query, limit, out var errors);
        foreach (var (field, wrong) in wanted.Check())
            errors.TryAdd(field, wrong);
        if (errors.Count > 0)
            return Api.Invalid(errors);
        var (found, failure) = await lookup.SearchAsync(request.HttpContext.User.Viewer(), wanted, cursor, cancellationToken);
        return found is null ? Problem(failure) : Api.Ok(new Page<FoundReplay>(found.Items, found.Next?.ToString()));
    }

    private static async Task<IResult> FindAsync(Guid id, ClaimsPrincipal user, ReplayLookup lookup, CancellationToken cancellationToken)
    {
        var (json, failure) = await lookup.FindAsync(user.Viewer(), id, cancellationToken);
        return json is null ? Problem(failure) : Api.Ok(json);
    }

    private static ImportRequest Read(IQueryCollection query, int limit, out Dictionary<string, string[]> errors)
    {
        var wrong = errors = new(StringComparer.Ordinal);
        (string Name, ImportSource Source)[] sources = [("playerId", ImportSource.Player), ("groupId", ImportSource.Group), ("uploaderId", ImportSource.Uploader)];
        var given = sources.Where(s => Text(s.Name) is not null).DefaultIfEmpty(sources[0]).ToList();
        if (given.Count > 1)
            wrong[given[1].Name] = ["Give one of playerId, groupId and uploaderId."];
        return new()
        {
            Source = given[0].Source,
            PlayerId = Text("playerId"),
            GroupId = Text("groupId"),
            UploaderId = Text("uploaderId"),
            Playlists = Text("playlists")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Season = Text("season"),
            After = Instant("after"),
            Before = Instant("before"),
            Max = limit,
        };

        string? Text(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

        DateTimeOffset? Instant(string name)
        {
            if (Text(name) is not { } text)
                return null;
            if (Rfc3339.TryRead(text, out var instant))
                return instant;
            wrong[name] = ["It is not a date: write 2026-01-31 or 2026-01-31T18:00:00Z."];
            return null;
        }
    }

    /// <summary>
    /// A used-up budget at Ballchasing is 503 and not 429: the quota that is exceeded is this server's, not the caller's,
    /// whose own RateLimit headers say that he may go on.
    /// </summary>
    private static IResult Problem(LookupFailure? failure) => failure switch
    {
        LookupFailure.NotThere => Api.NotFound("Ballchasing has no such replay, or doesn't show it to you."),
        LookupFailure.NoAccess { Reason: var reason } => new ProblemAnswer(ProblemTypes.NoBallchasingAccess) { Detail = reason },
        LookupFailure.Busy { AskAgainIn: var wait } => new ProblemAnswer(ProblemTypes.BallchasingBusy) { RetryAfter = wait },
        LookupFailure.Refused { Reason: var reason } => new ProblemAnswer(ProblemTypes.BallchasingRefused) { Detail = reason },
        LookupFailure.Broken { Reason: var reason } => new ProblemAnswer(ProblemTypes.BallchasingFailed) { Detail = reason },
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };
}
