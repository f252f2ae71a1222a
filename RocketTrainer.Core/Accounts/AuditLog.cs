using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Accounts;

/// <summary>Who does something, for the audit log.</summary>
/// <param name="Address">The network address that he comes from; null where none is known.</param>
/// <param name="KeyId">The key that a program shows, or that its token came from; null at a browser.</param>
public sealed record Caller(Guid? UserId, string? Address, Guid? KeyId = null)
{
    /// <summary>The program itself.</summary>
    public static readonly Caller Server = new(null, null);
}

/// <summary>One line of the audit log.</summary>
/// <param name="User">The display name of the person concerned, or null when the account is gone.</param>
public sealed record AuditLine(Guid Id, DateTimeOffset At, AuditKind Kind, Guid? UserId, string? User, Guid? ActorId, string? Actor, string? Subject, string? Address);

/// <summary>Remembers who did what. Lines are added in the transaction of what they tell of.</summary>
public sealed class AuditLog(IDbContextFactory<RocketTrainerDb> factory, TimeProvider time)
{
    private const int LongestSubject = 200;

    /// <summary>Adds a line to what <paramref name="db"/> saves next.</summary>
    /// <param name="userId">Whom it is about.</param>
    public void Add(RocketTrainerDb db, AuditKind kind, Guid? userId, Caller caller, string? subject = null)
    {
        var now = time.GetUtcNow();
        db.AuditEvents.Add(new AuditEvent
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Kind = kind,
            UserId = userId,
            ActorId = caller.UserId == userId ? null : caller.UserId,
            Subject = subject is null ? null : Texts.Cut(subject, LongestSubject),
            Address = caller.Address,
        });
    }

    public async Task WriteAsync(AuditKind kind, Guid? userId, Caller caller, string? subject, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        Add(db, kind, userId, caller, subject);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The lines about one person as he may read them: where an administrator was is none of his business.</summary>
    public async Task<IReadOnlyList<AuditLine>> OfAsync(Guid userId, Guid? before, int limit, CancellationToken cancellationToken) =>
        [.. (await ListAsync(userId, before, limit, cancellationToken)).Select(line => line.ActorId is null ? line : line with { Address = null })];

    /// <summary>Lines, newest first, from before the line <paramref name="before"/> on; of one person, or of everybody when <paramref name="userId"/> is null.</summary>
    public async Task<IReadOnlyList<AuditLine>> ListAsync(Guid? userId, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var lines = db.AuditEvents.AsNoTracking();
        if (userId is not null)
            lines = lines.Where(e => e.UserId == userId);
        if (before is { } id && await db.AuditEvents.Where(e => e.Id == id).Select(e => (DateTimeOffset?)e.At).SingleOrDefaultAsync(cancellationToken) is { } at)
            lines = lines.Where(e => e.At < at || (e.At == at && e.Id.CompareTo(id) < 0));
        return await lines.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(limit)
            .Select(e => new AuditLine(e.Id, e.At, e.Kind,
                e.UserId, db.Users.Where(u => u.Id == e.UserId).Select(u => u.DisplayName).FirstOrDefault(),
                e.ActorId, db.Users.Where(u => u.Id == e.ActorId).Select(u => u.DisplayName).FirstOrDefault(),
                e.Subject, e.Address))
            .ToListAsync(cancellationToken);
    }
}
