using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Imports;

/// <summary><c>/imports</c>: start, list, follow, cancel.</summary>
public static class ImportsApi
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;
    private const long LargestRequest = 256 * 1024;

    private static readonly JsonDocumentOptions OneOfEach = new() { AllowDuplicateProperties = false };

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        api.MapPost("/imports", StartAsync).RequireScope(ApiScopes.Import).WithMetadata(new RequestSizeLimitAttribute(LargestRequest));
        api.MapGet("/imports", ListAsync).RequireScope(ApiScopes.Read);
        api.MapGet("/imports/{id:guid}", FindAsync).RequireScope(ApiScopes.Read);
        api.MapGet("/imports/{id:guid}/events", FollowAsync).RequireScope(ApiScopes.Read);
        api.MapPost("/imports/{id:guid}/cancel", CancelAsync).RequireScope(ApiScopes.Import);
    }

    private static async Task<IResult> StartAsync(HttpRequest request, ImportService imports, CancellationToken cancellationToken)
    {
        ImportRequest wanted;
        Dictionary<string, string[]> errors;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, OneOfEach, cancellationToken);
            wanted = ImportRequestReader.Read(body.RootElement, out errors);
        }
        catch (BadHttpRequestException e)
        {
            return Results.Problem(statusCode: e.StatusCode, detail: "The body could not be read. Nothing was started.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a character in a name
        {
            return NothingStarted(new(StringComparer.Ordinal) { ["body"] = ["The body is not JSON, or names a member twice."] });
        }

        if (errors.ContainsKey("body"))
            return NothingStarted(errors);
        foreach (var (field, wrong) in wanted.Check())
            errors.TryAdd(field, wrong);
        if (errors.Count > 0)
            return NothingStarted(errors);

        var (started, refused) = await imports.StartAsync(request.HttpContext.User.Viewer(), wanted, cancellationToken);
        if (started is null)
            return NothingStarted(refused.ToDictionary(StringComparer.Ordinal));
        request.HttpContext.Response.Headers.Location = $"/api/v1/imports/{started.Receipt.Id}";
        return Api.Ok(started.Receipt, StatusCodes.Status201Created);
    }

    private static IResult NothingStarted(Dictionary<string, string[]> errors) => Results.ValidationProblem(errors, detail: "Nothing was started.");

    private static async Task<IResult> ListAsync(HttpRequest request, ImportService imports, CancellationToken cancellationToken)
    {
        if (!Api.TryReadLimit(request, UsualPage, LargestPage, out var limit, out var problem))
            return problem!;
        var cursor = request.Query["cursor"].ToString();
        Guid? before = Guid.TryParse(cursor, out var last) ? last : null;
        if (cursor.Length > 0 && (before is null || await imports.FindAsync(request.HttpContext.User.Viewer(), last, cancellationToken) is null))
            return Results.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["cursor"] = ["'cursor' must be the 'next' of another page."] });
        var page = await imports.ListAsync(request.HttpContext.User.Viewer(), before, limit + 1, cancellationToken);
        return Api.Ok(new
        {
            Items = page.Take(limit).Select(i => i.Receipt),
            Next = page.Count > limit ? page[limit - 1].Receipt.Id : (Guid?)null,
        });
    }

    private static async Task<IResult> FindAsync(Guid id, ClaimsPrincipal user, ImportService imports, CancellationToken cancellationToken) =>
        await imports.FindAsync(user.Viewer(), id, cancellationToken) is { } import ? Api.Ok(import.Receipt) : NoSuchImport();

    /// <summary>Server-sent events named <c>receipt</c>: the receipt now, after each change, and when it is over; then the stream ends.</summary>
    private static async Task<IResult> FollowAsync(
        Guid id, ClaimsPrincipal user, ImportService imports, ImportFeed feed, IHostApplicationLifetime app, CancellationToken cancellationToken) =>
        await imports.FindAsync(user.Viewer(), id, cancellationToken) is { } import
            ? TypedResults.ServerSentEvents(ReceiptsAsync(import, feed, app.ApplicationStopping, cancellationToken))
            : NoSuchImport();

    /// <param name="stopping">Ends the stream, which would otherwise hold up the end of the process.</param>
    private static async IAsyncEnumerable<SseItem<string>> ReceiptsAsync(
        ImportProgress now, ImportFeed feed, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (now.Receipt.IsOver)
        {
            yield return Event(now.Receipt);
            yield break;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using var news = feed.Topic(now).WatchAsync(end.Token).GetAsyncEnumerator(end.Token);
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

    private static async Task<IResult> CancelAsync(Guid id, ClaimsPrincipal user, ImportService imports, CancellationToken cancellationToken)
    {
        var cancelled = await imports.CancelAsync(user.Viewer(), id, cancellationToken);
        if (await imports.FindAsync(user.Viewer(), id, cancellationToken) is not { } import)
            return NoSuchImport();
        return cancelled
            ? Api.Ok(import.Receipt)
            : Results.Problem(statusCode: StatusCodes.Status409Conflict, detail: $"The import is over already: it is {import.Receipt.State.ToString().ToLowerInvariant()}.");
    }

    private static IResult NoSuchImport() => Api.NotFound("There is no import with this id.");
}
