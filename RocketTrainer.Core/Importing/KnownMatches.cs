using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>
/// Tells whether a fetched upload is of a match that is stored already: by Ballchasing's id, then by the match's guid,
/// then, where either side has no guid, by the id in the file's header together with date and players.
/// </summary>
internal sealed class KnownMatches
{
    private readonly Dictionary<Guid, Guid> _byUpload = [];
    private readonly Dictionary<string, Guid> _byGuid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Recording>> _byHeader = new(StringComparer.OrdinalIgnoreCase);

    private KnownMatches()
    {
    }

    public static async Task<KnownMatches> LoadAsync(RocketTrainerDb db, IReadOnlyList<Replay> fetched, CancellationToken cancellationToken)
    {
        var known = new KnownMatches();
        var uploads = fetched.Select(r => r.Id).ToList();
        foreach (var source in await db.ReplaySources.Where(s => uploads.Contains(s.BallchasingId))
                     .Select(s => new { s.BallchasingId, s.ReplayId }).ToListAsync(cancellationToken))
            known._byUpload[source.BallchasingId] = source.ReplayId;

        var guids = fetched.Select(r => r.MatchGuid).Where(IsIdentity).ToList();
        foreach (var match in await db.Replays.Where(r => guids.Contains(r.MatchGuid))
                     .Select(r => new { r.Id, r.MatchGuid }).ToListAsync(cancellationToken))
            known._byGuid[match.MatchGuid!] = match.Id;

        var headers = fetched.Select(HeaderOf).Where(IsIdentity).ToList();
        var recorded = await db.ReplaySources.Where(s => headers.Contains(s.RocketLeagueId))
            .Join(db.Replays, s => s.ReplayId, r => r.Id, (s, r) => new
            {
                s.RocketLeagueId, r.Id, r.MatchGuid, r.PlayedAt,
                Players = r.Players.Select(p => p.Platform + ":" + p.PlatformId).ToList(),
            }).ToListAsync(cancellationToken);
        foreach (var match in recorded)
            known.AddRecording(match.RocketLeagueId!, new(match.Id, IsIdentity(match.MatchGuid), match.PlayedAt, Lineup(match.Players)));
        return known;
    }

    /// <summary>The stored match that this is an upload of, or null.</summary>
    public Guid? Find(Replay upload)
    {
        if (_byUpload.TryGetValue(upload.Id, out var match) || (IsIdentity(upload.MatchGuid) && _byGuid.TryGetValue(upload.MatchGuid!, out match)))
            return match;
        if (HeaderOf(upload) is not { } header || !_byHeader.TryGetValue(header, out var recordings))
            return null;
        var hasGuid = IsIdentity(upload.MatchGuid);
        var lineup = Lineup(upload.Players.Select(p => p.Platform + ":" + p.PlatformId));
        return recordings.Find(r => !(hasGuid && r.HasGuid) && r.PlayedAt == upload.PlayedAt && r.Lineup == lineup)?.ReplayId;
    }

    /// <summary>Remembers a match that is being stored.</summary>
    public void Add(Replay replay)
    {
        _byUpload[replay.Id] = replay.Id;
        if (IsIdentity(replay.MatchGuid))
            _byGuid[replay.MatchGuid!] = replay.Id;
        if (HeaderOf(replay) is { } header && IsIdentity(header))
            AddRecording(header, new(replay.Id, IsIdentity(replay.MatchGuid), replay.PlayedAt, Lineup(replay.Players.Select(p => p.Platform + ":" + p.PlatformId))));
    }

    /// <summary>The upload's source, attached to the match; null when this very upload is stored already.</summary>
    public ReplaySource? AddUpload(Replay upload, Guid match)
    {
        if (!_byUpload.TryAdd(upload.Id, match))
            return null;
        var source = upload.Sources.Single();
        source.ReplayId = match;
        return source;
    }

    private void AddRecording(string header, Recording recording)
    {
        if (!_byHeader.TryGetValue(header, out var recordings))
            _byHeader[header] = recordings = [];
        recordings.Add(recording);
    }

    private static string? HeaderOf(Replay replay) => replay.Sources.Single().RocketLeagueId;

    private static string Lineup(IEnumerable<string> accounts) => string.Join('|', accounts.Order(StringComparer.Ordinal));

    /// <summary>An id of zeros stands for none.</summary>
    private static bool IsIdentity(string? id) => !string.IsNullOrWhiteSpace(id) && id.Any(c => c is not ('0' or '-'));

    private sealed record Recording(Guid ReplayId, bool HasGuid, DateTimeOffset PlayedAt, string Lineup);
}
