using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>A player's skills among players of his rank and of the next.</summary>
/// <param name="Playlist">Of which his matches are.</param>
/// <param name="Rank">His newest known one there.</param>
/// <param name="Matches">The newest that count, at most <see cref="SkillWheels.Window"/>.</param>
/// <param name="Own">The players of his rank; null where none are known.</param>
/// <param name="Next">The same a tier higher; null where he has the highest, or none are known.</param>
/// <param name="Skills">Empty while <see cref="Matches"/> or <see cref="Own"/> are too few, or they wait for a label.</param>
/// <param name="WaitsForLabel">See <see cref="CoachingState.WaitsForLabel"/>.</param>
public sealed record SkillWheel(string Playlist, Rank Rank, int Matches, RankWindow? Own, RankWindow? Next, IReadOnlyList<Skill> Skills, bool WaitsForLabel = false);

/// <param name="Own">Percentile among players of his rank, 0 to 100, with an 80 % interval.</param>
/// <param name="Next">Among players of the next tier; null where too few are known.</param>
public sealed record Skill(SkillGroup Group, string Label, Percentile Own, Percentile? Next);

/// <summary>Where a player stands among others, 0 to 100, with the bounds of the 80 % interval.</summary>
public sealed record Percentile(double Value, double Low, double High);

/// <summary>
/// Reckons the skill wheel as the coach reckons a level (docs/COACHING.md): a mean drawn towards the mean of the peers by as much as so
/// few matches can't be trusted, told as a percentile of them.
/// </summary>
public sealed class SkillWheels(IDbContextFactory<RocketTrainerDb> factory, Population population)
{
    public const int Window = 50;

    /// <summary>Fewer matches than this make no wheel.</summary>
    public const int Fewest = 10;

    /// <summary>Null when there is no match with a rank in this playlist under the filter.</summary>
    /// <param name="tier">Among whose players; the player's own rank unless told.</param>
    public async Task<SkillWheel?> ReadAsync(Viewer viewer, ReplayFilter filter, string playlist, CancellationToken cancellationToken, int? tier = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter with { Playlists = [playlist] }, cancellationToken);
        var read = await SkillHistory.ReadAsync(db, history, playlist, Window, cancellationToken);
        if (read.Rank is not { } rank)
            return null;
        var norms = await population.OfAsync(playlist, cancellationToken);
        var among = tier ?? rank.Tier!.Value;
        var (own, next) = (norms.At(among), norms.At(among + 1));
        var skills = own is not { IsEnough: true } || read.Matches.Count < Fewest ? [] : Skills(read.Matches, norms.Skills, among, next is { IsEnough: true });
        return skills.Count > 0 && (await WeaknessLabels.OfAsync(db, viewer, filter.Player!.Value, cancellationToken)).IsHidden
            ? new(playlist, rank, read.Matches.Count, own, next, [], WaitsForLabel: true)
            : new(playlist, rank, read.Matches.Count, own, next, skills);
    }

    /// <summary>
    /// How a skill moved over a window of matches that count, in standard deviations of one match among players of the rank that the player has
    /// now; without points where no rank is known, too few players of it are stored, or there are fewer matches than a window. Null
    /// where it waits for the viewer's label, see <see cref="CoachingState.WaitsForLabel"/>.
    /// </summary>
    /// <param name="window">2 or more matches.</param>
    /// <param name="zone">Whose days; UTC's unless told.</param>
    public async Task<MovingTrend?> MovingAsync(
        Viewer viewer, ReplayFilter filter, string playlist, SkillGroupEntry group, int window, CancellationToken cancellationToken, TimeZoneInfo? zone = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if ((await WeaknessLabels.OfAsync(db, viewer, filter.Player!.Value, cancellationToken)).IsHidden)
            return null;
        var history = await db.HistoryAsync(viewer, filter with { Playlists = [playlist] }, cancellationToken);
        var tier = await history.Where(p => p.Rank.Tier > 0).OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).Select(p => p.Rank.Tier).FirstOrDefaultAsync(cancellationToken);
        var norms = await population.OfAsync(playlist, cancellationToken);
        if (norms.At(tier) is not { IsEnough: true })
            return new(0, []);
        var series = await StatSeries.ReadAsync(db, history, SkillScores.Stats, last: null, cancellationToken);
        var (among, leftOut) = (norms.Skills.Tiers[tier!.Value], await StoredLobby.ReadLeftOutAsync(db, history, series.Matches, cancellationToken));
        return MovingTrend.Of([.. series.Matches.Reverse().Where(m => !leftOut.ContainsKey(m.ReplayId)).Select(m => (m.PlayedAt, Value: Composite(group, new(among.Mean, among.Spread), m.Values))).Where(m => !double.IsNaN(m.Value))], window, zone);
    }

    private static List<Skill> Skills(IReadOnlyList<Lobby> matches, SkillNorms norms, int tier, bool withNext)
    {
        var own = SkillWindow.Of(matches, norms, tier)!;
        var next = withNext ? SkillWindow.Of(matches, norms, tier + 1) : null;
        var (levels, nextLevels) = (own.Weaknesses(), next?.Weaknesses());
        return [.. SkillGroups.All.Where(g => levels[g.Place].Mean is not null).Select(g =>
            new Skill(g.Group, g.Label, own.Place(g.Place, levels[g.Place].Level), nextLevels is null ? null : next!.Place(g.Place, nextLevels[g.Place].Level)))];
    }

    /// <summary>The mean of the group's stats in one match; NaN where none is known, or the match was too short.</summary>
    private static double Composite(SkillGroupEntry group, StatNorms norms, double[] values)
    {
        if (CountedMatches.WhyNot(SkillScores.Minutes(values)) is not null)
            return double.NaN;
        var scores = SkillScores.Of(values);
        var known = ShippedComponents.Layout.StatsOf[group.Place].Select(s => norms.Standardise(s, scores[s])).Where(z => !double.IsNaN(z)).ToList();
        return known.Count == 0 ? double.NaN : known.Average();
    }
}
