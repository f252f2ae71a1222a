using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Accounts;

/// <summary>A player whom a person looks at first.</summary>
/// <param name="Name">As the newest match gave it, or as the account was linked; null where neither did.</param>
/// <param name="IsLinked">Whether he says that it is himself; else it is whose matches he brought in last.</param>
/// <param name="LastPlayedAt">The newest match that he can see; null where there is none yet.</param>
public sealed record OwnPlayer(PlayerId Id, string? Name, bool IsLinked, DateTimeOffset? LastPlayedAt);

/// <summary>Whose dashboard a person comes home to.</summary>
public sealed class OwnPlayers(IDbContextFactory<RocketTrainerDb> factory)
{
    /// <summary>
    /// The accounts that he plays on, the one played last first; for somebody who has linked none with matches, the player
    /// whose matches he brought in last. Only accounts with a known id.
    /// </summary>
    public async Task<IReadOnlyList<OwnPlayer>> ListAsync(Viewer.Person viewer, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var linked = await db.LinkedAccounts.Where(a => a.UserId == viewer.UserId && a.PlayerId != null).Select(a => new { Id = a.PlayerId!, a.Name }).ToListAsync(cancellationToken);
        var players = new List<OwnPlayer>();
        foreach (var account in linked.DistinctBy(a => a.Id, StringComparer.Ordinal))
            players.Add(await ReadAsync(account.Id, account.Name, isLinked: true));
        if (players.TrueForAll(p => p.LastPlayedAt is null)
            && await db.Imports.Where(i => i.UserId == viewer.UserId && i.Source == ImportSource.Player && i.PlayerId != null && i.SyncOf == null).OrderByDescending(i => i.CreatedAt).Select(i => i.PlayerId).FirstOrDefaultAsync(cancellationToken) is { } lookedAt
            && !players.Exists(p => p.Id.ToString() == lookedAt))
            players.Add(await ReadAsync(lookedAt, name: null, isLinked: false));
        return [.. players.OrderByDescending(p => p.LastPlayedAt ?? DateTimeOffset.MinValue)];

        async Task<OwnPlayer> ReadAsync(string id, string? name, bool isLinked)
        {
            if (!PlayerId.TryParse(id, out var player, out var error))
                throw new InvalidOperationException($"'{id}' is stored as an account: {error}");
            var last = await (await db.HistoryAsync(viewer, new ReplayFilter { Player = player }, cancellationToken))
                .OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).Select(p => new { p.PlayedAt, p.Name }).FirstOrDefaultAsync(cancellationToken);
            return new(player, last?.Name ?? name, isLinked, last?.PlayedAt);
        }
    }

    /// <summary>The one of his accounts that stands in a match, or null.</summary>
    /// <param name="ballchasingId">Of any of the match's uploads.</param>
    public async Task<string?> InAsync(Viewer.Person viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var match = await db.MatchOfAsync(ballchasingId, cancellationToken);
        var accounts = db.AccountsOf(viewer);
        return await db.PlayerStats.Where(p => p.ReplayId == match && accounts.Contains(p.PlayerId)).OrderBy(p => p.Slot).Select(p => p.PlayerId).FirstOrDefaultAsync(cancellationToken);
    }
}
