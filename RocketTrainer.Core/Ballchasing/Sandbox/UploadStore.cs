using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>The caller's own uploads, in memory. A file becomes a made-up 2v2 that depends on its bytes alone.</summary>
internal sealed class UploadStore(SandboxLeague league, TimeProvider time)
{
    /// <summary>How long an upload stays <c>pending</c>.</summary>
    private static readonly TimeSpan ParseTime = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (ReplaySheet Sheet, bool Broken)> _uploads = [];

    /// <summary>Takes a file in. The second value is false when it, or the match in it, is already there.</summary>
    public (Guid Id, bool New) Add(string fileName, byte[] content, string visibility, (string Id, string Name)? group)
    {
        if (ReplayFile.IdIn(content) is { } known && league.View().Find(known) >= 0) return (known, false);
        var seed = BitConverter.ToUInt64(SHA256.HashData(content), 0);
        var id = LeagueReplay.IdFrom(seed, 0x0B10AD);
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_uploads.ContainsKey(id)) return (id, false);
            var sheet = new ReplaySheet
            {
                Id = id, Match = league.Improvise(seed, now), Created = now, Uploader = SandboxAccount.Me, UtcOffset = TimeSpan.Zero,
                Title = fileName[..^".replay".Length], Visibility = visibility, Group = group,
            };
            _uploads[id] = (sheet, content.AsSpan().IndexOf("broken"u8) >= 0);
            return (id, true);
        }
    }

    /// <summary>Uploads that were parsed, as a search finds them.</summary>
    public IReadOnlyList<ReplaySheet> Parsed()
    {
        lock (_gate) return [.. _uploads.Values.Where(u => !u.Broken && u.Sheet.Created + ParseTime <= time.GetUtcNow()).Select(u => u.Sheet)];
    }

    public (ReplaySheet Sheet, ReplayState State)? Find(Guid id)
    {
        lock (_gate)
        {
            if (!_uploads.TryGetValue(id, out var upload)) return null;
            var state = upload.Sheet.Created + ParseTime > time.GetUtcNow() ? ReplayState.Pending : upload.Broken ? ReplayState.Failed : ReplayState.Ok;
            return (upload.Sheet, state);
        }
    }

    public bool Change(Guid id, Func<ReplaySheet, ReplaySheet> change)
    {
        lock (_gate)
        {
            if (!_uploads.TryGetValue(id, out var upload)) return false;
            _uploads[id] = (change(upload.Sheet), upload.Broken);
            return true;
        }
    }

    public bool Remove(Guid id)
    {
        lock (_gate) return _uploads.Remove(id);
    }

    /// <summary>Takes all uploads out of a group that is going away.</summary>
    public void Ungroup(string groupId)
    {
        lock (_gate)
        {
            foreach (var (id, (sheet, broken)) in _uploads.ToArray())
            {
                if (sheet.Group?.Id == groupId) _uploads[id] = (sheet with { Group = null }, broken);
            }
        }
    }
}

/// <summary>What the sandbox hands out as a replay file: a head as the game writes it, the replay's id, and padding.</summary>
internal static class ReplayFile
{
    private const string Head = "TAGame.Replay_Soccar_TA\0sandbox:";

    public static byte[] Create(ReplaySheet sheet)
    {
        var content = new byte[48 * 1024];
        var random = new SeededRandom(sheet.Seed);
        for (var i = 0; i < content.Length; i++) content[i] = (byte)random.Next();
        Encoding.ASCII.GetBytes(Head + sheet.Id.ToString(), content);
        return content;
    }

    public static Guid? IdIn(ReadOnlySpan<byte> content) =>
        content.Length >= Head.Length + 36 && content.StartsWith(Encoding.ASCII.GetBytes(Head)) && Guid.TryParse(Encoding.ASCII.GetString(content.Slice(Head.Length, 36)), CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}

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
