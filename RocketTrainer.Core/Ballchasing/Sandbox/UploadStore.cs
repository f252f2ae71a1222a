using System.Security.Cryptography;

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
