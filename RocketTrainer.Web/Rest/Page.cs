using System.Globalization;

namespace RocketTrainer.Web.Rest;

/// <summary>A part of a list.</summary>
/// <param name="Next">Gives the next part when it is sent as <c>cursor</c>; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Stands with an endpoint that answers page by page.</summary>
/// <param name="Usual">Items on a page when no <c>limit</c> is given.</param>
/// <param name="Most">The largest <c>limit</c>.</param>
/// <param name="Cursor">An example of a <c>cursor</c>.</param>
public sealed record Paging(int Usual, int Most, string Cursor);

/// <summary>Reads where a page begins out of a text.</summary>
public delegate bool TryParse<T>(string text, out T value);

/// <summary>Lists are read from <c>cursor</c> on, at most <c>limit</c> items at a time; there is no offset.</summary>
public static class PagingExtensions
{
    /// <summary>The endpoint reads <c>limit</c> and <c>cursor</c>, by <see cref="ReadPage{T}"/>.</summary>
    public static RouteHandlerBuilder Pages(this RouteHandlerBuilder endpoint, int usual, int most, string cursor) =>
        endpoint.WithMetadata(new Paging(usual, most, cursor));

    /// <summary>The problem with <c>limit</c> and <c>cursor</c>, or null when they can be used.</summary>
    /// <param name="parse">Reads <c>cursor</c>.</param>
    /// <param name="cursor">Null on the first page.</param>
    /// <exception cref="InvalidOperationException">The endpoint lacks <see cref="Pages"/>.</exception>
    public static IResult? ReadPage<T>(this HttpRequest request, TryParse<T> parse, out int limit, out T? cursor)
        where T : struct
    {
        var paging = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Paging>() ?? throw new InvalidOperationException($"The endpoint lacks {nameof(Pages)}.");
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        (limit, cursor) = (paging.Usual, null);
        if (request.Query["limit"].ToString() is { Length: > 0 } number
            && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1 || limit > paging.Most))
            errors["limit"] = [$"'limit' must be 1 to {paging.Most}."];
        if (request.Query["cursor"].ToString() is { Length: > 0 } text)
        {
            if (parse(text, out var place))
                cursor = place;
            else
                errors["cursor"] = ["'cursor' must be the 'next' of another page."];
        }

        return errors.Count == 0 ? null : Api.Invalid(errors);
    }
}
