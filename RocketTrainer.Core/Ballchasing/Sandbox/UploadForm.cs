using System.Net;
using System.Text;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Reads the one part of an upload's multipart body.</summary>
internal static class UploadForm
{
    public static async Task<(string FileName, byte[] Content)> ReadAsync(HttpContent? body, CancellationToken ct)
    {
        var boundary = body?.Headers.ContentType?.Parameters.FirstOrDefault(p => string.Equals(p.Name, "boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');
        if (body is null || boundary is null) throw Missing();
        var bytes = await body.ReadAsByteArrayAsync(ct);
        var delimiter = Encoding.ASCII.GetBytes("--" + boundary);
        for (var at = bytes.AsSpan().IndexOf(delimiter); at >= 0;)
        {
            var start = at + delimiter.Length;
            var next = bytes.AsSpan(start).IndexOf(delimiter);
            if (next < 0) break;
            var part = bytes.AsMemory(start, next);
            if (Read(part) is { } file) return file;
            at = start + next;
        }
        throw Missing();
    }

    private static (string FileName, byte[] Content)? Read(ReadOnlyMemory<byte> part)
    {
        var end = part.Span.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        var head = Encoding.UTF8.GetString(part.Span[..end]);
        if (Parameter(head, "name") != "file") return null;
        var name = Parameter(head, "filename") ?? "";
        var content = part[(end + 4)..];
        if (content.Span.EndsWith("\r\n"u8)) content = content[..^2];
        return name.EndsWith(".replay", StringComparison.OrdinalIgnoreCase) && !content.IsEmpty
            ? (name, content.ToArray())
            : throw new SandboxFault(HttpStatusCode.BadRequest, "\"file\" not a .replay file");
    }

    private static string? Parameter(string head, string name)
    {
        var at = head.IndexOf($" {name}=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = head[(at + name.Length + 2)..];
        return value.StartsWith('"') ? value[1..].Split('"')[0] : value.Split(';', '\r')[0].Trim();
    }

    private static SandboxFault Missing() => new(HttpStatusCode.BadRequest, "missing \"file\"");
}
