using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Replays;

/// <summary>Reads and changes what a person wrote about matches.</summary>
public sealed class ReplayNotes(IDbContextFactory<RocketTrainerDb> factory, TimeProvider time)
{
    /// <summary>The viewer's note about a match, empty where there is none; null when he may not see the match.</summary>
    /// <param name="ballchasingId">Of any of the match's uploads.</param>
    public async Task<string?> FindAsync(Viewer.Person viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.VisibleMatchAsync(viewer, ballchasingId, cancellationToken) is { } match
            ? await Of(db, viewer, match).Select(n => n.Text).SingleOrDefaultAsync(cancellationToken) ?? ""
            : null;
    }

    /// <summary>Puts the text in the place of the viewer's note; one without text is none. False when he may not see the match.</summary>
    /// <param name="text">At most <see cref="ReplayNote.Longest"/> characters.</param>
    public async Task<bool> SetAsync(Viewer.Person viewer, Guid ballchasingId, string text, CancellationToken cancellationToken)
    {
        text = text.Trim();
        if (text.Length > ReplayNote.Longest)
            throw new ArgumentException($"A note has at most {ReplayNote.Longest} characters.", nameof(text));
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.VisibleMatchAsync(viewer, ballchasingId, cancellationToken) is not { } match)
            return false;
        await Of(db, viewer, match).ExecuteDeleteAsync(cancellationToken);
        if (text.Length > 0)
            db.ReplayNotes.Add(new ReplayNote { UserId = viewer.UserId, ReplayId = match, Text = text, ChangedAt = time.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static IQueryable<ReplayNote> Of(RocketTrainerDb db, Viewer.Person viewer, Guid match) => db.ReplayNotes.Where(n => n.UserId == viewer.UserId && n.ReplayId == match);
}
