using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RocketTrainer.Web.Rest;

public static class ETags
{
    private const int Length = 16;

    /// <summary>Names these bytes: 128 bits of their SHA-256.</summary>
    public static EntityTagHeaderValue Of(ReadOnlySpan<byte> body) =>
        new('"' + Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, Length)) + '"');
}

/// <summary>Stands with an endpoint that holds a change back when <c>If-Match</c> doesn't name what is there.</summary>
public sealed record MatchesETagMetadata;

/// <summary>Requests that depend on what the caller has already (RFC 9110, 13).</summary>
public static class ConditionalRequests
{
    /// <summary>The endpoint looks at <c>If-Match</c>, by <see cref="Api.IfMatch{T}"/>.</summary>
    public static RouteHandlerBuilder MatchesETag(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new MatchesETagMetadata());

    /// <summary>Whether <c>If-None-Match</c> names it; weak tags count.</summary>
    internal static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        Names(request.Headers.IfNoneMatch, tag, strong: false);

    /// <summary>Whether <c>If-Match</c> names it or isn't there; weak tags don't count.</summary>
    internal static bool IsCurrent(HttpRequest request, EntityTagHeaderValue tag)
    {
        if (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<MatchesETagMetadata>() is null)
            throw new InvalidOperationException($"The endpoint lacks {nameof(MatchesETag)}.");
        return request.Headers.IfMatch.Count == 0 || Names(request.Headers.IfMatch, tag, strong: true);
    }

    private static bool Names(StringValues header, EntityTagHeaderValue tag, bool strong) =>
        EntityTagHeaderValue.TryParseList(header, out var named) && named.Any(n => n.Equals(EntityTagHeaderValue.Any) || n.Compare(tag, strong));
}
