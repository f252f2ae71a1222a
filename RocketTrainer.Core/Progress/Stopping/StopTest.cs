using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress.Stopping;

/// <summary>
/// Whether a player plays worse once something has happened in a session: found in the earlier half of the sessions, confirmed in the later.
/// <para>
/// Two things stand in the way. A bad evening has both more losses and more rows of them, whatever their order, so that comparing all matches finds
/// tilt where only evenings differ (heterogeneity; Heckman 1981). Comparing the matches of each whole session hides it: a loss that was can't come
/// again among the rest (Miller and Sanjurjo 2018, <i>Econometrica</i> 86, 2019–2047), and sessions end because of how they went (optional stopping).
/// </para>
/// <para>
/// Losses in a row are therefore judged looking forward only: each match against what the score of the session so far lets expect, in whatever
/// order it came about (<see cref="OrderEffect"/>). If results of a session are exchangeable, the order before a match says nothing about it once the
/// score is known, however sessions differ, and however the player decides by what he saw to play on: the likelihood of a session's chance to win
/// holds its wins and losses, not their order, and not why it ended.
/// </para>
/// <para>
/// Late matches have no such twin. They are held against earlier ones of the same session, and against all earlier ones, and the larger of the
/// two p values counts. Where stopping or differing sessions bend one of them down, they bend the other up: sessions that go on because they
/// began well have too good beginnings and are good sessions.
/// </para>
/// </summary>
internal static class StopTest
{
    /// <summary>A rule is taken to the later half if its p value, times the number of rules tested (Bonferroni), is below this in the earlier one.</summary>
    public const double Found = 0.2;

    /// <summary>There it must stay below this. So at most one player in a hundred is told a rule by chance, 0.2 · 0.05.</summary>
    public const double Confirmed = 0.05;

    /// <summary>Smaller drops are not worth an evening, however sure they are.</summary>
    public const double LeastDrop = 0.05;

    private const int FewestOnASide = 10; // in each half
    private const double UpperTenth = 1.2816; // of the normal distribution

    public static readonly IReadOnlyList<StopRule> Rules =
    [
        new(StopCue.LossesInARow, 1), new(StopCue.LossesInARow, 2), new(StopCue.LossesInARow, 3), new(StopCue.Matches, 3), new(StopCue.Matches, 5), new(StopCue.Matches, 8),
    ];

    /// <param name="situations">Of sessions, numbered from 0, oldest first.</param>
    public static (StopVerdict Verdict, StopSuggestion? Suggestion, StopSensitivity? Detectable) Of(IReadOnlyList<Situation> situations, int sessions)
    {
        var later = situations.Where(s => s.Session >= sessions / 2).ToList();
        var earlier = situations.Where(s => s.Session < sessions / 2).ToList();
        var tested = Rules.Select(rule => (Rule: rule, Earlier: Drop(rule, earlier), Later: Drop(rule, later))).Where(t => t.Earlier is not null && t.Later is not null)
            .Select(t => (t.Rule, Earlier: t.Earlier!, Later: t.Later!)).ToList();
        if (tested.Count == 0)
            return (StopVerdict.Untested, null, null);
        var best = tested.MinBy(t => t.Earlier.P);
        if (best.Earlier.P * tested.Count <= Found && best.Later.P <= Confirmed && best.Later.Value <= -LeastDrop)
        {
            var (change, reach) = (best.Later.Value, UpperTenth * best.Later.Error);
            var after = WinLoss.Of([.. later.Where(s => IsAfter(best.Rule, s)).Select(s => (MatchResult?)(s.Won ? MatchResult.Win : MatchResult.Loss))]);
            return (StopVerdict.Stop, new(best.Rule, after, new(change, change - reach, change + reach)), null);
        }

        // Nine in ten in either half are four in five in both.
        var reachOfBoth = Math.Max(Normal.InvCDF(0, 1, 1 - (Found / tested.Count)), Normal.InvCDF(0, 1, 1 - Confirmed)) + UpperTenth;
        var least = tested.Where(t => t.Rule.Cue == StopCue.LossesInARow).Select(t => new StopSensitivity(t.Rule, reachOfBoth * Math.Max(t.Earlier.Error, t.Later.Error))).MinBy(s => s.Drop);
        return (StopVerdict.NoSign, null, least);
    }

    /// <summary>Null where too few matches can be compared.</summary>
    internal static Evidence? Drop(StopRule rule, IReadOnlyCollection<Situation> situations)
    {
        if (rule.Cue == StopCue.LossesInARow)
            return OrderEffect.Of(situations, s => IsAfter(rule, s)) is { Exposed: >= FewestOnASide, Others: >= FewestOnASide } effect ? new(effect.Value, effect.Error, effect.P) : null;
        var within = StratifiedDifference.Of(situations.Select(s => ((s.Session, s.Playlist), IsAfter(rule, s), s.Won)));
        var pooled = StratifiedDifference.Of(situations.Select(s => (s.Playlist ?? "", IsAfter(rule, s), s.Won)));
        return within is { Exposed: >= FewestOnASide, Others: >= FewestOnASide } && pooled is not null ? new(within.Value, within.Error, Math.Max(within.P, pooled.P)) : null;
    }

    private static bool IsAfter(StopRule rule, Situation s) => rule.Cue == StopCue.LossesInARow ? s.LossesBefore >= rule.Count : s.Number > rule.Count;

    /// <param name="Value">Of the win rate, after the cue less before it.</param>
    /// <param name="Error">Its standard error if there is no difference.</param>
    /// <param name="P">One-sided.</param>
    internal sealed record Evidence(double Value, double Error, double P);
}
