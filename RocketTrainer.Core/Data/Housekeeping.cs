using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Core.Data;

/// <summary>Forgets what has had its time.</summary>
public sealed class Housekeeping(IDbContextFactory<RocketTrainerDb> factory, TimeProvider time)
{
    /// <summary>How long lines of the audit log are kept.</summary>
    public static readonly TimeSpan AuditLasts = TimeSpan.FromDays(400);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var audited = now - AuditLasts;
        await db.UsedNonces.Where(n => n.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.IdempotentAnswers.Where(a => a.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.RefreshTokens.Where(t => t.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.PersonalExports.Where(e => e.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.TeamInvitations.Where(i => i.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var sent = now - RequestLedger.Kept;
        await db.RequestBlocks.Where(b => b.At < sent).ExecuteDeleteAsync(cancellationToken);
        await db.AuditEvents.Where(e => e.At < audited).ExecuteDeleteAsync(cancellationToken);
    }
}
