using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Accounts;

/// <summary>A user as administrators see him: who he is, never what he plays.</summary>
public sealed record UserLine(
    Guid Id, string DisplayName, bool IsCoach, bool IsAdministrator, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt, IReadOnlyList<LinkedAccountView> Accounts);

/// <summary>What administrators do with users.</summary>
public sealed class UserAdministration(IDbContextFactory<RocketTrainerDb> factory, Users users, AuditLog audit)
{
    /// <summary>Users, newest first, from before the user <paramref name="before"/> on; with a text only those whose name or account holds it.</summary>
    public async Task<IReadOnlyList<UserLine>> ListAsync(string? text, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var all = db.Users.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(text))
        {
            // Only the letters that every database lowers alike.
            var lower = string.Concat(text.Trim().Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));
            var pattern = $"%{lower.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
#pragma warning disable CA1304, CA1311 // this is SQL's lower()
            all = all.Where(u => EF.Functions.Like(u.DisplayName.ToLower(), pattern, "\\")
                || u.Accounts.Any(a => EF.Functions.Like(a.Name.ToLower(), pattern, "\\") || EF.Functions.Like(a.PlayerId!.ToLower(), pattern, "\\")));
#pragma warning restore CA1304, CA1311
        }

        if (before is { } id && await db.Users.Where(u => u.Id == id).Select(u => (DateTimeOffset?)u.CreatedAt).SingleOrDefaultAsync(cancellationToken) is { } at)
            all = all.Where(u => u.CreatedAt < at || (u.CreatedAt == at && u.Id.CompareTo(id) < 0));
        var page = await all.Include(u => u.Accounts).OrderByDescending(u => u.CreatedAt).ThenByDescending(u => u.Id).Take(limit).AsSplitQuery().ToListAsync(cancellationToken);
        return
        [
            .. page.Select(u => new UserLine(u.Id, u.DisplayName, u.IsCoach, u.IsAdministrator, u.CreatedAt, u.LastSignInAt,
                [.. u.Accounts.OrderBy(a => a.LinkedAt).Select(LinkedAccountView.Of)])),
        ];
    }

    /// <summary>Gives and takes roles. Null when done, an empty text when there is no such user, else what stands against it.</summary>
    public async Task<string?> SetRolesAsync(Guid userId, bool coach, bool administrator, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == userId, cancellationToken) is not { } user)
            return "";
        if (user.IsAdministrator && !administrator && (userId == caller.UserId || userId == User.BootstrapId))
            return userId == User.BootstrapId ? "This administrator belongs to the server: take Bootstrap:AdminApiKey away instead." : "Somebody else must take administration away from you.";
        if (user.IsCoach != coach)
            audit.Add(db, AuditKind.RoleChanged, userId, caller, coach ? "coach" : "no coach any more");
        if (user.IsAdministrator != administrator)
            audit.Add(db, AuditKind.RoleChanged, userId, caller, administrator ? "administrator" : "no administrator any more");
        if (user.IsAdministrator && !administrator)
            user.SessionStamp = Guid.NewGuid(); // what he has open is an administrator's no longer
        (user.IsCoach, user.IsAdministrator) = (coach, administrator);
        await db.SaveChangesAsync(cancellationToken);
        users.Forget(userId);
        return null;
    }
}
