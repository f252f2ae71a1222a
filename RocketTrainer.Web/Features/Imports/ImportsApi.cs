using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Features.Imports;

/// <summary><c>/imports</c>: start, list, follow, cancel.</summary>
public static class ImportsApi
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        api.MapPost("/imports", StartAsync);
        api.MapGet("/imports", ListAsync);
        api.MapGet("/imports/{id:guid}", FindAsync);
        api.MapGet("/imports/{id:guid}/events", FollowAsync);
        api.MapPost("/imports/{id:guid}/cancel", CancelAsync);
    }

    private static async Task<IResult> StartAsync(HttpRequest request, ImportService imports, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string[]> errors;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            if (ImportRequestReader.Read(body.RootElement, out var unreadable) is { } wanted)
            {
                (var started, errors) = await imports.StartAsync(wanted, cancellationToken);
                if (started is not null)
                {
                    request.HttpContext.Response.Headers.Location = $"/api/v1/imports/{started.Receipt.Id}";
                    return Api.Ok(started.Receipt, StatusCodes.Status201Created);
                }
            }
            else
            {
                errors = unreadable;
            }
        }
        catch (JsonException)
        {
            errors = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["body"] = ["The body is not JSON."] };
        }

        return Results.ValidationProblem(errors.ToDictionary(StringComparer.Ordinal), detail: "Nothing was started.");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ImportService imports, CancellationToken cancellationToken)
    {
        if (!Api.TryReadLimit(request, UsualPage, LargestPage, out var limit, out var problem))
            return problem!;
        var cursor = request.Query["cursor"].ToString();
        if (cursor.Length > 0 && !Guid.TryParse(cursor, out _))
            return Results.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["cursor"] = ["'cursor' must be the 'next' of another page."] });
        var page = await imports.ListAsync(cursor.Length > 0 ? Guid.Parse(cursor) : null, limit + 1, cancellationToken);
        return Api.Ok(new
        {
            Items = page.Take(limit).Select(i => i.Receipt),
            Next = page.Count > limit ? page[limit - 1].Receipt.Id : (Guid?)null,
        });
    }

    private static async Task<IResult> FindAsync(Guid id, ImportService imports, CancellationToken cancellationToken) =>
        await imports.FindAsync(id, cancellationToken) is { } import ? Api.Ok(import.Receipt) : NoSuchImport();

    /// <summary>Server-sent events named <c>receipt</c>: the receipt now, after each change, and when it is over; then the stream ends.</summary>
    private static async Task<IResult> FollowAsync(Guid id, ImportService imports, ImportFeed feed, CancellationToken cancellationToken) =>
        await imports.FindAsync(id, cancellationToken) is { } import
            ? TypedResults.ServerSentEvents(ReceiptsAsync(import, feed, cancellationToken))
            : NoSuchImport();

    private static async IAsyncEnumerable<SseItem<string>> ReceiptsAsync(
        ImportProgress now, ImportFeed feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (now.Receipt.IsOver)
        {
            yield return Event(now.Receipt);
            yield break;
        }

        await foreach (var progress in feed.Topic(now).WatchAsync(cancellationToken))
        {
            yield return Event(progress.Receipt);
            if (progress.Receipt.IsOver)
                yield break;
        }
    }

    private static SseItem<string> Event(ImportReceipt receipt) => new(JsonSerializer.Serialize(receipt, Api.Json), "receipt");

    private static async Task<IResult> CancelAsync(Guid id, ImportService imports, CancellationToken cancellationToken)
    {
        var cancelled = await imports.CancelAsync(id, cancellationToken);
        if (await imports.FindAsync(id, cancellationToken) is not { } import)
            return NoSuchImport();
        return cancelled
            ? Api.Ok(import.Receipt)
            : Results.Problem(statusCode: StatusCodes.Status409Conflict, detail: $"The import is over already: it is {import.Receipt.State.ToString().ToLowerInvariant()}.");
    }

    private static IResult NoSuchImport() => Api.NotFound("There is no import with this id.");
}
