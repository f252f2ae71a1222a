using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace RocketTrainer.Web.Rest.Reference;

/// <summary>
/// Scalar's script, out of its package. Its own page has inline scripts, which the content security policy forbids; this
/// way it is a file of ours like any other.
/// </summary>
public static class ReferenceScript
{
    private const string Resource = "ScalarStaticAssets.scalar.js";
    private const string ContentType = "text/javascript; charset=utf-8";

    private static readonly byte[] Compressed = Read();

    /// <summary>Names the script's very bytes, so that a browser may keep them for ever.</summary>
    public static readonly string Path = $"/reference/scalar.{Convert.ToHexStringLower(SHA256.HashData(Compressed).AsSpan(0, 8))}.js";

    public static void MapReferenceScript(this IEndpointRouteBuilder app) => app.MapGet(Path, (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0))
            return Results.Stream(new GZipStream(new MemoryStream(Compressed), CompressionMode.Decompress), ContentType);
        context.Response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(Compressed, ContentType);
    }).AllowAnonymous().ExcludeFromDescription();

    /// <summary>The package holds it gzipped.</summary>
    private static byte[] Read()
    {
        using var resource = typeof(ScalarOptions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Scalar.AspNetCore has no {Resource} any more.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
