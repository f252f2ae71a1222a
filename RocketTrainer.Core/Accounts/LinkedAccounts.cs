using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Accounts;

/// <summary>A linked account as its user sees it.</summary>
/// <param name="PlayerId">Null while only a name is known.</param>
/// <param name="Syncs">Whether its matches are fetched by themselves.</param>
/// <param name="SyncedAt">When the last sync that ended well began; null before the first.</param>
public sealed record LinkedAccountView(
    Guid Id, string Platform, string? PlayerId, string Name, DateTimeOffset LinkedAt, bool Verified, AccountProof? Proof, bool Syncs, DateTimeOffset? SyncedAt, DateTimeOffset? NextSyncAt)
{
    internal static LinkedAccountView Of(LinkedAccount account) => new(
        account.Id, account.Platform, account.PlayerId, account.Name, account.LinkedAt, account.VerifiedAt is not null, account.Proof, account.Syncs, account.SyncedAt, account.NextSyncAt);
}

/// <summary>
/// Links accounts to users. Steam comes by signing in with it; the others are claimed and stay unverified until a
/// recording or an administrator proves them.
/// </summary>
public sealed class LinkedAccounts(IDbContextFactory<RocketTrainerDb> factory, ISyncScheduler sync, AuditLog audit, TimeProvider time)
{
    public const int MostPerUser = 20;

    /// <summary>Platforms whose accounts can only be claimed.</summary>
    public static readonly IReadOnlyList<string> Claimable = ["epic", "ps4", "xbox", "switch"];

    private const int LongestName = 64;

    /// <summary>Platforms whose account id is the name that players see.</summary>
    private static readonly string[] NamedByName = ["ps4"];

    public async Task<IReadOnlyList<LinkedAccountView>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var accounts = await db.LinkedAccounts.AsNoTracking().Where(a => a.UserId == userId).OrderBy(a => a.LinkedAt).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return [.. accounts.Select(LinkedAccountView.Of)];
    }

    /// <summary>Links the Steam account that the user just proved to be his; false when it is somebody else's.</summary>
    public async Task<bool> LinkAsync(Guid userId, SteamIdentity steam, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.LinkedAccounts.SingleOrDefaultAsync(a => a.PlayerId == steam.PlayerId && a.VerifiedAt != null, cancellationToken) is { } linked)
            return linked.UserId == userId;
        var account = NewAccount(userId, "steam", steam.PlayerId, steam.Name ?? steam.SteamId);
        db.LinkedAccounts.Add(account);
        audit.Add(db, AuditKind.AccountLinked, userId, caller, steam.PlayerId);
        await db.SaveChangesAsync(cancellationToken);
        await VerifyAsync(db, account, AccountProof.SignIn, caller, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await sync.RunSoonAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Has an account's matches fetched by themselves, or no more. Null when the user has no such account.</summary>
    public async Task<LinkedAccountView?> SyncAsync(Guid userId, Guid accountId, bool syncs, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using (var transaction = await db.BeginWriteAsync(cancellationToken))
        {
            if (await db.LinkedAccounts.SingleOrDefaultAsync(a => a.Id == accountId && a.UserId == userId, cancellationToken) is not { } account)
                return null;
            account.Syncs = syncs;
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        if (syncs)
            await sync.RunSoonAsync(CancellationToken.None);
        return await FindAsync(userId, accountId, cancellationToken);
    }

    /// <summary>Claims an account by its name, or by <c>platform:id</c>; or tells what is wrong, by field.</summary>
    public async Task<(LinkedAccountView? Claimed, IReadOnlyDictionary<string, string[]> Errors)> ClaimAsync(
        Guid userId, string? platform, string? name, string? playerId, Caller caller, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        name = name?.Trim();
        PlayerId player = default;
        if (platform == "steam")
            errors["platform"] = ["A Steam account is linked by signing in with it."];
        else if (platform is null || !Claimable.Contains(platform))
            errors["platform"] = [$"Platforms are {string.Join(", ", Claimable)}."];
        if (name is not { Length: >= 1 and <= LongestName } || name.Any(char.IsControl) || name.All(c => c == '*'))
            errors["name"] = [$"Give the name that the account has in the game, 1 to {LongestName} characters."];
        if (!string.IsNullOrWhiteSpace(playerId) && !PlayerId.TryParse(playerId, out player, out var wrong))
            errors["playerId"] = [wrong];
        else if (player.Platform is not null && player.Platform != platform)
            errors["playerId"] = [$"That is an account of {player.Platform}."];
        else if (player.Platform is not null && NamedByName.Contains(platform) && player.Id != name)
            errors["playerId"] = ["On this platform the id is the name."];
        if (errors.Count > 0)
            return (null, errors);

        var id = player.Platform is not null ? player.ToString()
            : NamedByName.Contains(platform) && PlayerId.TryParse($"{platform}:{name}", out var named, out _) ? named.ToString() : null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var mine = await db.LinkedAccounts.Where(a => a.UserId == userId).ToListAsync(cancellationToken);
        if (mine.Count >= MostPerUser)
            errors["name"] = [$"You have linked {MostPerUser} accounts, which is as many as anybody may. Unlink one first."];
        else if (mine.Exists(a => a.Platform == platform && (id is null ? a.PlayerId is null && string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase) : a.PlayerId == id)))
            errors["name"] = ["You have linked this account already."];
        else if (id is not null && await IsTakenAsync(db, id, cancellationToken))
            errors["name"] = [Taken];
        if (errors.Count > 0)
            return (null, errors);

        var account = NewAccount(userId, platform!, id, name!);
        db.LinkedAccounts.Add(account);
        audit.Add(db, AuditKind.AccountLinked, userId, caller, $"{platform}: {name}, not verified");
        await db.SaveChangesAsync(cancellationToken);
        await ProveAsync(userId, cancellationToken);
        await sync.RunSoonAsync(CancellationToken.None);
        return (await FindAsync(userId, account.Id, cancellationToken), errors);
    }

    /// <summary>Takes an account off a user. What he confirmed as its matches is nobody's again.</summary>
    /// <returns>Null when done, or what stands against it; not found is told as an empty text.</returns>
    public async Task<string?> UnlinkAsync(Guid userId, Guid accountId, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.LinkedAccounts.SingleOrDefaultAsync(a => a.Id == accountId && a.UserId == userId, cancellationToken) is not { } account)
            return "";
        if (account.Proof == AccountProof.SignIn && await db.LinkedAccounts.CountAsync(a => a.UserId == userId && a.Proof == AccountProof.SignIn, cancellationToken) == 1)
            return "This is the only account that you can sign in with. Link another one first, or delete your account here.";
        await MatchClaims.TakeBackAsync(db, db.LinkedAccounts.Where(a => a.Id == accountId), cancellationToken);
        db.LinkedAccounts.Remove(account);
        if (account.Proof == AccountProof.SignIn)
            (await db.Users.SingleAsync(u => u.Id == userId, cancellationToken)).SessionStamp = Guid.NewGuid(); // whoever came in by it is out
        audit.Add(db, AuditKind.AccountUnlinked, userId, caller, account.PlayerId ?? $"{account.Platform}: {account.Name}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>An administrator says that a claimed account is the user's. False when there is none such, or it is somebody else's.</summary>
    public async Task<bool> VerifyAsync(Guid accountId, Caller administrator, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.LinkedAccounts.SingleOrDefaultAsync(a => a.Id == accountId && a.PlayerId != null && a.VerifiedAt == null, cancellationToken) is not { } account
            || await IsTakenAsync(db, account.PlayerId!, cancellationToken))
            return false;
        await VerifyAsync(db, account, AccountProof.Administrator, administrator, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>An administrator takes a verification back: the account is a claim again. False when there is none such; one that was signed in with can't be taken back.</summary>
    public async Task<bool> UnverifyAsync(Guid accountId, Caller administrator, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.LinkedAccounts.SingleOrDefaultAsync(a => a.Id == accountId && a.VerifiedAt != null && a.Proof != AccountProof.SignIn, cancellationToken) is not { } account)
            return false;
        (account.VerifiedAt, account.Proof) = (null, null);
        audit.Add(db, AuditKind.AccountUnverified, account.UserId, administrator, account.PlayerId);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Looks whether what is stored proves any of the user's claims: a replay, played and uploaded after the claim, that
    /// his own Steam account uploaded and that was recorded by the one player in it who has the recorder's name. A copy of
    /// somebody else's recording can't be uploaded to Ballchasing a second time, and one from before the claim could have
    /// been handed on; so the file was his. Whoever edits files can still deceive it: an administrator takes that back.
    /// </summary>
    /// <returns>How many accounts are proven by it.</returns>
    public async Task<int> ProveAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var claims = await db.LinkedAccounts.Where(a => a.UserId == userId && a.VerifiedAt == null && a.PlayerId != null).ToListAsync(cancellationToken);
        var uploaders = await db.LinkedAccounts.Where(a => a.UserId == userId && a.VerifiedAt != null && a.Platform == "steam")
            .Select(a => a.PlayerId!.Substring("steam:".Length)).ToListAsync(cancellationToken);
        var proven = 0;
        foreach (var claim in claims)
        {
            // Rows that the user himself confirmed prove nothing, nor do files that somebody else handed in here with a key of his.
            var recorded = await db.ReplaySources.AnyAsync(s => uploaders.Contains(s.UploaderSteamId!) && s.Recorder != null
                && !db.Uploads.Any(u => u.BallchasingId == s.BallchasingId && u.UserId != userId)
                && s.UploadedAt > claim.LinkedAt && db.Replays.Any(r => r.Id == s.ReplayId && r.PlayedAt > claim.LinkedAt)
                && db.PlayerStats.Count(p => p.ReplayId == s.ReplayId && p.Name == s.Recorder) == 1
                && db.PlayerStats.Any(p => p.ReplayId == s.ReplayId && p.Name == s.Recorder && p.PlayerId == claim.PlayerId
                    && !db.MatchClaims.Any(c => c.Confirmed && c.ReplayId == p.ReplayId && c.Slot == p.Slot)), cancellationToken);
            if (!recorded || await IsTakenAsync(db, claim.PlayerId!, cancellationToken))
                continue;
            await VerifyAsync(db, claim, AccountProof.Recording, Caller.Server, cancellationToken);
            proven++;
        }

        await transaction.CommitAsync(cancellationToken);
        return proven;
    }

    internal const string Taken = "This account belongs to somebody else here, and that is proven.";

    internal static Task<bool> IsTakenAsync(RocketTrainerDb db, string playerId, CancellationToken cancellationToken) =>
        db.LinkedAccounts.AnyAsync(a => a.PlayerId == playerId && a.VerifiedAt != null, cancellationToken);

    private async Task<LinkedAccountView?> FindAsync(Guid userId, Guid accountId, CancellationToken cancellationToken) =>
        (await ListAsync(userId, cancellationToken)).FirstOrDefault(a => a.Id == accountId);

    /// <summary>The account is the user's; whoever else claimed it didn't own it.</summary>
    private async Task VerifyAsync(RocketTrainerDb db, LinkedAccount account, AccountProof proof, Caller caller, CancellationToken cancellationToken)
    {
        var others = db.LinkedAccounts.Where(a => a.PlayerId == account.PlayerId && a.Id != account.Id);
        await MatchClaims.TakeBackAsync(db, others, cancellationToken);
        foreach (var other in await others.ToListAsync(cancellationToken))
        {
            audit.Add(db, AuditKind.AccountUnlinked, other.UserId, Caller.Server, $"{other.PlayerId}, proven to be another user's");
            db.LinkedAccounts.Remove(other);
        }

        (account.VerifiedAt, account.Proof) = (time.GetUtcNow(), proof);
        audit.Add(db, AuditKind.AccountVerified, account.UserId, caller, $"{account.PlayerId}, by {proof.ToString().ToLowerInvariant()}");
        await db.SaveChangesAsync(cancellationToken);
    }

    private LinkedAccount NewAccount(Guid userId, string platform, string? playerId, string name)
    {
        var now = time.GetUtcNow();
        return new() { Id = Guid.CreateVersion7(now), UserId = userId, Platform = platform, PlayerId = playerId, Name = name, LinkedAt = now };
    }
}
