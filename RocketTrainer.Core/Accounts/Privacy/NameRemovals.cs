using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Live;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Accounts.Privacy;

/// <summary>Puts removals onto the job engine.</summary>
public interface IRemovalScheduler
{
    Task ScheduleAsync(Guid removalId, CancellationToken cancellationToken);
}

/// <summary>A removal as administrators and whoever asked see it.</summary>
public sealed record RemovalView(Guid Id, string PlayerId, RemovalState State, DateTimeOffset RequestedAt, string? Message, DateTimeOffset? DecidedAt, int Matches);

/// <summary>
/// Takes requests not to be named. Whoever has proven the account is heard at once; for anybody else an administrator
/// decides.
/// </summary>
public sealed class NameRemovals(IDbContextFactory<RocketTrainerDb> factory, IRemovalScheduler scheduler, AuditLog audit, TimeProvider time)
{
    public const int LongestMessage = 500;

    private const int MostOpen = 1000;
    private const int BatchSize = 50;

    /// <summary>Signals that some removal moved.</summary>
    public LiveTopic<Guid> Changes { get; } = new(Guid.Empty);

    /// <summary>Files a request, or tells what is wrong, by field. One that was made before is given as it stands.</summary>
    public async Task<(RemovalView? Removal, IReadOnlyDictionary<string, string[]> Errors)> RequestAsync(
        string? account, string? message, Caller caller, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!PlayerId.TryParse(account, out var player, out var wrong))
            errors["playerId"] = [wrong];
        if (message?.Length > LongestMessage)
            errors["message"] = [$"At most {LongestMessage} characters."];
        if (errors.Count > 0)
            return (null, errors);

        var id = player.ToString();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var proven = await db.LinkedAccounts.AnyAsync(a => a.UserId == caller.UserId && a.PlayerId == id && a.VerifiedAt != null, cancellationToken);
        var removal = await db.NameRemovals.SingleOrDefaultAsync(r => r.PlayerId == id, cancellationToken);
        if (removal is null && !proven && await db.NameRemovals.CountAsync(r => r.State == RemovalState.Requested, cancellationToken) >= MostOpen)
        {
            errors["playerId"] = ["So many requests wait for a decision that no more are taken. Sign in with the account to be heard at once."];
            return (null, errors);
        }

        if (removal is null)
        {
            var now = time.GetUtcNow();
            removal = new NameRemoval
            {
                Id = Guid.CreateVersion7(now), PlayerId = id, RequestedAt = now, RequestedBy = caller.UserId,
                Message = string.IsNullOrWhiteSpace(message) ? null : message.Trim(), State = RemovalState.Requested,
            };
            db.NameRemovals.Add(removal);
            audit.Add(db, AuditKind.RemovalRequested, caller.UserId, caller, id);
        }

        var begins = proven && removal.State is RemovalState.Requested or RemovalState.Refused;
        if (begins)
            (removal.State, removal.DecidedAt) = (RemovalState.Running, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (begins)
            await scheduler.ScheduleAsync(removal.Id, CancellationToken.None);
        return (View(removal), errors);
    }

    /// <summary>An administrator's decision about a request that nobody has proven. False when there is none that waits for one.</summary>
    public async Task<bool> DecideAsync(Guid removalId, bool granted, Caller administrator, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.NameRemovals.SingleOrDefaultAsync(r => r.Id == removalId && r.State == RemovalState.Requested, cancellationToken) is not { } removal)
            return false;
        (removal.State, removal.DecidedAt) = (granted ? RemovalState.Running : RemovalState.Refused, time.GetUtcNow());
        audit.Add(db, AuditKind.RemovalDecided, removal.RequestedBy, administrator, $"{removal.PlayerId}, {(granted ? "granted" : "refused")}");
        await db.SaveChangesAsync(cancellationToken);
        if (granted)
            await scheduler.ScheduleAsync(removal.Id, CancellationToken.None);
        return true;
    }

    /// <summary>Those that wait for a decision first, then the newest.</summary>
    public async Task<IReadOnlyList<RemovalView>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var removals = await db.NameRemovals.AsNoTracking().OrderByDescending(r => r.State == RemovalState.Requested).ThenByDescending(r => r.RequestedAt).Take(limit).ToListAsync(cancellationToken);
        return [.. removals.Select(View)];
    }

    /// <summary>What the user asked for, by the accounts that he has proven.</summary>
    public async Task<IReadOnlyList<RemovalView>> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var removals = await db.NameRemovals.AsNoTracking()
            .Where(r => db.LinkedAccounts.Any(a => a.UserId == userId && a.VerifiedAt != null && a.PlayerId == r.PlayerId)).ToListAsync(cancellationToken);
        return [.. removals.Select(View)];
    }

    /// <summary>Takes the name out of everything that is stored, match by match; for the job. What comes in meanwhile is nameless already.</summary>
    public async Task RunAsync(Guid removalId, CancellationToken cancellationToken)
    {
        while (await RunBatchAsync(removalId, cancellationToken))
        {
            // until no match names the player any more
        }
    }

    /// <summary>Schedules what an earlier process left unfinished.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var id in await db.NameRemovals.Where(r => r.State == RemovalState.Running).Select(r => r.Id).ToListAsync(cancellationToken))
            await scheduler.ScheduleAsync(id, cancellationToken);
    }

    private async Task<bool> RunBatchAsync(Guid removalId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.NameRemovals.SingleOrDefaultAsync(r => r.Id == removalId && r.State == RemovalState.Running, cancellationToken) is not { } removal)
            return false;
        var (player, guests) = (removal.PlayerId, removal.PlayerId + "#%");
        var steamId = player.StartsWith("steam:", StringComparison.Ordinal) ? player["steam:".Length..] : null;
        var matches = await db.Replays.Where(r => r.Players.Any(p => p.PlayerId == player || EF.Functions.Like(p.PlayerId!, guests))
                || (steamId != null && r.Sources.Any(s => s.UploaderSteamId == steamId)))
            .OrderBy(r => r.Id).Take(BatchSize)
            .Include(r => r.Players).Include(r => r.Teams).Include(r => r.Sources).ThenInclude(s => s.Payload).AsSplitQuery().ToListAsync(cancellationToken);
        foreach (var match in matches)
            Namelessness.Apply(match, new HashSet<string>(StringComparer.Ordinal) { player });
        removal.Matches += matches.Count;
        if (matches.Count < BatchSize)
            removal.State = RemovalState.Done;
        await db.SaveChangesAsync(cancellationToken);
        if (removal.State == RemovalState.Done)
            await db.Players.Where(p => p.Id == player || EF.Functions.Like(p.Id, guests)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Changes.Publish(Guid.NewGuid());
        return removal.State == RemovalState.Running;
    }

    private static RemovalView View(NameRemoval removal) =>
        new(removal.Id, removal.PlayerId, removal.State, removal.RequestedAt, removal.Message, removal.DecidedAt, removal.Matches);
}
