using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
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
public sealed class NameRemovals(IDbContextFactory<RocketTrainerDb> factory, IRemovalScheduler scheduler, ImportControl imports, RemovalThrottle throttle, AuditLog audit, TimeProvider time)
{
    public const int LongestMessage = 500;

    private const int MostOpen = 1000;
    private const int BatchSize = 50;
    private const int MostGuests = 7;

    /// <summary>Signals that some removal moved.</summary>
    public LiveTopic<Guid> Changes { get; } = new(Guid.Empty);

    /// <summary>Files a request, or tells what is wrong, by field. One's own from before is given as it stands; what others asked is not told.</summary>
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

        if (!throttle.Admits(caller))
        {
            errors["playerId"] = ["That is many requests in a short time. Try it again in an hour."];
            return (null, errors);
        }

        var id = player.ToString();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var owner = await db.LinkedAccounts.Where(a => a.PlayerId == id && a.VerifiedAt != null).Select(a => (Guid?)a.UserId).SingleOrDefaultAsync(cancellationToken);
        var proven = owner is not null && owner == caller.UserId;
        var removal = await db.NameRemovals.SingleOrDefaultAsync(r => r.PlayerId == id, cancellationToken);
        var now = time.GetUtcNow();
        message = string.IsNullOrWhiteSpace(message) ? null : message.Trim();
        // Who stands there with somebody else's account, or asks what another asked, learns nothing and changes nothing.
        var filed = new NameRemoval { Id = Guid.CreateVersion7(now), PlayerId = id, RequestedAt = now, RequestedBy = caller.UserId, Message = message, State = RemovalState.Requested };
        if (!proven && (owner is not null || (removal is not null && (removal.RequestedBy is null || removal.RequestedBy != caller.UserId))))
            return (View(filed), errors);
        if (removal is null)
        {
            if (!proven && await db.NameRemovals.CountAsync(r => r.State == RemovalState.Requested, cancellationToken) >= MostOpen)
            {
                errors["playerId"] = ["So many requests wait for a decision that no more are taken. Sign in with the account to be heard at once."];
                return (null, errors);
            }

            db.NameRemovals.Add(removal = filed);
            audit.Add(db, AuditKind.RemovalRequested, caller.UserId, caller, id);
        }

        var begins = proven && removal.State is (RemovalState.Requested or RemovalState.Refused);
        if (begins)
            (removal.State, removal.DecidedAt) = (RemovalState.Running, now);
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
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var state = granted ? RemovalState.Running : RemovalState.Refused;
        var now = time.GetUtcNow();
        // What somebody has proven to be his is his alone to decide.
        if (await db.NameRemovals.Where(r => r.Id == removalId && r.State == RemovalState.Requested
                    && (!granted || !db.LinkedAccounts.Any(a => a.PlayerId == r.PlayerId && a.VerifiedAt != null)))
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.State, state).SetProperty(r => r.DecidedAt, now), cancellationToken) == 0)
            return false;
        var removal = await db.NameRemovals.AsNoTracking().SingleAsync(r => r.Id == removalId, cancellationToken);
        audit.Add(db, AuditKind.RemovalDecided, removal.RequestedBy, administrator, $"{removal.PlayerId}, {(granted ? "granted" : "refused")}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (granted)
            await scheduler.ScheduleAsync(removalId, CancellationToken.None);
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

    /// <summary>
    /// Ends imports of the player's matches and takes the name out of everything that is stored, match by match; for the
    /// job. What comes in meanwhile is nameless already.
    /// </summary>
    public async Task RunAsync(Guid removalId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var running = db.NameRemovals.Where(r => r.Id == removalId && r.State == RemovalState.Running);
        if (await running.Select(r => r.PlayerId).SingleOrDefaultAsync(cancellationToken) is not { } player)
            return;
        await imports.EndAboutAsync(player, cancellationToken);
        // Again from the start as long as that finds anything: a batch of an import that began before may be stored behind us.
        for (var found = 1; found > 0;)
        {
            found = 0;
            Guid? next = Guid.Empty;
            while (next is { } after)
            {
                (next, var changed) = await RunBatchAsync(removalId, after, cancellationToken);
                found += changed;
                Changes.Publish(Guid.NewGuid());
            }
        }

        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await running.ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RemovalState.Done), cancellationToken) == 0)
            return;
        var ids = WithGuests(player);
        await db.WeaknessLabels.Where(l => ids.Contains(l.PlayerId)).ExecuteDeleteAsync(cancellationToken);
        await db.Players.Where(p => ids.Contains(p.Id) && !db.PlayerStats.Any(s => s.PlayerId == p.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Changes.Publish(Guid.NewGuid());
    }

    /// <summary>Schedules what an earlier process left unfinished.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var id in await db.NameRemovals.Where(r => r.State == RemovalState.Running).Select(r => r.Id).ToListAsync(cancellationToken))
            await scheduler.ScheduleAsync(id, cancellationToken);
    }

    /// <returns>Where to go on, null at the end; and how many matches named the player.</returns>
    private async Task<(Guid? Last, int Changed)> RunBatchAsync(Guid removalId, Guid after, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.NameRemovals.SingleOrDefaultAsync(r => r.Id == removalId && r.State == RemovalState.Running, cancellationToken) is not { } removal)
            return (null, 0);
        var player = removal.PlayerId;
        var ids = WithGuests(player);
        var steamId = player.StartsWith("steam:", StringComparison.Ordinal) ? player["steam:".Length..] : null;
        var padName = player.StartsWith("ps4:", StringComparison.Ordinal) ? player["ps4:".Length..] : null;
        var matches = await db.Replays.Where(r => r.Id.CompareTo(after) > 0
                && (r.Players.Any(p => ids.Contains(p.PlayerId) || (padName != null && p.Name == padName && p.Platform == "ps4"))
                    || (steamId != null && r.Sources.Any(s => s.UploaderSteamId == steamId))))
            .OrderBy(r => r.Id).Take(BatchSize)
            .Include(r => r.Players).Include(r => r.Teams).Include(r => r.Sources).ThenInclude(s => s.Payload).AsSplitQuery().ToListAsync(cancellationToken);
        var nameless = new HashSet<string>(StringComparer.Ordinal) { player };
        var changed = matches.Count(match => Namelessness.Apply(match, nameless));
        removal.Matches += changed;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (matches.Count < BatchSize ? null : matches[^1].Id, changed);
    }

    /// <summary>The player and the guests on his split screen.</summary>
    private static string?[] WithGuests(string player) => [player, .. Enumerable.Range(1, MostGuests).Select(number => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{player}#{number}"))];

    private static RemovalView View(NameRemoval removal) =>
        new(removal.Id, removal.PlayerId, removal.State, removal.RequestedAt, removal.Message, removal.DecidedAt, removal.Matches);
}
