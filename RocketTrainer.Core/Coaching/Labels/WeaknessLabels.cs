using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Core.Teams;

namespace RocketTrainer.Core.Coaching.Labels;

public enum LabelOutcome
{
    /// <summary>It is kept, and the verdict is told from now on.</summary>
    Kept,

    /// <summary>There was a label, or the verdict was told, before; that stays.</summary>
    Late,

    /// <summary>The viewer doesn't coach this player.</summary>
    NotTheCoach,

    /// <summary>The coach has nothing to say of the player yet, see <see cref="CoachingState"/>.</summary>
    NoVerdict,
}

/// <summary>How often coaches and this program named the same; shares have 80 % intervals and are null without any label.</summary>
/// <param name="Labels">Of one group each, given before the verdict was told.</param>
/// <param name="Players">How many were labelled, whatever with.</param>
/// <param name="Same">The share of them whose group has the most evidence; by chance 1 of 12.</param>
/// <param name="AmongThree">The share whose group is among the three with the most; by chance 3 of 12.</param>
/// <param name="Kappa">How far groups agree beyond chance, see <see cref="CohenKappa"/>, with an 80 % interval; null below ten labels.</param>
/// <param name="Nothings">Labels that nothing stands out.</param>
/// <param name="NothingFlagged">The share of those where nothing was flagged.</param>
public sealed record LabelAgreement(int Labels, int Players, Estimate? Same, Estimate? AmongThree, Estimate? Kappa, int Nothings, Estimate? NothingFlagged);

/// <summary>
/// Coaches' labels of their players' weakest skills. A coach is somebody in a player's team whose role there it is; until he has named
/// one, or said that he won't, nothing tells him the verdict.
/// </summary>
public sealed class WeaknessLabels(IDbContextFactory<RocketTrainerDb> factory, CoachingReports reports, TimeProvider time)
{
    /// <summary>Labels of a group that it takes to tell <see cref="LabelAgreement.Kappa"/>.</summary>
    public const int FewestForKappa = CohenKappa.Fewest;

    private const int Three = 3;

    /// <summary>Keeps a label with the verdict of this moment.</summary>
    /// <param name="group">For <see cref="LabelKind.Group"/>, and only then.</param>
    public async Task<LabelOutcome> LabelAsync(Viewer.Person coach, PlayerId player, string playlist, LabelKind kind, SkillGroup? group, CancellationToken cancellationToken)
    {
        if ((kind == LabelKind.Group) != group.HasValue)
            throw new ArgumentException("A group is named where the label is one, and only there.", nameof(group));
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var id = player.ToString();
        if (!await CoachesAsync(db, coach, id, cancellationToken))
            return LabelOutcome.NotTheCoach;
        if (await FindAsync(db, coach, id, cancellationToken) is not null)
            return LabelOutcome.Late;
        var report = await reports.ReadOpenAsync(coach, new ReplayFilter { Player = player }, playlist, cancellationToken);
        if (report is not { State: CoachingState.Ready, Passport: { } passport, Groups: [var first, ..] })
            return LabelOutcome.NoVerdict;
        var place = report.Groups.Index().Where(g => g.Item.Group == group).Select(g => (int?)g.Index + 1).FirstOrDefault();
        db.WeaknessLabels.Add(new WeaknessLabel
        {
            UserId = coach.UserId, PlayerId = id, Playlist = playlist, LabelledAt = time.GetUtcNow(), Kind = kind, Group = group,
            First = first.Group, IsFlagged = first.Standing == Standing.Weak, Place = place, Matches = report.Count.Counted, Ruler = passport.Ruler,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return LabelOutcome.Kept;
        }
        catch (DbUpdateException)
        {
            if (await FindAsync(db, coach, id, cancellationToken) is null)
                throw;
            return LabelOutcome.Late; // from another tab, a moment ago
        }
    }

    public async Task<LabelAgreement> AgreementAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var labels = await db.WeaknessLabels.AsNoTracking().Where(l => l.Kind != LabelKind.Skipped).Select(l => new { l.Kind, l.PlayerId, l.Place, l.IsFlagged, l.Group, l.First }).ToListAsync(cancellationToken);
        var (groups, nothings) = (labels.Where(l => l.Kind == LabelKind.Group).ToList(), labels.Where(l => l.Kind == LabelKind.Nothing).ToList());
        return new(groups.Count, labels.DistinctBy(l => l.PlayerId, StringComparer.Ordinal).Count(), Share(groups, l => l.Place == 1), Share(groups, l => l.Place <= Three), CohenKappa.Of(groups.ConvertAll(l => (l.Group!.Value, l.First))), nothings.Count, Share(nothings, l => !l.IsFlagged));
    }

    /// <summary>The viewer's label of a player, and whether the verdict about him has to wait for one.</summary>
    internal static async Task<(bool IsHidden, WeaknessLabel? Label)> OfAsync(RocketTrainerDb db, Viewer viewer, PlayerId player, CancellationToken cancellationToken) =>
        viewer is not Viewer.Person person ? (false, null)
        : await FindAsync(db, person, player.ToString(), cancellationToken) is { } label ? (false, label)
        : (await CoachesAsync(db, person, player.ToString(), cancellationToken), null);

    private static Task<WeaknessLabel?> FindAsync(RocketTrainerDb db, Viewer.Person coach, string player, CancellationToken cancellationToken) =>
        db.WeaknessLabels.AsNoTracking().SingleOrDefaultAsync(l => l.UserId == coach.UserId && l.PlayerId == player, cancellationToken);

    private static Task<bool> CoachesAsync(RocketTrainerDb db, Viewer.Person viewer, string player, CancellationToken cancellationToken) =>
        db.LinkedAccounts.AnyAsync(a => a.PlayerId == player && a.VerifiedAt != null && a.UserId != viewer.UserId
            && db.TeamMembers.Any(m => m.UserId == a.UserId && db.TeamMembers.Any(c => c.TeamId == m.TeamId && c.UserId == viewer.UserId && c.Role == TeamRole.Coach)), cancellationToken);

    private static Estimate? Share<T>(List<T> labels, Func<T, bool> passes) => labels.Count(passes) is var yes ? Estimate.OfShare(yes, labels.Count - yes) : null;
}
