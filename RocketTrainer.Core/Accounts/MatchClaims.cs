using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Accounts;

/// <summary>An account that bears the name which the user claimed, in matches that he may see: is it his?</summary>
/// <param name="Matches">In how many of them it stands.</param>
public sealed record AccountGuess(string PlayerId, string Name, int Matches, DateTimeOffset LastPlayedAt);

/// <summary>A row whose account Ballchasing masks and whose name is that of the linked account: is it the user?</summary>
public sealed record RowGuess(Guid ReplayId, int Slot, DateTimeOffset PlayedAt, string? Map, string? Playlist, IReadOnlyList<string> Mates);

/// <summary>What might be a user's, and his answers. Until he confirms it, it counts for nobody.</summary>
public sealed class MatchClaims(IDbContextFactory<RocketTrainerDb> factory, LinkedAccounts accounts, AuditLog audit, TimeProvider time)
{
    private const int MostGuesses = 100;

    /// <summary>Accounts that could be the one that was claimed by its name only, the most frequent first.</summary>
    public async Task<IReadOnlyList<AccountGuess>> AccountsAsync(Guid userId, Guid accountId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await MineAsync(db, userId, accountId, cancellationToken) is not { PlayerId: null } account)
            return [];
        var shown = db.ReplaySources.Where(s => s.Visibility == VisibleReplays.Public).Select(s => s.ReplayId); // elsewhere nobody is named
        var rows = await Rows(db, userId).Where(p => shown.Contains(p.ReplayId) && p.PlayerId != null && p.Platform == account.Platform && p.Name == account.Name)
            .GroupBy(p => new { p.PlayerId, p.Name }).Select(g => new { g.Key.PlayerId, g.Key.Name, Matches = g.Count(), Last = g.Max(p => p.PlayedAt) })
            .OrderByDescending(g => g.Matches).Take(MostGuesses).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new AccountGuess(r.PlayerId!, r.Name!, r.Matches, r.Last))];
    }

    /// <summary>The user says which of the guessed accounts is his. False when it was no guess of ours, or is proven to be somebody else's.</summary>
    public async Task<bool> ConfirmAsync(Guid userId, Guid accountId, string playerId, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await AccountsAsync(userId, accountId, cancellationToken)).Any(g => g.PlayerId == playerId))
            return false;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await db.BeginWriteAsync(cancellationToken);
            // One statement, so that of two answers at once only one counts.
            var set = await LinkedAccounts.IsTakenAsync(db, playerId, cancellationToken) ? 0
                : await db.LinkedAccounts.Where(a => a.Id == accountId && a.UserId == userId && a.PlayerId == null && a.VerifiedAt == null
                        && !db.LinkedAccounts.Any(o => o.UserId == userId && o.PlayerId == playerId))
                    .ExecuteUpdateAsync(s => s.SetProperty(a => a.PlayerId, playerId), cancellationToken);
            if (set == 0)
                return false;
            audit.Add(db, AuditKind.AccountLinked, userId, caller, $"{playerId}, not verified");
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await accounts.ProveAsync(userId, cancellationToken);
        return true;
    }

    /// <summary>Masked rows that could be the linked account's, newest first, at most a hundred at a time.</summary>
    public async Task<IReadOnlyList<RowGuess>> RowsAsync(Guid userId, Guid accountId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await MineAsync(db, userId, accountId, cancellationToken) is not { PlayerId: not null } account)
            return [];
        var rows = await Guesses(db, userId, account).OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).Take(MostGuesses)
            .Select(p => new { p.ReplayId, p.Slot, p.Color, p.PlayedAt }).ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.ReplayId).ToList();
        var matches = await db.Replays.Where(r => ids.Contains(r.Id)).Select(r => new
        {
            r.Id, r.MapName, r.PlaylistName,
            IsPublic = r.Sources.Any(s => s.Visibility == VisibleReplays.Public),
            Players = r.Players.OrderBy(p => p.Slot).Select(p => new { p.Slot, p.Color, p.Name }).ToList(),
        }).AsSplitQuery().ToDictionaryAsync(r => r.Id, cancellationToken);
        return
        [
            .. rows.Select(row => (Row: row, Match: matches[row.ReplayId])).Select(g => new RowGuess(g.Row.ReplayId, g.Row.Slot, g.Row.PlayedAt, g.Match.MapName, g.Match.PlaylistName,
                [.. g.Match.Players.Where(p => g.Match.IsPublic && p.Color == g.Row.Color && p.Slot != g.Row.Slot).Select(p => p.Name).OfType<string>()])),
        ];
    }

    /// <summary>Takes the user's answer about some of the guessed rows; others are passed over. Returns how many were decided.</summary>
    public async Task<int> DecideAsync(
        Guid userId, Guid accountId, IReadOnlyCollection<(Guid ReplayId, int Slot)> rows, bool confirmed, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await MineAsync(db, userId, accountId, cancellationToken) is not { PlayerId: { } player } account
            || (confirmed && (await Namelessness.AmongAsync(db, [player], cancellationToken)).Count > 0))
            return 0;
        var replays = rows.Select(r => r.ReplayId).Distinct().ToList();
        var guesses = (await Guesses(db, userId, account).AsTracking().Where(p => replays.Contains(p.ReplayId)).ToListAsync(cancellationToken))
            .Where(p => rows.Contains((p.ReplayId, p.Slot))).ToList();
        if (confirmed && guesses.Count > 0 && !await db.Players.AnyAsync(p => p.Id == player, cancellationToken))
            db.Players.Add(new Player { Id = player, Platform = account.Platform, PlatformId = player[(account.Platform.Length + 1)..], PlayerNumber = null });
        foreach (var row in guesses)
        {
            db.MatchClaims.Add(new MatchClaim { ReplayId = row.ReplayId, Slot = row.Slot, LinkedAccountId = accountId, Confirmed = confirmed, DecidedAt = time.GetUtcNow() });
            if (confirmed)
                row.PlayerId = player;
        }

        if (guesses.Count > 0)
            audit.Add(db, AuditKind.MatchesClaimed, userId, caller, $"{guesses.Count} matches {(confirmed ? "confirmed as" : "denied to be")} {player}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return guesses.Count;
    }

    /// <summary>Makes the confirmed rows of these accounts nobody's again.</summary>
    internal static async Task TakeBackAsync(RocketTrainerDb db, IQueryable<LinkedAccount> of, CancellationToken cancellationToken)
    {
        var claims = db.MatchClaims.Where(c => of.Any(a => a.Id == c.LinkedAccountId));
        await db.PlayerStats.Where(p => claims.Any(c => c.Confirmed && c.ReplayId == p.ReplayId && c.Slot == p.Slot))
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.PlayerId, (string?)null), cancellationToken);
        await claims.ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<PlayerStats> Guesses(RocketTrainerDb db, Guid userId, LinkedAccount account) =>
        Rows(db, userId).Where(p => p.PlayerId == null && p.Platform == account.Platform && EF.Functions.Like(p.PlatformId!, "*%") && p.Name == account.Name
            && !db.MatchClaims.Any(c => c.LinkedAccountId == account.Id && c.ReplayId == p.ReplayId && c.Slot == p.Slot));

    /// <summary>Rows of matches that the user brought in or stands in himself.</summary>
    private static IQueryable<PlayerStats> Rows(RocketTrainerDb db, Guid userId)
    {
        var own = db.ReplaysOf(new Viewer.Person(userId)).Select(r => r.Id);
        return db.PlayerStats.Where(p => own.Contains(p.ReplayId));
    }

    private static Task<LinkedAccount?> MineAsync(RocketTrainerDb db, Guid userId, Guid accountId, CancellationToken cancellationToken) =>
        db.LinkedAccounts.SingleOrDefaultAsync(a => a.Id == accountId && a.UserId == userId, cancellationToken);
}
