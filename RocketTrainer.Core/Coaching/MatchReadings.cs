using MathNet.Numerics.Distributions;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>How one match of a player was against what is usual of himself.</summary>
/// <param name="Why">Why it can't be held against his usual; null where it can.</param>
/// <param name="Before">How many matches of the playlist before it count, 60 at most; it takes 10.</param>
/// <param name="Groups">What stood out first; empty where it can't be told.</param>
public sealed record MatchReading(NotCounted? Why, int Before, IReadOnlyList<MatchGroup> Groups);

/// <param name="Change">From his mean before to this match, in standard deviations of a game, higher is better; 80 % of his matches lie within the interval around 0 of this width.</param>
/// <param name="P">Of a match as unusual by chance, two-sided.</param>
/// <param name="StandsOut">Beyond chance, all twelve considered.</param>
public sealed record MatchGroup(SkillGroup Group, string Label, Estimate Change, double P, bool StandsOut);

/// <summary>
/// What stood out in one match: the match is a draw around the player's mean before it, with the variance of his sessions and games and
/// the error of that mean; the twelve groups are held to a false discovery rate of 5 %.
/// </summary>
public sealed class MatchReadings(IDbContextFactory<RocketTrainerDb> factory, Population population)
{
    public const int Window = 60;
    public const int Fewest = 10;

    private const double UpperTenth = 1.2816; // of the normal distribution

    /// <summary>Null where the viewer can't see the player in such a match, or nobody's rank is known around it.</summary>
    public async Task<MatchReading?> ReadAsync(Viewer viewer, PlayerId player, Guid replay, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var all = await db.HistoryAsync(viewer, new ReplayFilter { Player = player }, cancellationToken);
        var match = await all.Where(p => p.ReplayId == replay).Select(p => new { p.PlayedAt, p.PlaylistId }).FirstOrDefaultAsync(cancellationToken);
        if (match?.PlaylistId is not { } playlist)
            return null;
        var same = all.Where(p => p.PlaylistId == playlist);
        var lobby = (await Lobby.ReadAsync(db, same.Where(p => p.ReplayId == replay), SkillScores.Stats, newest: 1, cancellationToken))[0];
        if (CountedMatches.WhyNot(playlist, lobby) is { } why)
            return new(why, 0, []);
        var before = await SkillHistory.ReadAsync(db, same.Where(p => p.PlayedAt < match.PlayedAt), playlist, Window, cancellationToken);
        if (before.Matches.Count < Fewest)
            return new(null, before.Matches.Count, []);
        var norms = await population.OfAsync(playlist, cancellationToken);
        return before.Tier is { } tier && SkillWindow.Of(before.Matches, norms.Skills, tier) is { } usual && SkillWindow.Of([lobby], norms.Skills, tier) is { } one
            ? new(null, before.Matches.Count, Compare(usual, one)) : null;
    }

    private static List<MatchGroup> Compare(SkillWindow usual, SkillWindow match)
    {
        // Both are held against the same players, so that how sure these are doesn't matter.
        var (before, now) = (usual.AgainstItself(), match.AgainstItself());
        var detector = usual.Detector;
        var found = SkillGroups.All.Select(group =>
        {
            var (from, to) = (detector.MeanOf(group.Place, before), detector.MeanOf(group.Place, now));
            var error = Math.Sqrt(detector.VarianceOf(group.Place, before).Error + detector.VarianceOf(group.Place, now).Error);
            return (Group: group, Change: to - from, Error: error);
        }).Where(g => g.Error > 0 && Knows(usual, g.Group) && Knows(match, g.Group)).ToList();
        var p = found.ConvertAll(g => 2 * Normal.CDF(0, 1, -Math.Abs(g.Change) / g.Error));
        var clear = FalseDiscovery.Clear([.. p.Select(x => (double?)x)]);
        return [.. found.Select((g, i) => new MatchGroup(g.Group.Group, g.Group.Label, new(g.Change, g.Change - (UpperTenth * g.Error), g.Change + (UpperTenth * g.Error)), p[i], clear[i])).OrderBy(g => g.P).ThenBy(g => g.Group)];

        static bool Knows(SkillWindow window, SkillGroupEntry group) => window.Detector.Layout.StatsOf[group.Place].Any(s => !double.IsNaN(window.Window.Means[s]));
    }
}
