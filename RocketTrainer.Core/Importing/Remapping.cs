using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing.Contracts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Core.Live;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>How far stored matches are read again.</summary>
/// <param name="Version">The mapper's.</param>
/// <param name="Outdated">Uploads whose rows come from an older mapper; 0 when there is nothing to do.</param>
/// <param name="Done">Of the run that goes on or went last.</param>
/// <param name="Unreadable">Uploads of that run whose payload gives no match any more: their rows stay as they are, and they are tried again at the next start.</param>
public sealed record RemappingProgress(int Version, bool IsRunning, int Outdated, int Done, int Unreadable, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);

/// <summary>
/// Reads stored payloads again with a newer mapper, without asking Ballchasing. Each batch is one transaction that also
/// notes the mapper's version at its payloads, so a run that ends anywhere is taken up where it was.
/// </summary>
public sealed partial class Remapping(IDbContextFactory<RocketTrainerDb> factory, IBulkWriter bulk, TimeProvider time, ILogger<Remapping> logger)
{
    internal const int BatchSize = 100;

    /// <summary>The newest picture, for whoever watches.</summary>
    public LiveTopic<RemappingProgress> Progress { get; } = new(new(ReplayMapper.Version, IsRunning: false, 0, 0, 0, StartedAt: null, FinishedAt: null));

    /// <summary>Counts what is outdated. True when there is something to do.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var outdated = await Outdated(db).CountAsync(cancellationToken);
        Progress.Publish(Progress.Latest with { Outdated = outdated });
        return outdated > 0;
    }

    /// <summary>Brings everything up to date, or until <paramref name="cancellationToken"/> asks to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await LookAsync(cancellationToken))
            return;
        var patience = new DatabasePatience(time, logger, static _ => { });
        Progress.Publish(Progress.Latest with { IsRunning = true, Done = 0, Unreadable = 0, StartedAt = time.GetUtcNow(), FinishedAt = null });
        try
        {
            for (Guid? after = null; ;)
            {
                if (await patience.DoAsync(() => BatchAsync(after, cancellationToken), cancellationToken) is not { } batch)
                    break;
                after = batch.Last;
                var now = Progress.Latest;
                Progress.Publish(now with { Outdated = now.Outdated - batch.Done, Done = now.Done + batch.Done, Unreadable = now.Unreadable + batch.Unreadable });
            }
        }
        finally
        {
            Progress.Publish(Progress.Latest with { IsRunning = false, FinishedAt = time.GetUtcNow() });
        }

        LogDone(logger, Progress.Latest.Done, ReplayMapper.Version, Progress.Latest.Unreadable);
    }

    /// <summary>The next uploads after the last batch's; null when there are none.</summary>
    private async Task<Batch?> BatchAsync(Guid? after, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var rest = after is { } last ? Outdated(db).Where(p => p.BallchasingId.CompareTo(last) > 0) : Outdated(db);
        var payloads = await rest.OrderBy(p => p.BallchasingId).Take(BatchSize).ToListAsync(cancellationToken);
        if (payloads.Count == 0)
            return null;

        // A match's numbers come from the upload that it was first brought in from; the others have nothing to say.
        var ids = payloads.ConvertAll(p => p.BallchasingId);
        var first = await db.Replays.Where(r => EF.Parameter(ids).Contains(r.Id)).Select(r => r.Id).ToHashSetAsync(cancellationToken);
        var (matches, unreadable) = (new List<Replay>(), new HashSet<Guid>());
        foreach (var payload in payloads.Where(p => first.Contains(p.BallchasingId)))
        {
            if (Map(payload) is { } replay)
                matches.Add(replay);
            else
                unreadable.Add(payload.BallchasingId);
        }

        await ReplaceAsync(db, matches, cancellationToken);
        var done = ids.Except(unreadable).ToList();
        await db.ReplayPayloads.Where(p => EF.Parameter(done).Contains(p.BallchasingId)).ExecuteUpdateAsync(s => s.SetProperty(p => p.MapperVersion, ReplayMapper.Version), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(payloads[^1].BallchasingId, done.Count, unreadable.Count);
    }

    private Replay? Map(ReplayPayload payload)
    {
        var json = PayloadCompression.Expand(payload.Json);
        string? reason = null;
        if (ReplayDetailContract.Parse(json) is { } detail && ReplayMapper.Map(detail, payload.BallchasingId, payload.Json, payload.FetchedAt, out reason) is { } replay)
            return replay;
        LogUnreadable(logger, payload.BallchasingId, reason);
        return null;
    }

    /// <summary>Puts these matches, their teams and players in the place of those that are stored, with what isn't in the payload: claims, removals, further uploads.</summary>
    private async Task ReplaceAsync(RocketTrainerDb db, List<Replay> matches, CancellationToken cancellationToken)
    {
        if (matches.Count == 0)
            return;
        var ids = matches.ConvertAll(m => m.Id);
        var isPublic = await db.ReplaySources.Where(s => EF.Parameter(ids).Contains(s.ReplayId) && s.Visibility == VisibleReplays.Public)
            .Select(s => s.ReplayId).Distinct().ToHashSetAsync(cancellationToken);
        var nameless = await Namelessness.AmongAsync(db, matches.SelectMany(Namelessness.NamedIn), cancellationToken);
        var claims = await db.MatchClaims.Where(c => c.Confirmed && EF.Parameter(ids).Contains(c.ReplayId))
            .Join(db.LinkedAccounts, c => c.LinkedAccountId, a => a.Id, (c, a) => new { c.ReplayId, c.Slot, a.PlayerId }).ToListAsync(cancellationToken);
        var hidden = await Namelessness.AmongAsync(db, claims.Select(c => c.PlayerId).OfType<string>(), cancellationToken);
        foreach (var match in matches)
        {
            Namelessness.Apply(match, nameless);
            foreach (var player in match.Players)
            {
                player.ReplayId = match.Id;
                player.IsPublic = isPublic.Contains(match.Id);
                if (player.PlayerId is null)
                    player.PlayerId = claims.Find(c => c.ReplayId == match.Id && c.Slot == player.Slot && !hidden.Contains(c.PlayerId!))?.PlayerId;
            }

            foreach (var team in match.Teams)
                team.ReplayId = match.Id;
            // The match itself, without what hangs on it.
            db.Replays.Entry(match).State = EntityState.Modified;
        }

        await db.PlayerStats.Where(p => EF.Parameter(ids).Contains(p.ReplayId)).ExecuteDeleteAsync(cancellationToken);
        await db.TeamStats.Where(t => EF.Parameter(ids).Contains(t.ReplayId)).ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await bulk.WriteAsync(db, MatchTables.Players, ImportWriter.PlayersOf(matches), cancellationToken);
        await bulk.WriteAsync(db, MatchTables.PlayerStats, [.. matches.SelectMany(m => m.Players)], cancellationToken);
        await bulk.WriteAsync(db, MatchTables.TeamStats, [.. matches.SelectMany(m => m.Teams)], cancellationToken);
        foreach (var match in matches)
        {
            await db.Library.Where(l => l.ReplayId == match.Id && l.PlayedAt != match.PlayedAt)
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.PlayedAt, match.PlayedAt), cancellationToken);
        }
    }

    private static IQueryable<ReplayPayload> Outdated(RocketTrainerDb db) => db.ReplayPayloads.AsNoTracking().Where(p => p.MapperVersion < ReplayMapper.Version);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} uploads were read again with mapper {Version}; {Unreadable} could not be")]
    private static partial void LogDone(ILogger logger, int count, int version, int unreadable);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payload of {BallchasingId} gives no match any more, so its rows stay as they are: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, Guid ballchasingId, string? reason);

    private sealed record Batch(Guid Last, int Done, int Unreadable);
}
