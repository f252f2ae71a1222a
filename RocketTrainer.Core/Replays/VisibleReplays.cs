using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Replays;

/// <summary>Which matches and which names a viewer may see. Every read of matches begins here.</summary>
internal static class VisibleReplays
{
    /// <summary>Ballchasing's word for an upload that everybody can find there.</summary>
    public const string Public = "public";

    /// <summary>All that the viewer may open.</summary>
    public static IQueryable<Replay> ReplaysVisibleTo(this RocketTrainerDb db, Viewer viewer)
    {
        var shown = db.AccountsShownTo(viewer);
        var replays = db.Replays.AsNoTracking();
        return viewer is Viewer.Person { UserId: var me }
            ? replays.Where(r => db.Library.Any(l => l.UserId == me && l.ReplayId == r.Id) || r.Players.Any(p => shown.Contains(p.PlayerId)))
            : replays.Where(r => r.Players.Any(p => shown.Contains(p.PlayerId)));
    }

    /// <summary>The match that an upload is of; the empty id, which none has, when there is no such upload. Says nothing of who may see it.</summary>
    public static Task<Guid> MatchOfAsync(this RocketTrainerDb db, Guid ballchasingId, CancellationToken cancellationToken) =>
        db.ReplaySources.Where(s => s.BallchasingId == ballchasingId).Select(s => s.ReplayId).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The match that an upload is of, or null when there is none that the viewer may open.</summary>
    public static async Task<Guid?> VisibleMatchAsync(this RocketTrainerDb db, Viewer viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        var id = await db.MatchOfAsync(ballchasingId, cancellationToken);
        return await db.ReplaysVisibleTo(viewer).AnyAsync(r => r.Id == id, cancellationToken) ? id : null;
    }

    /// <summary>A person's own: brought in by him, or played by him. What others merely show him is found by player.</summary>
    public static IQueryable<Replay> ReplaysOf(this RocketTrainerDb db, Viewer.Person viewer)
    {
        var me = viewer.UserId;
        var own = db.LinkedAccounts.Where(a => a.UserId == me && a.VerifiedAt != null).Select(a => a.PlayerId);
        var ids = db.Library.Where(l => l.UserId == me).Select(l => l.ReplayId)
            .Union(db.PlayerStats.Where(p => own.Contains(p.PlayerId)).Select(p => p.ReplayId));
        return db.Replays.AsNoTracking().Where(r => ids.Contains(r.Id));
    }

    /// <summary>The proven accounts whose matches are the viewer's own; for a guest those of the profile that he looks at.</summary>
    public static IQueryable<string> AccountsProvenOf(this RocketTrainerDb db, Viewer viewer) => viewer is Viewer.Person { UserId: var me }
        ? db.LinkedAccounts.Where(a => a.UserId == me && a.VerifiedAt != null && a.PlayerId != null).Select(a => a.PlayerId!)
        : db.AccountsShownTo(viewer).Where(p => p != null).Select(p => p!);

    /// <summary>The accounts that a person says are his, proven or not: they mark his rows in what he may see anyway.</summary>
    public static IQueryable<string?> AccountsOf(this RocketTrainerDb db, Viewer.Person viewer) =>
        db.LinkedAccounts.Where(a => a.UserId == viewer.UserId && a.PlayerId != null).Select(a => a.PlayerId);

    /// <summary>The proven accounts of the viewer and of everybody who shows him theirs.</summary>
    public static IQueryable<string?> AccountsShownTo(this RocketTrainerDb db, Viewer viewer)
    {
        var proven = db.LinkedAccounts.Where(a => a.VerifiedAt != null);
        return viewer switch
        {
            Viewer.Person { UserId: var me } => proven.Where(a => a.UserId == me || db.Users.Any(u => u.Id == a.UserId
                && (u.Visibility == ProfileVisibility.Public
                    || (u.Visibility == ProfileVisibility.Team && db.TeamMembers.Any(m => m.UserId == u.Id && db.TeamMembers.Any(n => n.TeamId == m.TeamId && n.UserId == me))))))
                .Select(a => a.PlayerId),
            Viewer.Guest { ProfileOf: var owner } => proven.Where(a => a.UserId == owner
                && db.Users.Any(u => u.Id == owner && u.Visibility == ProfileVisibility.Public && u.ProfileLink != null)).Select(a => a.PlayerId),
            _ => throw new ArgumentOutOfRangeException(nameof(viewer)),
        };
    }

    /// <summary>
    /// Of these players, who stand in matches that Ballchasing does not show publicly, the ones whom the viewer may see
    /// named: himself, by the accounts that he has proven, and those who show him their matches.
    /// </summary>
    public static async Task<IReadOnlySet<string>> NamedForAsync(
        this RocketTrainerDb db, Viewer viewer, IEnumerable<string?> players, CancellationToken cancellationToken)
    {
        var asked = players.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0)
            return new HashSet<string>(StringComparer.Ordinal);
        return await db.AccountsShownTo(viewer).Where(p => asked.Contains(p!)).Select(p => p!)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
    }
}
