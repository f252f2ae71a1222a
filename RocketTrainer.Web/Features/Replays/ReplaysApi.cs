using System.Security.Claims;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Players;
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
        replays.MapGet("/replays", ListAsync).RequireScope(ApiScopes.Read).Pages(UsualPage, ReplayQueries.LargestPage, ReplayExamples.Cursor).FiltersMatches()
            .Describe("listReplays", "List matches", "Newest first: your own, or with `player` all of that player's that you may see.")
            .Returns(ReplayExamples.Page, "Matches.");
        replays.MapGet("/replays/export.csv", ExportAsync).RequireScope(ApiScopes.Read).FiltersMatches()
            .Describe("exportReplays", "Export matches as CSV", "A row for each player of each match, newest first; a column for each stat. Empty is unknown.")
            .Streams("text/csv", ReplayExamples.Csv, "The rows, as they are read.");
        replays.MapUploads();
        replays.MapGet("/replays/{id:guid}", FindAsync).RequireScope(ApiScopes.Read).OfReplay()
            .Describe("getReplay", "Get a match", "With both teams and every stat of the catalogue.")
            .Returns<ReplayDocument>(ReplayExamples.Document, "The match.");
        replays.MapDelete("/replays/{id:guid}", RemoveAsync).RequireScope(ApiScopes.Write).OfReplay()
            .Describe("removeReplay", "Take a match out of your library", "You no longer see it unless you played it or somebody shows it to you. When it is in nobody's library and nobody's own, it is deleted.")
            .ReturnsNothing("It is out.");
        replays.MapGet("/replays/{id:guid}/tags", TagsAsync).RequireScope(ApiScopes.Read).OfReplay()
            .Describe("getReplayTags", "Get your tags of a match", "Nobody else sees them.")
            .Returns(ReplayExamples.Tags, "The tags.");
        replays.MapPut("/replays/{id:guid}/tags", SetTagsAsync).RequireScope(ApiScopes.Write).OfReplay()
            .Describe("setReplayTags", "Tag a match", $"Takes the place of your tags of it. At most {ReplayTags.MostPerMatch}, each of at most {ReplayTag.Longest} characters, kept in lower case.")
            .Takes<TagList>(("one", new { tags = new[] { "scrim" } }))
            .Returns(ReplayExamples.Tags, "The tags as they are now.");
        replays.MapGet("/replays/{id:guid}/note", NoteAsync).RequireScope(ApiScopes.Read).OfReplay()
            .Describe("getReplayNote", "Get your note about a match", "Nobody else sees it; empty where you wrote none.")
            .Returns(ReplayExamples.Note, "The note.");
        replays.MapPut("/replays/{id:guid}/note", SetNoteAsync).RequireScope(ApiScopes.Write).OfReplay()
            .Describe("setReplayNote", "Write a note about a match", $"Takes the place of your note about it; at most {ReplayNote.Longest} characters, an empty text takes it away.")
            .Takes<MatchNote>(("one", new { text = ReplayExamples.Note.Text }))
            .Returns(ReplayExamples.Note, "The note as it is now.");
        replays.MapGet("/replays/{id:guid}/analysis", AnalysisAsync).RequireScope(ApiScopes.Read).OfReplay()
            .Query("player", "The account in it to look at; your own unless told.", ReplayExamples.Hero)
            .Describe("getReplayAnalysis", "Get what stood out for a player", "Against what was usual of himself in the 60 matches of the playlist before, in standard deviations of a match.")
            .Returns(ReplayExamples.Analysis, "The reading; its groups are empty where it can't be told.");
        replays.MapGet("/replays/{id:guid}/payload", PayloadAsync).RequireScope(ApiScopes.Read).OfReplay()
            .Describe("getReplayPayload", "Get the reply that a match was read from", "Byte for byte as Ballchasing gave it, but for names that you may not see.")
            .Returns<Dictionary<string, object?>>(ReplayExamples.Payload, "Ballchasing's reply.");
    }

    private static RouteHandlerBuilder OfReplay(this RouteHandlerBuilder endpoint) => endpoint.Path("id", "Ballchasing's id of any upload of the match.", ReplayExamples.Id);

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

    private static async Task<IResult> TagsAsync(Guid id, ClaimsPrincipal user, ReplayTags tags, CancellationToken cancellationToken) =>
        await tags.FindAsync(user.Viewer(), id, cancellationToken) is { } found ? Api.Ok(new TagList(found)) : NoSuchReplay();

    private static async Task<IResult> SetTagsAsync(Guid id, HttpRequest request, ClaimsPrincipal user, ReplayTags tags, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var given = body.Texts("tags");
        var read = (given ?? []).Select(ReplayTag.Parse).ToList();
        if (given is null)
            body.Wrong("tags", "Say which tags: a list, empty for none.");
        else if (read.Contains(null))
            body.Wrong("tags", $"A tag has 1 to {ReplayTag.Longest} characters.");
        else if (read.Count > ReplayTags.MostPerMatch)
            body.Wrong("tags", $"A match has at most {ReplayTags.MostPerMatch} tags.");
        if (body.Problem("Nothing was changed.") is { } problem)
            return problem;
        return await tags.SetAsync(user.Viewer(), id, [.. read.OfType<string>()], cancellationToken) ? await TagsAsync(id, user, tags, cancellationToken) : NoSuchReplay();
    }

    private static async Task<IResult> NoteAsync(Guid id, ClaimsPrincipal user, ReplayNotes notes, CancellationToken cancellationToken) =>
        await notes.FindAsync(user.Viewer(), id, cancellationToken) is { } text ? Api.Ok(new MatchNote(text)) : NoSuchReplay();

    private static async Task<IResult> SetNoteAsync(Guid id, HttpRequest request, ClaimsPrincipal user, ReplayNotes notes, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var text = body.Text("text");
        if (text is null)
            body.Wrong("text", "Say what the note is: a text, empty for none.");
        else if (text.Trim().Length > ReplayNote.Longest)
            body.Wrong("text", $"A note has at most {ReplayNote.Longest} characters.");
        if (body.Problem("Nothing was changed.") is { } problem)
            return problem;
        return await notes.SetAsync(user.Viewer(), id, text!, cancellationToken) ? await NoteAsync(id, user, notes, cancellationToken) : NoSuchReplay();
    }

    private static async Task<IResult> PayloadAsync(Guid id, ClaimsPrincipal user, ReplayQueries replays, CancellationToken cancellationToken) =>
        await replays.PayloadAsync(user.Viewer(), id, cancellationToken) is { } json ? Api.Ok(json) : NoSuchReplay();

    private static async Task<IResult> AnalysisAsync(Guid id, HttpRequest request, ReplayQueries replays, OwnPlayers own, MatchReadings readings, CancellationToken cancellationToken)
    {
        var viewer = request.HttpContext.User.Viewer();
        if (await replays.FindAsync(viewer, id, cancellationToken) is not { } replay)
            return NoSuchReplay();
        var asked = request.Query["player"].ToString() is { Length: > 0 } text ? text : await own.InAsync(viewer, replay.Match.ReplayId, cancellationToken);
        if (!PlayerId.TryParse(asked, out var player, out var error))
            return Api.Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["player"] = [error] });
        return await readings.ReadAsync(viewer, player, replay.Match.ReplayId, cancellationToken) is { } reading ? Api.Ok(reading)
            : Api.NotFound("This player isn't in the match as far as you may see, or nobody's rank is known around him.");
    }

    private static IResult ExportAsync(HttpRequest request, ReplayExport export) =>
        ReplayFilter.Parse(name => request.Query[name], out var errors) is { } filter
            ? Results.Stream(body => export.WriteAsync(request.HttpContext.User.Viewer(), filter, body, request.HttpContext.RequestAborted), "text/csv; charset=utf-8", "replays.csv")
            : Api.Invalid(errors);

    private static IResult NoSuchReplay() => Api.NotFound("There is no replay with this id here.");
}

/// <summary>Words on a match.</summary>
public sealed record TagList(IReadOnlyList<string> Tags);

/// <summary>What somebody wrote about a match.</summary>
public sealed record MatchNote(string Text);
