using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>
/// What a player's matches say about his play: the method is in docs/COACHING.md. The same matches and norms give the same report, to the
/// last digit.
/// </summary>
public sealed class CoachingReports(IDbContextFactory<RocketTrainerDb> factory, Population population, NormSnapshots snapshots, StoredRankModels models)
{
    /// <summary>The newest matches that count, at most.</summary>
    public const int Window = 100;

    /// <summary>Fewer say nothing about anybody.</summary>
    public const int FewestMatches = 5;

    /// <summary>A rank is told from so many of the newest.</summary>
    public const int RankMatches = 20;

    private const double HalfSignal = 0.5;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private const int TeamOfThree = 3;

    /// <summary>Has the norms ready, and one report read that nobody asked for: whoever asks first would wait until all that it takes is compiled.</summary>
    /// <returns>Whose report that was; null where nobody here plays what there are norms of.</returns>
    public async Task<PlayerId?> PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var playlist in await population.PrepareAsync(cancellationToken))
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var somebody = await db.LinkedAccounts.Where(a => a.VerifiedAt != null && db.PlayerStats.Any(p => p.PlayerId == a.PlayerId && p.PlaylistId == playlist))
                .OrderBy(a => a.Id).Select(a => new { a.UserId, a.PlayerId }).FirstOrDefaultAsync(cancellationToken);
            if (somebody is null || !PlayerId.TryParse(somebody.PlayerId, out var player, out _))
                continue;
            await ReadAsync(new Viewer.Person(somebody.UserId), new() { Player = player }, playlist, cancellationToken);
            return player;
        }

        return null;
    }

    /// <summary>The ranked playlist of most of the newest ranked matches; null without any.</summary>
    public async Task<string?> MainPlaylistAsync(Viewer viewer, ReplayFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter with { Playlists = [] }, cancellationToken);
        return await history.Where(p => p.PlaylistId!.StartsWith("ranked-")).MainPlaylistAsync(cancellationToken);
    }

    /// <param name="filter">Names the player; its playlists don't count.</param>
    /// <param name="playlist">Of which matches are looked at.</param>
    public async Task<CoachingReport> ReadAsync(Viewer viewer, ReplayFilter filter, string playlist, CancellationToken cancellationToken)
    {
        var report = await ReadOpenAsync(viewer, filter, playlist, cancellationToken);
        if (report.State != CoachingState.Ready)
            return report;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (isHidden, label) = await WeaknessLabels.OfAsync(db, viewer, filter.Player!.Value, cancellationToken);
        return isHidden ? report with { State = CoachingState.WaitsForLabel, Passport = null, Groups = [] }
            : label is null ? report : report with { Label = new(label.Kind, label.Group, label.Place, label.First, label.IsFlagged, label.LabelledAt) };
    }

    /// <summary>The same, also where the verdict has to wait for the viewer's label.</summary>
    internal async Task<CoachingReport> ReadOpenAsync(Viewer viewer, ReplayFilter filter, string playlist, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var all = await db.HistoryAsync(viewer, filter with { Playlists = [] }, cancellationToken);
        var others = await all.Where(p => p.PlaylistId != playlist).GroupBy(p => p.PlaylistId).Select(g => new { g.Key, Count = g.Select(p => p.ReplayId).Distinct().Count() }).ToListAsync(cancellationToken);
        var history = all.Where(p => p.PlaylistId == playlist);
        var read = await SkillHistory.ReadAsync(db, history, playlist, Window, cancellationToken);
        var report = new CoachingReport(
            CoachingState.Ready, playlist, read.Rank, read.Tier, read.Source, read.Count, others.Where(o => o.Key is not null).ToDictionary(o => o.Key!, o => o.Count, StringComparer.Ordinal),
            read.Matches.Count > 0 ? read.Matches[^1].PlayedAt : null, read.Matches.Count > 0 ? read.Matches[0].PlayedAt : null, null, [], null, null);
        if (read.Matches.Count < FewestMatches)
            return report with { State = read.Matches.Count == 0 ? CoachingState.NoMatches : CoachingState.TooFewMatches };
        if (read.Tier is not { } tier)
            return report with { State = CoachingState.NoRank };
        var norms = await population.OfAsync(playlist, cancellationToken);
        var rank = Task.Run(() => RankAsync(viewer, filter, playlist, read, cancellationToken), cancellationToken); // it takes as long as all the rest
        report = PassportOf(norms, tier) is not { } passport || SkillWindow.Of(read.Matches, norms.Skills, tier) is not { } window
            ? report with { State = CoachingState.TooFewPeers }
            : await WithChangeAsync(report with { Passport = passport, Groups = Groups(window, norms, tier) }, db, history, window, norms, tier, cancellationToken);
        return report with { RankReading = await rank };
    }

    /// <summary>Splits what moved since the newest norms that are a week old: the matches of now and of then against the norms of then, and of now.</summary>
    private async Task<CoachingReport> WithChangeAsync(
        CoachingReport report, RocketTrainerDb db, IQueryable<PlayerStats> history, SkillWindow now, PopulationNorms norms, int tier, CancellationToken cancellationToken)
    {
        if (await snapshots.BeforeAsync(norms.Playlist, norms.MadeAt - Week, cancellationToken) is not { } old)
            return report;
        var then = await SkillHistory.ReadAsync(db, history.Where(p => p.PlayedAt < old.MadeAt), norms.Playlist, Window, cancellationToken);
        if (then.Matches.Count < FewestMatches || SkillWindow.Of(then.Matches, old.Skills, tier) is not { } thenByOld || SkillWindow.Of(now.Matches, old.Skills, tier) is not { } nowByOld)
            return report;
        var (before, between) = (thenByOld.Weaknesses(), nowByOld.Weaknesses());
        return report with
        {
            Passport = report.Passport! with { Since = new(old.Id, old.MadeAt) },
            Groups = [.. report.Groups.Select(g =>
            {
                var place = SkillGroups.Of(g.Group).Place;
                if (before[place].Mean is null || between[place].Mean is null)
                    return g;
                var middle = nowByOld.Place(place, between[place].Level).Value;
                var (you, ruler) = (middle - thenByOld.Place(place, before[place].Level).Value, g.Own.Value - middle);
                return g with { Moved = new(you + ruler, you, ruler) };
            })],
        };
    }

    /// <summary>What rank the newest matches of ranked 3v3 that count speak of; null without any.</summary>
    /// <param name="filter">Names the player; its playlists don't count.</param>
    public async Task<RankReading?> RankAsync(Viewer viewer, ReplayFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter with { Playlists = [ShippedNorms.Playlist] }, cancellationToken);
        var read = await SkillHistory.ReadAsync(db, history, ShippedNorms.Playlist, RankMatches, cancellationToken);
        return await RankAsync(viewer, filter, ShippedNorms.Playlist, read, cancellationToken);
    }

    /// <summary>Null where too few games are known to hold somebody against them.</summary>
    internal static Passport? PassportOf(PopulationNorms norms, int tier)
    {
        var (window, cell, shipped) = (norms.At(tier), norms.Skills.Tiers.GetValueOrDefault(tier), norms.Playlist == ShippedNorms.Playlist && ShippedComponents.NormsAt(tier) is not null);
        return cell is null || (!shipped && window is not { IsEnough: true }) ? null
            : new(norms.Id, norms.MadeAt, norms.Playlist, Math.Max(1, tier - 1), Math.Min(Ranks.Ranked.Count, tier + 1), window?.Season ?? "", cell.Games, cell.Players, norms.Skills.Players, shipped, Since: null);
    }

    private static List<GroupReading> Groups(SkillWindow window, PopulationNorms norms, int tier)
    {
        var (weak, strong) = (window.Weaknesses(), window.Strengths());
        var (stability, strongStability) = SkillEvidence.StabilityOf(window);
        var (carried, strongCarried) = (SkillEvidence.LeaveOneOut(window), SkillEvidence.LeaveOneOut(window, sign: -1));
        var next = SkillWindow.Of(window.Matches, norms.Skills, tier + 1);
        var nextLevels = next?.Weaknesses();
        var games = window.Matches.Select((m, i) => m.Scored(window.Sessions[i])).ToList();
        var perSession = (double)window.Matches.Count / (window.Sessions[^1] + 1);
        var found = new List<(GroupReading Reading, double Evidence)>();
        foreach (var group in SkillGroups.All)
        {
            var (g, w, s) = (group.Place, weak[group.Place], strong[group.Place]);
            if (w.Mean is null)
                continue;
            var known = window.Residuals.Count(r => window.Detector.Layout.StatsOf[g].Any(stat => !double.IsNaN(r[stat])));
            var needed = GamesNeeded.ForReliability(window.Detector, g, perSession, HalfSignal);
            var enough = known >= needed;
            var standing = !enough ? Standing.NotYetKnown : w.IsFlagged ? Standing.Weak : s.IsFlagged ? Standing.Strong : Standing.Usual;
            var isHigh = w.Level.Value > 0;
            found.Add((new(
                group.Group, group.Label, standing, window.Place(g, w.Level), nextLevels is null ? null : next!.Place(g, nextLevels[g].Level), w.Level, w.Probability, (isHigh ? strongStability : stability)[g].First, (isHigh ? strongStability : stability)[g].AmongThree,
                SkillEvidence.SameLobby(window, games, norms.Skills.At(tier, "")!, g), Carrying(window, g, isHigh ? strongCarried : carried), isHigh ? null : ExpectedGain.Of(group.Group, w.Level.Value), known,
                double.IsFinite(needed) && needed < int.MaxValue ? (int)needed : null, w.GamesToFlag is { } toFlag && !w.IsFlagged && toFlag - known is > 0 and < int.MaxValue ? (int)(toFlag - known) : null,
                Stats(window, norms, tier, g), Moved: null), w.Evidence));
        }

        return [.. found.OrderByDescending(f => f.Evidence).Select(f => f.Reading)];
    }

    private static List<CarryingMatch> Carrying(SkillWindow window, int group, double[][] weights) =>
        [.. Enumerable.Range(0, window.Matches.Count).Where(i => weights[i][group] > 0).OrderByDescending(i => weights[i][group]).Take(3).Select(i =>
            new CarryingMatch(window.Matches[i].ReplayId, window.Matches[i].PlayedAt, window.Matches[i].Result, weights[i][group],
                window.Detector.Layout.StatsOf[group].Select(s => window.Residuals[i][s]).Where(r => !double.IsNaN(r)).DefaultIfEmpty(0).Average()))];

    private static List<StatReading> Stats(SkillWindow window, PopulationNorms norms, int tier, int group) =>
        [.. window.Detector.Layout.StatsOf[group].Where(s => !double.IsNaN(window.Window.Means[s])).Select(s =>
        {
            var stat = SkillScores.Stats[s];
            var rates = window.Matches.Select(m => PlayerGame.Rate(stat, m.Mine.Values[s], SkillScores.Minutes(m.Mine.Values))).Where(r => !double.IsNaN(r)).ToList();
            return new StatReading(stat.Key, rates.Average(), Usual(norms, tier, stat), window.Window.Means[s]);
        })];

    private static double? Usual(PopulationNorms norms, int tier, Stat stat) =>
        norms.At(tier) is { IsEnough: true } window && window.Stats.TryGetValue(stat.Key, out var norm) ? norm.Mean
        : norms.Playlist == ShippedNorms.Playlist && tier <= ShippedNorms.Of(stat).Count ? ShippedNorms.Of(stat)[tier - 1].Mean
        : null;

    private async Task<RankReading?> RankAsync(Viewer viewer, ReplayFilter filter, string playlist, SkillHistory read, CancellationToken cancellationToken)
    {
        if (playlist != ShippedNorms.Playlist)
            return null;
        var counted = read.Matches.Where(m => m.Players.Count == 2 * TeamOfThree).Take(RankMatches).Select(m => m.ReplayId).ToList();
        if (counted.Count == 0)
            return null;
        var model = await models.CurrentAsync(cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter with { Playlists = [playlist] }, cancellationToken);
        var (estimated, playsLike) = (new List<RankEstimate>(), new List<RankEstimate>());
        foreach (var lobby in await Lobby.ReadAsync(db, history.Where(p => counted.Contains(p.ReplayId)), PlayerGame.Stats, counted.Count, cancellationToken))
        {
            var seconds = lobby.Seconds ?? double.NaN;
            estimated.Add(model.Estimate(new(lobby.PlayedAt, seconds, [.. lobby.Players.Select(p => p.Values)]))[lobby.Me]);
            playsLike.AddRange(model.PlaysLike(new(lobby.PlayedAt, seconds, [lobby.Mine.Values])));
        }

        return new(model.Card.Id, model.Combine(estimated), model.CombinePlaysLike(playsLike), estimated.Count);
    }
}
