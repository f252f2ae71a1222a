using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace RocketTrainer.Web.Rest;

/// <summary>A file of a request's form. Of one that is larger than it may be only the size is known.</summary>
public sealed record FormFile(string Name, long Size, byte[]? Content);

/// <summary>The files of a <c>multipart/form-data</c> body, one at a time, in memory.</summary>
public static class FormFiles
{
    /// <summary>The name of each part.</summary>
    public const string Part = "file";

    private const int Piece = 81920;
    private const int LongestBoundary = 72; // 70 by RFC 2046, and quotes

    /// <summary>Whether the body is a form with files.</summary>
    public static bool Are(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) && type.Boundary.Length is > 0 and <= LongestBoundary;

    /// <param name="largest">Files beyond so many bytes are read over and not kept.</param>
    /// <exception cref="InvalidDataException">The body is no such form, or holds other parts.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large or broke off.</exception>
    public static async IAsyncEnumerable<FormFile> ReadAsync(HttpRequest request, int largest, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).ToString();
        var reader = new MultipartReader(boundary, request.Body);
        while (await UnlessCutOffAsync(() => reader.ReadNextSectionAsync(cancellationToken)) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name) != Part)
                throw new InvalidDataException($"Each part of the form must be a file named '{Part}'.");
            var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
            yield return await ReadAsync(name, section.Body, largest, cancellationToken);
        }
    }

    private static async Task<FormFile> ReadAsync(string name, Stream body, int largest, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var piece = new byte[Piece];
        long size = 0;
        while (await UnlessCutOffAsync(() => body.ReadAsync(piece, cancellationToken).AsTask()) is > 0 and var read)
        {
            size += read;
            if (size <= largest)
                kept.Write(piece, 0, read);
        }

        return new(name, size, size <= largest ? kept.ToArray() : null);
    }

    private static async Task<T> UnlessCutOffAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new InvalidDataException("The form is cut off, or is none.", e);
        }
    }
}
