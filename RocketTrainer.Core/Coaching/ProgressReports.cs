using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>How a player's groups moved from the matches before to the newest ones.</summary>
/// <param name="State">How far it gets with what is stored.</param>
/// <param name="Before">Matches that count, at most 50.</param>
/// <param name="After">The newest that count, as many or one less.</param>
/// <param name="From">The first of those before.</param>
/// <param name="Since">The first of the newest.</param>
/// <param name="To">The newest.</param>
/// <param name="Groups">The clearest change first; empty unless the state is ready.</param>
public sealed record ProgressReport(CoachingState State, string Playlist, int Before, int After, DateTimeOffset? From, DateTimeOffset? Since, DateTimeOffset? To, IReadOnlyList<GroupProgress> Groups);

/// <param name="Change">From the level before, drawn towards the peers' mean, to the mean after, in standard deviations of one game; higher is better; 80 % interval.</param>
/// <param name="Probability">That it became better, 0 to 1.</param>
/// <param name="IsClear">Whether the change, up or down, is beyond chance with all groups considered, at a false discovery rate of 5 %.</param>
public sealed record GroupProgress(SkillGroup Group, string Label, Estimate Change, double Probability, bool IsClear);

/// <summary>
/// Tells whether play changed: the method is in docs/COACHING.md, under progress. It says nothing of what caused a change.
/// </summary>
public sealed class ProgressReports(IDbContextFactory<RocketTrainerDb> factory, Population population)
{
    public const int Window = 50;

    /// <summary>Fewer on either side say nothing.</summary>
    public const int Fewest = 10;

    /// <param name="filter">Names the player; its playlists don't count.</param>
    public async Task<ProgressReport> ReadAsync(Viewer viewer, ReplayFilter filter, string playlist, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter with { Playlists = [playlist] }, cancellationToken);
        var read = await SkillHistory.ReadAsync(db, history, playlist, 2 * Window, cancellationToken);
        var (after, before) = (read.Matches.Take(read.Matches.Count / 2).ToList(), read.Matches.Skip(read.Matches.Count / 2).ToList());
        var report = new ProgressReport(
            CoachingState.Ready, playlist, before.Count, after.Count, before.Count > 0 ? before[^1].PlayedAt : null, after.Count > 0 ? after[^1].PlayedAt : null, after.Count > 0 ? after[0].PlayedAt : null, []);
        if (after.Count < Fewest)
            return report with { State = read.Matches.Count == 0 ? CoachingState.NoMatches : CoachingState.TooFewMatches };
        if (read.Tier is not { } tier)
            return report with { State = CoachingState.NoRank };
        if ((await WeaknessLabels.OfAsync(db, viewer, filter.Player!.Value, cancellationToken)).IsHidden)
            return report with { State = CoachingState.WaitsForLabel }; // who knows what fell behind has half the verdict
        var norms = await population.OfAsync(playlist, cancellationToken);
        return CoachingReports.PassportOf(norms, tier) is null || SkillWindow.Of(before, norms.Skills, tier) is not { } then || SkillWindow.Of(after, norms.Skills, tier) is not { } now
            ? report with { State = CoachingState.TooFewPeers } : report with { Groups = Compare(then, now) };
    }

    /// <summary>Both are held against the same players, so that how sure these are doesn't matter.</summary>
    private static List<GroupProgress> Compare(SkillWindow then, SkillWindow now)
    {
        var (before, after) = (then.AgainstItself(), now.AgainstItself());
        var found = SkillGroups.All.Select(group => (Group: group, Finding: ProgressTest.Of(now.Detector, group.Place, before, after))).Where(f => f.Finding is not null).Select(f => (f.Group, Finding: f.Finding!)).ToList();
        var chances = found.ConvertAll(f => 2 * Math.Min(f.Finding.Probability, 1 - f.Finding.Probability));
        var clear = FalseDiscovery.Clear([.. chances.Select(c => (double?)c)]);
        return [.. found.Select((f, i) => (Progress: new GroupProgress(f.Group.Group, f.Group.Label, f.Finding.Change, f.Finding.Probability, clear[i]), Chance: chances[i])).OrderBy(f => f.Chance).Select(f => f.Progress)];
    }
}
