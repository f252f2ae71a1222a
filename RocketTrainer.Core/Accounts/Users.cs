using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Core.Accounts;

/// <summary>Whom Steam says that somebody is.</summary>
/// <param name="SteamId">A SteamID64, proven by Steam itself.</param>
/// <param name="Name">The persona name, where it could be asked for.</param>
/// <param name="AvatarUrl">An https address.</param>
public sealed record SteamIdentity(string SteamId, string? Name, string? AvatarUrl)
{
    public string PlayerId => "steam:" + SteamId;
}

/// <summary>Finds and makes users, and tells at every request who somebody is.</summary>
public sealed class Users(IDbContextFactory<RocketTrainerDb> factory, ISyncScheduler sync, AuditLog audit, IOptions<AccountsOptions> options, TimeProvider time)
{
    private readonly ShortMemory<Guid, KnownUser> _known = new(time);

    /// <summary>The user, or null when there is none (any more).</summary>
    public ValueTask<KnownUser?> FindAsync(Guid userId, CancellationToken cancellationToken) =>
        _known.GetAsync(userId, () => LoadAsync(userId, cancellationToken));

    /// <summary>The user has changed: the next request asks the database.</summary>
    public void Forget(Guid userId) => _known.Forget((id, _) => id == userId);

    /// <summary>The user whose Steam account this is, made on the first sign-in.</summary>
    public async Task<KnownUser> SignInAsync(SteamIdentity steam, string? address, CancellationToken cancellationToken)
    {
        try
        {
            return await SignInOnceAsync(steam, address, cancellationToken);
        }
        catch (DbUpdateException)
        {
            return await SignInOnceAsync(steam, address, cancellationToken); // two first sign-ins at once: the other one made the user
        }
    }

    private async Task<KnownUser> SignInOnceAsync(SteamIdentity steam, string? address, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var now = time.GetUtcNow();
        var account = await db.LinkedAccounts.SingleOrDefaultAsync(a => a.PlayerId == steam.PlayerId && a.VerifiedAt != null, cancellationToken);
        var user = account is null ? NewUser(db, steam, now) : await db.Users.SingleAsync(u => u.Id == account.UserId, cancellationToken);
        if (account is not null && steam.Name is not null)
            account.Name = steam.Name;
        (user.AvatarUrl, user.LastSignInAt) = (steam.AvatarUrl ?? user.AvatarUrl, now);

        audit.Add(db, AuditKind.SignedIn, user.Id, new(user.Id, address), steam.PlayerId);
        if (!user.IsAdministrator && options.Value.AdministratorSteamIds.Contains(steam.SteamId))
        {
            user.IsAdministrator = true;
            audit.Add(db, AuditKind.RoleChanged, user.Id, Caller.Server, "administrator, by Admin:SteamIds");
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Forget(user.Id);
        if (account is null)
            await sync.RunSoonAsync(CancellationToken.None); // somebody new: he wants to see his matches
        return (await FindAsync(user.Id, cancellationToken))!;
    }

    /// <summary>Makes one of the users that the program itself needs, unless he is there.</summary>
    public async Task EnsureAsync(Guid userId, string displayName, bool administrator, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Users.AnyAsync(u => u.Id == userId, cancellationToken))
            return;
        db.Users.Add(new User
        {
            Id = userId, DisplayName = displayName, IsAdministrator = administrator, SessionStamp = Guid.NewGuid(), CreatedAt = time.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Ends every session of the user.</summary>
    public async Task SignOutEverywhereAsync(Guid userId, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        user.SessionStamp = Guid.NewGuid();
        audit.Add(db, AuditKind.SignedOutEverywhere, userId, caller);
        await db.SaveChangesAsync(cancellationToken);
        Forget(userId);
    }

    private async Task<KnownUser?> LoadAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(u => u.Id == userId).Select(u => new KnownUser
        {
            Id = u.Id,
            DisplayName = u.DisplayName,
            AvatarUrl = u.AvatarUrl,
            IsCoach = u.IsCoach,
            IsAdministrator = u.IsAdministrator,
            SessionStamp = u.SessionStamp,
            TimeZone = u.TimeZone,
            Theme = u.Theme,
        }).SingleOrDefaultAsync(cancellationToken);
    }

    private static User NewUser(RocketTrainerDb db, SteamIdentity steam, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var name = steam.Name?.Trim() is { Length: > 0 } given ? given : "Player " + steam.SteamId[^4..];
        var user = new User
        {
            Id = id,
            DisplayName = Texts.Cut(name, User.LongestDisplayName),
            SessionStamp = Guid.NewGuid(),
            CreatedAt = now,
        };
        user.Accounts.Add(new LinkedAccount
        {
            Id = Guid.CreateVersion7(now), UserId = id, Platform = "steam", PlayerId = steam.PlayerId, Name = name, LinkedAt = now, VerifiedAt = now, Proof = AccountProof.SignIn,
        });
        db.Users.Add(user);
        return user;
    }
}
