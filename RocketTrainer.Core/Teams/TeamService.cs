using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Teams;

/// <summary>A team as its members see it.</summary>
public sealed record TeamView(Guid Id, string Name, TeamRole MyRole, IReadOnlyList<TeamMemberView> Members);

/// <param name="SharesMatches">Whether the others may look at this member's matches.</param>
/// <param name="PlayerId">A proven account to find his matches by; only where he shares them.</param>
public sealed record TeamMemberView(Guid UserId, string DisplayName, TeamRole Role, bool SharesMatches, string? PlayerId);

/// <summary>What an invitation is to, for whoever holds its link.</summary>
public sealed record InvitationView(Guid TeamId, string Team, TeamRole Role, DateTimeOffset ExpiresAt);

/// <summary>Teams: coaches make them and invite; whoever joins decides in his profile whether they see his matches.</summary>
public sealed class TeamService(IDbContextFactory<RocketTrainerDb> factory, Users users, AuditLog audit, TimeProvider time)
{
    public const int MostPerUser = 20;

    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    /// <summary>The teams that the user is in.</summary>
    public async Task<IReadOnlyList<TeamView>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var teams = await db.Teams.AsNoTracking().Where(t => t.Members.Any(m => m.UserId == userId)).OrderBy(t => t.Name).ThenBy(t => t.Id)
            .Select(t => new
            {
                t.Id, t.Name,
                Members = t.Members.Join(db.Users, m => m.UserId, u => u.Id, (m, u) => new
                {
                    u.Id, u.DisplayName, m.Role, m.JoinedAt, u.Visibility,
                    Account = u.Accounts.Where(a => a.VerifiedAt != null).OrderBy(a => a.LinkedAt).Select(a => a.PlayerId).FirstOrDefault(),
                }).ToList(),
            }).ToListAsync(cancellationToken);
        return
        [
            .. teams.Select(t => new TeamView(t.Id, t.Name, t.Members.Single(m => m.Id == userId).Role,
            [
                .. t.Members.OrderByDescending(m => m.Role).ThenBy(m => m.JoinedAt).Select(m =>
                {
                    var shares = m.Visibility != ProfileVisibility.Private || m.Id == userId;
                    return new TeamMemberView(m.Id, m.DisplayName, m.Role, m.Visibility != ProfileVisibility.Private, shares ? m.Account : null);
                }),
            ])),
        ];
    }

    /// <summary>Makes a team with the user as its coach, or tells what is wrong, by field.</summary>
    public async Task<(Guid? TeamId, IReadOnlyDictionary<string, string[]> Errors)> CreateAsync(Guid userId, string? name, Caller caller, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (name?.Trim() is not { Length: >= 1 and <= Team.LongestName } given || given.Any(char.IsControl))
        {
            errors["name"] = [$"A name has 1 to {Team.LongestName} characters."];
            return (null, errors);
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.TeamMembers.CountAsync(m => m.UserId == userId, cancellationToken) >= MostPerUser)
        {
            errors["name"] = [$"You are in {MostPerUser} teams, which is as many as anybody may be in. Leave one first."];
            return (null, errors);
        }

        var now = time.GetUtcNow();
        var team = new Team { Id = Guid.CreateVersion7(now), Name = given, CreatedAt = now };
        db.Teams.Add(team);
        await AddMemberAsync(db, team.Id, userId, TeamRole.Coach, caller, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        users.Forget(userId);
        return (team.Id, errors);
    }

    /// <summary>The secret end of a link that lets one person join; null when the user coaches no such team.</summary>
    public async Task<(string Secret, DateTimeOffset ExpiresAt)?> InviteAsync(Guid userId, Guid teamId, TeamRole role, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (!await CoachesAsync(db, userId, teamId, cancellationToken))
            return null;
        var now = time.GetUtcNow();
        await db.TeamInvitations.Where(i => i.TeamId == teamId && i.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var secret = Secrets.New();
        db.TeamInvitations.Add(new TeamInvitation { Id = Guid.CreateVersion7(now), TeamId = teamId, Role = role, Hash = Secrets.Hash(secret), ExpiresAt = now + InvitationLasts });
        await db.SaveChangesAsync(cancellationToken);
        return (secret, now + InvitationLasts);
    }

    /// <summary>What an invitation is to; null when there is none such, or no longer.</summary>
    public async Task<InvitationView?> FindInvitationAsync(string secret, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (hash, now) = (Secrets.Hash(secret), time.GetUtcNow());
        return await db.TeamInvitations.Where(i => i.Hash == hash && i.ExpiresAt > now)
            .Join(db.Teams, i => i.TeamId, t => t.Id, (i, t) => new InvitationView(t.Id, t.Name, i.Role, i.ExpiresAt)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Takes the invitation; it is used up by that. Null when there is none such, or no longer, or the user is in as many teams as anybody may be in.</summary>
    public async Task<Guid?> JoinAsync(Guid userId, string secret, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var (hash, now) = (Secrets.Hash(secret), time.GetUtcNow());
        var invitation = await db.TeamInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.Hash == hash && i.ExpiresAt > now, cancellationToken);
        if (invitation is null || await db.TeamMembers.CountAsync(m => m.UserId == userId, cancellationToken) >= MostPerUser || await db.TeamInvitations.Where(i => i.Id == invitation.Id).ExecuteDeleteAsync(cancellationToken) == 0)
            return null;
        if (invitation.Role == TeamRole.Coach)
            await db.TeamMembers.Where(m => m.TeamId == invitation.TeamId && m.UserId == userId && m.Role == TeamRole.Player).ExecuteDeleteAsync(cancellationToken);
        if (!await db.TeamMembers.AnyAsync(m => m.TeamId == invitation.TeamId && m.UserId == userId, cancellationToken))
            await AddMemberAsync(db, invitation.TeamId, userId, invitation.Role, caller, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        users.Forget(userId);
        return invitation.TeamId;
    }

    /// <summary>Takes a member out: himself, or anybody by a coach of the team. Open invitations end with that. A team without members is gone. False when there is none such.</summary>
    public async Task<bool> RemoveAsync(Guid userId, Guid teamId, Guid memberId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if ((memberId != userId && !await CoachesAsync(db, userId, teamId, cancellationToken))
            || await db.TeamMembers.Where(m => m.TeamId == teamId && m.UserId == memberId).ExecuteDeleteAsync(cancellationToken) == 0)
            return false;
        await db.TeamInvitations.Where(i => i.TeamId == teamId).ExecuteDeleteAsync(cancellationToken); // he may have kept one
        await db.Teams.Where(t => t.Id == teamId && !t.Members.Any()).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static Task<bool> CoachesAsync(RocketTrainerDb db, Guid userId, Guid teamId, CancellationToken cancellationToken) =>
        db.TeamMembers.AnyAsync(m => m.TeamId == teamId && m.UserId == userId && m.Role == TeamRole.Coach, cancellationToken);

    /// <summary>Whoever coaches a team is a coach.</summary>
    private async Task AddMemberAsync(RocketTrainerDb db, Guid teamId, Guid userId, TeamRole role, Caller caller, CancellationToken cancellationToken)
    {
        db.TeamMembers.Add(new TeamMember { TeamId = teamId, UserId = userId, Role = role, JoinedAt = time.GetUtcNow() });
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        if (role != TeamRole.Coach || user.IsCoach)
            return;
        user.IsCoach = true;
        audit.Add(db, AuditKind.RoleChanged, userId, caller, "coach, by a team");
    }
}
