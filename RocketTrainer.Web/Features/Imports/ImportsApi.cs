using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Web.Features.Imports;

/// <summary><c>/imports</c>: start, list, follow, steer.</summary>
public static class ImportsApi
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;
    private const long LargestRequest = 256 * 1024;

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapSection("Imports", "Bring matches in from Ballchasing and follow how that goes.");
        imports.MapPost("/imports", StartAsync).RequireScope(ApiScopes.Import).WithMetadata(new RequestSizeLimitAttribute(LargestRequest)).Idempotent()
            .Describe("startImport", "Start an import", "It runs by itself from here on; its receipt says how far it is.")
            .Takes<ImportRequest>(
                ("player", ImportExamples.OfAPlayer), ("replays", ImportExamples.OfReplays), ("group", ImportExamples.OfAGroup), ("uploader", ImportExamples.OfAnUploader))
            .Creates(ImportExamples.Queued, ImportExamples.Location, "The receipt of the new import.");
        imports.MapGet("/imports", ListAsync).RequireScope(ApiScopes.Read).Pages(UsualPage, LargestPage, ImportExamples.Id.ToString())
            .Describe("listImports", "List imports", "Your own, newest first.")
            .Returns(new Page<ImportReceipt>([ImportExamples.Running], ImportExamples.Id.ToString()), "Receipts.");
        imports.MapGet("/imports/{id:guid}", FindAsync).RequireScope(ApiScopes.Read).OfImport()
            .Describe("getImport", "Get an import's receipt", "It always balances: `listed` is the sum of `imported`, `duplicates`, `skipped`, `pending`, `failed` and `remaining`.")
            .Returns(ImportExamples.Running, "The receipt as it stands.");
        imports.MapGet("/imports/{id:guid}/events", FollowAsync).RequireScope(ApiScopes.Read).OfImport()
            .Describe("followImport", "Follow an import", "Server-sent events named `receipt`: the receipt now, after each change, and when it is over; then the stream ends. It also ends, within seconds, when the key or token is no longer good.")
            .Streams("text/event-stream", ImportExamples.Event, "Receipts as they come.").Fails(ProblemTypes.TooManyStreams);
        imports.MapPost("/imports/{id:guid}/cancel", CancelAsync).RequireScope(ApiScopes.Import).OfImport().Idempotent()
            .Describe("cancelImport", "Cancel an import", "It ends for good; what has come in is kept.")
            .Returns(ImportExamples.Cancelled, "The receipt as it ended.").Fails(ProblemTypes.Conflict);
        imports.MapPost("/imports/{id:guid}/pause", PauseAsync).RequireScope(ApiScopes.Import).OfImport().Idempotent()
            .Describe("pauseImport", "Pause an import", "It stops where it is until it is resumed.")
            .Returns(ImportExamples.Paused, "The receipt as it stands.").Fails(ProblemTypes.Conflict);
        imports.MapPost("/imports/{id:guid}/resume", ResumeAsync).RequireScope(ApiScopes.Import).OfImport().Idempotent()
            .Describe("resumeImport", "Resume an import", "A paused import goes on where it was.")
            .Returns(ImportExamples.Resumed, "The receipt as it stands.").Fails(ProblemTypes.Conflict);
        imports.MapPost("/imports/{id:guid}/retry", RetryAsync).RequireScope(ApiScopes.Import).WithMetadata(new RequestSizeLimitAttribute(LargestRequest)).OfImport().Idempotent()
            .Describe("retryImport", "Ask for failed replays again", "All that failed and that a retry can help, or the one that the body names. An import that failed as a whole goes on where it was.")
            .Takes<RetryRequest>(("one", ImportExamples.OfOne), ("all", new { }))
            .Returns(ImportExamples.Resumed, "The receipt as it stands.").Fails(ProblemTypes.Conflict);
    }

    private static RouteHandlerBuilder OfImport(this RouteHandlerBuilder endpoint) => endpoint.Path("id", "The import's id.", ImportExamples.Id);

    private static async Task<IResult> StartAsync(HttpRequest request, ImportService imports, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var wanted = new ImportRequest
        {
            Source = body.Word<ImportSource>("source"),
            PlayerId = body.Text("playerId"),
            GroupId = body.Text("groupId"),
            UploaderId = body.Text("uploaderId"),
            ReplayIds = body.Texts("replayIds") ?? [],
            Playlists = body.Texts("playlists") ?? [],
            Season = body.TextOrNumber("season"),
            After = body.Instant("after"),
            Before = body.Instant("before"),
            Max = body.Number("max"),
        };
        body.Wrong(wanted.Check());
        if (body.Problem("Nothing was started.") is { } problem)
            return problem;
        var (started, refused) = await imports.StartAsync(request.HttpContext.User.Viewer(), wanted, cancellationToken);
        return started is null ? Api.Invalid(refused, "Nothing was started.") : Api.Created($"{Api.Root}/imports/{started.Receipt.Id}", started.Receipt);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ImportService imports, CancellationToken cancellationToken)
    {
        if (request.ReadPage<Guid>(Guid.TryParse, out var limit, out var before) is { } problem)
            return problem;
        var viewer = request.HttpContext.User.Viewer();
        if (before is { } last && await imports.FindAsync(viewer, last, cancellationToken) is null)
            return Api.Invalid("cursor", "'cursor' must be the 'next' of another page.");
        var page = await imports.ListAsync(viewer, before, limit + 1, cancellationToken);
        return Api.Ok(new Page<ImportReceipt>(
            [.. page.Take(limit).Select(i => i.Receipt)], page.Count > limit ? page[limit - 1].Receipt.Id.ToString() : null));
    }

    private static async Task<IResult> FindAsync(Guid id, ClaimsPrincipal user, ImportService imports, CancellationToken cancellationToken) =>
        await imports.FindAsync(user.Viewer(), id, cancellationToken) is { } import ? Api.Ok(import.Receipt) : NoSuchImport();

    private static async Task<IResult> FollowAsync(Guid id, ClaimsPrincipal user, ImportService imports, ImportFeed feed, CancellationToken cancellationToken) =>
        await imports.FindAsync(user.Viewer(), id, cancellationToken) is { } import
            ? new EventStream(end => ReceiptsAsync(import, feed, end))
            : NoSuchImport();

    private static async IAsyncEnumerable<SseItem<string>> ReceiptsAsync(ImportProgress now, ImportFeed feed, [EnumeratorCancellation] CancellationToken end)
    {
        if (now.Receipt.IsOver)
        {
            yield return Event(now.Receipt);
            yield break;
        }

        await using var news = feed.Topic(now).WatchAsync(end).GetAsyncEnumerator(end);
        while (await MoreAsync(news))
        {
            yield return Event(news.Current.Receipt);
            if (news.Current.Receipt.IsOver)
                yield break;
        }
    }

    private static async Task<bool> MoreAsync(IAsyncEnumerator<ImportProgress> news)
    {
        try
        {
            return await news.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static SseItem<string> Event(ImportReceipt receipt) => new(JsonSerializer.Serialize(receipt, Api.Json), "receipt");

    private static async Task<IResult> CancelAsync(Guid id, ClaimsPrincipal user, ImportService imports, ImportControl control, CancellationToken cancellationToken) =>
        await AnswerAsync(id, user, imports, await control.CancelAsync(user.Viewer(), id, cancellationToken), cancellationToken);

    private static async Task<IResult> PauseAsync(Guid id, ClaimsPrincipal user, ImportService imports, ImportControl control, CancellationToken cancellationToken) =>
        await AnswerAsync(id, user, imports, await control.PauseAsync(user.Viewer(), id, cancellationToken), cancellationToken);

    private static async Task<IResult> ResumeAsync(Guid id, ClaimsPrincipal user, ImportService imports, ImportControl control, CancellationToken cancellationToken) =>
        await AnswerAsync(id, user, imports, await control.ResumeAsync(user.Viewer(), id, cancellationToken), cancellationToken);

    private static async Task<IResult> RetryAsync(Guid id, HttpRequest request, ClaimsPrincipal user, ImportService imports, ImportControl control, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken, optional: true);
        var replay = body.Text("replayId");
        if (body.Problem("Nothing was asked for again.") is { } problem)
            return problem;
        return await AnswerAsync(id, user, imports, await control.RetryAsync(user.Viewer(), id, replay, cancellationToken), cancellationToken);
    }

    /// <summary>What came of steering an import: its receipt, or why it was left as it is.</summary>
    private static async Task<IResult> AnswerAsync(Guid id, ClaimsPrincipal user, ImportService imports, Refusal? refusal, CancellationToken cancellationToken)
    {
        if (refusal is { Why: { } why })
            return new ProblemAnswer(ProblemTypes.Conflict) { Detail = why };
        return refusal is null && await imports.FindAsync(user.Viewer(), id, cancellationToken) is { } import ? Api.Ok(import.Receipt) : NoSuchImport();
    }

    private static IResult NoSuchImport() => Api.NotFound("There is no import with this id.");
}

/// <summary>Which failed replays are asked for again.</summary>
public sealed record RetryRequest
{
    /// <summary>Ballchasing's id of one that failed; without it all that a retry can help.</summary>
    public string? ReplayId { get; init; }
}
