using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Replays;

/// <summary>Reads and changes the words that a person put on matches.</summary>
public sealed class ReplayTags(IDbContextFactory<RocketTrainerDb> factory)
{
    public const int MostPerMatch = 20;

    /// <summary>The viewer's tags of a match, sorted; null when he may not see it.</summary>
    /// <param name="ballchasingId">Of any of the match's uploads.</param>
    public async Task<IReadOnlyList<string>?> FindAsync(Viewer.Person viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.VisibleMatchAsync(viewer, ballchasingId, cancellationToken) is { } match
            ? await Of(db, viewer, match).Select(t => t.Tag).OrderBy(t => t).ToListAsync(cancellationToken)
            : null;
    }

    /// <summary>Puts these tags in the place of the viewer's own; false when he may not see the match.</summary>
    /// <param name="tags">As <see cref="ReplayTag.Parse"/> gives them, at most <see cref="MostPerMatch"/>.</param>
    public async Task<bool> SetAsync(Viewer.Person viewer, Guid ballchasingId, IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.VisibleMatchAsync(viewer, ballchasingId, cancellationToken) is not { } match)
            return false;
        await Of(db, viewer, match).ExecuteDeleteAsync(cancellationToken);
        db.ReplayTags.AddRange(tags.Distinct(StringComparer.Ordinal).Select(tag => new ReplayTag { UserId = viewer.UserId, ReplayId = match, Tag = tag }));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static IQueryable<ReplayTag> Of(RocketTrainerDb db, Viewer.Person viewer, Guid match) => db.ReplayTags.Where(t => t.UserId == viewer.UserId && t.ReplayId == match);
}
