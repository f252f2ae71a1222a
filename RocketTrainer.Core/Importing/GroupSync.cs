using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing;

/// <summary>
/// Keeps groups in sync: each time they are listed whole, with their child groups, since a replay may be added long after it
/// was uploaded; what is here already isn't asked for again.
/// </summary>
public sealed class GroupSync(
    IDbContextFactory<RocketTrainerDb> factory, ImportService imports, ISyncScheduler scheduler, BallchasingAccess access, IOptions<ImportingOptions> importing, TimeProvider time)
{
    /// <summary>The most groups that one person follows.</summary>
    public const int Most = 50;

    private const int MostAtOnce = 200;

    /// <summary>The groups that a user follows, by id.</summary>
    public async Task<IReadOnlyList<FollowedGroupView>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.FollowedGroups.Where(g => g.UserId == userId).OrderBy(g => g.GroupId)
            .Select(g => new FollowedGroupView(g.Id, g.GroupId, g.AddedAt, g.SyncedAt, g.NextSyncAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Has a group followed from now on; one that is followed already stays so.</summary>
    /// <returns>The group, or null with what is wrong, by field.</returns>
    public async Task<(FollowedGroupView? Followed, IReadOnlyDictionary<string, string[]> Errors)> FollowAsync(Guid userId, string? groupId, CancellationToken cancellationToken)
    {
        var errors = new ImportRequest { Source = ImportSource.Group, GroupId = groupId }.Check();
        if (errors.Count > 0)
            return (null, errors);
        var group = groupId!.Trim();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        FollowedGroup? followed;
        await using (var transaction = await db.BeginWriteAsync(cancellationToken))
        {
            followed = await db.FollowedGroups.SingleOrDefaultAsync(g => g.UserId == userId && g.GroupId == group, cancellationToken);
            if (followed is null && await db.FollowedGroups.CountAsync(g => g.UserId == userId, cancellationToken) >= Most)
                return (null, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["groupId"] = [$"You follow {Most} groups already, and more are not kept in sync for one person."] });
            if (followed is null)
            {
                db.FollowedGroups.Add(followed = new FollowedGroup { Id = Guid.CreateVersion7(time.GetUtcNow()), UserId = userId, GroupId = group, AddedAt = time.GetUtcNow() });
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }

        await scheduler.RunSoonAsync(CancellationToken.None);
        return (new(followed.Id, followed.GroupId, followed.AddedAt, followed.SyncedAt, followed.NextSyncAt), errors);
    }

    /// <summary>False when the user follows no such group. What came in stays.</summary>
    public async Task<bool> UnfollowAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.FollowedGroups.Where(g => g.UserId == userId && g.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    /// <summary>Starts an import for each group that is due; how many those were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (importing.Value.SyncEvery == TimeSpan.Zero)
            return 0;
        var (now, anyKey) = (time.GetUtcNow(), access.SiteKey is not null);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var due = await Due(db, now).Where(g => anyKey || db.OwnBallchasingKeys.Any(k => k.UserId == g.UserId && k.RefusedAt == null))
            .OrderBy(g => g.NextSyncAt != null).ThenBy(g => g.NextSyncAt).Take(MostAtOnce).Select(g => g.Id).ToListAsync(cancellationToken);
        var started = 0;
        foreach (var group in due)
        {
            if (await TakeAsync(group, cancellationToken) is { } import)
            {
                await imports.BeginAsync(import, cancellationToken);
                started++;
            }
        }

        return started;
    }

    private static IQueryable<FollowedGroup> Due(RocketTrainerDb db, DateTimeOffset now) => db.FollowedGroups.Where(g => g.NextSyncAt == null || g.NextSyncAt <= now);

    /// <summary>Makes the group's next sync due later, for whoever asks, and gives the import of this one; null when another node was faster, or the last one still runs.</summary>
    private async Task<Import?> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (await Due(db, now).SingleOrDefaultAsync(g => g.Id == id, cancellationToken) is not { } group)
            return null;
        group.NextSyncAt = Syncs.Next(now, importing.Value.SyncEvery);
        var running = await Syncs.TidyAsync(db, id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return running ? null : new Import
        {
            Id = Guid.CreateVersion7(now), UserId = group.UserId, Source = ImportSource.Group, GroupId = group.GroupId, Groups = [group.GroupId], SyncOf = id, State = ImportState.Queued, CreatedAt = now,
        };
    }
}
