using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress.Settings;

/// <summary>What came with a change of settings or car. It is association: who changed also grew older, and met others.</summary>
/// <param name="Playlist">Of which all these matches are: the one with most of them on the thinner side.</param>
/// <param name="Before">The last matches before, at most <see cref="SetupExperiments.Most"/>.</param>
/// <param name="After">The first ones after.</param>
/// <param name="IsWinRateClear">Whether their difference holds up, as <see cref="SkillShift.IsClear"/>.</param>
/// <param name="Skills">In the order of <see cref="SkillGroups"/>; groups that aren't known on both sides are left out.</param>
/// <param name="IsAlone">False where, among these matches, the other of settings and car changed as well, at another time.</param>
public sealed record SetupExperiment(SetupChange Change, string? Playlist, WinLoss Before, WinLoss After, bool IsWinRateClear, IReadOnlyList<SkillShift> Skills, bool IsAlone);

/// <summary>A change around which there are too few matches of one playlist.</summary>
/// <param name="Before">At most <see cref="SetupExperiments.Most"/> are counted.</param>
/// <param name="After">Likewise.</param>
public sealed record ThinChange(SetupChange Change, int Before, int After);

/// <param name="Experiments">Newest first.</param>
/// <param name="Thin">Newest first.</param>
/// <param name="Count">Of all matches that were looked at; none where there is no change.</param>
public sealed record SetupOutcomes(IReadOnlyList<SetupExperiment> Experiments, IReadOnlyList<ThinChange> Thin, MatchCount Count);

/// <summary>Takes every change of settings or car for an experiment.</summary>
public sealed class SetupExperiments(IDbContextFactory<RocketTrainerDb> factory)
{
    /// <summary>Matches that it takes on either side.</summary>
    public const int Fewest = 20;

    /// <summary>Matches that are compared on either side: those nearest to the change, since players change by themselves.</summary>
    public const int Most = 40;

    /// <summary>Days on either side within which they were played, for the same reason.</summary>
    public const int MostDays = 60;

    private const int FewestSessions = 3;
    private const int MostRead = 3_000;

    private static readonly SkillLayout Layout = ShippedComponents.Layout;
    private static readonly WeaknessDetector Detector = new(Layout, ShippedComponents.Components);
    private static readonly int[] Places = [.. Layout.Stats.Select(s => PlayerGame.PlaceOf(StatCatalog.Get(s.Stat)))];

    public async Task<SetupOutcomes> ReadAsync(Viewer viewer, ReplayFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter, cancellationToken);
        var changes = SetupChange.In(await Setups.ReadAsync(history, cancellationToken));
        if (changes.Count == 0)
            return new([], [], new(0, new Dictionary<NotCounted, int>()));
        var rows = (await StatSeries.ReadAsync(db, history, PlayerGame.Stats, MostRead, cancellationToken)).Matches;
        var (games, count) = Games(rows, await StoredLobby.ReadLeftOutAsync(db, history.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).Take(MostRead), rows, cancellationToken));
        if (rows.Count == MostRead)
            changes = [.. changes.Where(c => c.From >= rows[^1].PlayedAt)];
        return Of(changes, games, count);
    }

    private static SetupOutcomes Of(IReadOnlyList<(SetupChange Change, DateTimeOffset From, DateTimeOffset Until)> changes, IReadOnlyList<PlayedGame> games, MatchCount count)
    {
        var (experiments, thin) = (new List<SetupExperiment>(), new List<ThinChange>());
        var winRates = new List<double?>();
        foreach (var (change, from, until) in changes)
        {
            var (before, after) = games.Where(g => g.At >= from && g.At < until && (g.At - change.At).Duration().TotalDays <= MostDays).GroupBy(g => g.Playlist ?? "", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (Before: g.Where(m => m.At < change.At).TakeLast(Most).ToList(), After: g.Where(m => m.At >= change.At).Take(Most).ToList()))
                .Append((Before: new List<PlayedGame>(), After: new List<PlayedGame>())).MaxBy(sides => Math.Min(sides.Before.Count, sides.After.Count));
            if (Math.Min(before.Count, after.Count) < Fewest || Math.Min(Sessions(before), Sessions(after)) < FewestSessions)
            {
                thin.Add(new(change, before.Count, after.Count));
                continue;
            }

            var (then, now) = (WinLoss.Of([.. before.Select(g => g.Result)]), WinLoss.Of([.. after.Select(g => g.Result)]));
            var (scoresThen, scoresNow) = Standardised(before, after);
            var alone = !changes.Any(other => other.Change.At != change.At && other.Change.At > before[0].At && other.Change.At <= after[^1].At);
            experiments.Add(new(change, before[0].Playlist, then, now, false, SkillShift.Of(Detector, scoresThen, scoresNow), alone));
            winRates.Add(FisherExact.P(then.Wins, then.Losses, now.Wins, now.Losses));
        }

        return new(Judged(experiments, winRates), thin, count);
    }

    /// <summary>All that is told of all changes is held to one false discovery rate. Two-sided p values: twelve groups in two directions each.</summary>
    private static List<SetupExperiment> Judged(List<SetupExperiment> experiments, List<double?> winRates)
    {
        var clear = new Queue<bool>(FalseDiscovery.Clear([.. winRates, .. experiments.SelectMany(e => e.Skills).Select(s => (double?)s.P)]));
        var rates = experiments.ConvertAll(_ => clear.Dequeue());
        return [.. experiments.Select((e, i) => e with { IsWinRateClear = rates[i], Skills = [.. e.Skills.Select(s => s with { IsClear = clear.Dequeue() })] })];
    }

    /// <summary>Held against the player's own mean over both: a change needs nobody else's. One odd match counts for four deviations at most.</summary>
    private static (List<SessionGame> Before, List<SessionGame> After) Standardised(List<PlayedGame> before, List<PlayedGame> after)
    {
        var means = Enumerable.Range(0, Places.Length).Select(s => before.Concat(after).Select(g => g.Scores[s]).Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average()).ToArray();
        var norms = new StatNorms(means, [.. ShippedComponents.Spreads]);
        return (before.ConvertAll(Game), after.ConvertAll(Game));

        SessionGame Game(PlayedGame game) => new([.. game.Scores.Select((score, s) => norms.Standardise(s, score))], game.Session);
    }

    /// <summary>The matches that count, oldest first.</summary>
    /// <param name="leftOut">Matches that count for nobody.</param>
    private static (List<PlayedGame> Games, MatchCount Count) Games(IReadOnlyList<StatSeries.Row> rows, IReadOnlyDictionary<Guid, NotCounted> leftOut)
    {
        var (games, left) = (new List<PlayedGame>(), new Dictionary<NotCounted, int>());
        var (session, end) = (0, DateTimeOffset.MinValue);
        foreach (var row in rows.Reverse())
        {
            var minutes = PlayerGame.Minutes(row.Values);
            if (row.PlayedAt - end > PlaySessions.UsualGap)
                session++;
            end = row.PlayedAt.AddMinutes(double.IsNaN(minutes) ? 0 : minutes);
            if ((leftOut.TryGetValue(row.ReplayId, out var reason) ? reason : CountedMatches.WhyNot(minutes)) is { } why)
            {
                left[why] = left.GetValueOrDefault(why) + 1;
                continue;
            }

            // Thirds are what three mates divide among them.
            var isThree = Playlists.All.FirstOrDefault(p => p.Id == row.PlaylistId)?.TeamSize == 3;
            games.Add(new(row.PlayedAt, row.PlaylistId, row.Result, session,
                [.. Layout.Stats.Select((stat, s) => stat.Scale == StatScale.NearAThird && !isThree ? double.NaN : stat.Score(row.Values[Places[s]], minutes))]));
        }

        return (games, new(games.Count, left));
    }

    private static int Sessions(List<PlayedGame> games) => games.Select(g => g.Session).Distinct().Count();

    private sealed record PlayedGame(DateTimeOffset At, string? Playlist, MatchResult? Result, int Session, double[] Scores);
}
