using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Core.Progress.Settings;

/// <summary>How a skill changed from some matches to later ones.</summary>
/// <param name="Group">As the layout calls it: the name of a <see cref="SkillGroup"/>.</param>
/// <param name="Change">In standard deviations of one match, higher is better, with an 80 % interval.</param>
/// <param name="P">Of a change as large as this by chance, in either direction.</param>
/// <param name="IsClear">Whether it holds up among all that is told of all changes (<see cref="FalseDiscovery"/>).</param>
public sealed record SkillShift(string Group, Estimate Change, double P, bool IsClear)
{
    /// <summary>Room for players who vary more than most, as in <see cref="ProgressTest"/>.</summary>
    private const double ErrorFactor = 1.1;

    private const double Upper = 0.9; // of an 80 % interval
    private const double UpperTenth = 1.2816; // the same of the normal distribution

    /// <summary>
    /// The mean of each group's stats after, less that before. Nothing was chosen by how it came out before, so nothing is drawn towards
    /// anybody's mean. The error reckons with sessions: that of usual players (<see cref="GameWindow"/>), or the player's own
    /// (cluster-robust, after Student; Liang and Zeger 1986, <i>Biometrika</i> 73, 13–22), whichever is less sure. Groups that one side doesn't know are left out.
    /// </summary>
    /// <param name="before">Scores in standard deviations of one match, by stat of the detector's layout, NaN where unknown; at least one match.</param>
    /// <param name="after">Likewise.</param>
    internal static IReadOnlyList<SkillShift> Of(WeaknessDetector detector, IReadOnlyList<SessionGame> before, IReadOnlyList<SessionGame> after)
    {
        var stats = detector.Layout.Stats.Length;
        var shared = Enumerable.Range(0, stats).Select(s => before.Any(g => !double.IsNaN(g.Scores[s])) && after.Any(g => !double.IsNaN(g.Scores[s]))).ToArray();
        var (earlier, later) = (Only(before, shared), Only(after, shared));
        var (then, now) = (Window(earlier, stats), Window(later, stats));
        var shifts = new List<SkillShift>();
        for (var g = 0; g < detector.Layout.Groups.Length; g++)
        {
            var error = detector.VarianceOf(g, then).Error + detector.VarianceOf(g, now).Error;
            if (error <= 0)
                continue; // no stat of the group is known
            var (change, usual) = (detector.MeanOf(g, now) - detector.MeanOf(g, then), ErrorFactor * Math.Sqrt(error));
            var (reach, p) = (UpperTenth * usual, Normal.CDF(0, 1, -Math.Abs(change) / usual));
            if (OwnError(detector.Layout, g, earlier) is { } one && OwnError(detector.Layout, g, later) is { } other && one.Variance + other.Variance is > 0 and var variance)
            {
                var (own, degrees) = (Math.Sqrt(variance), one.Sessions + other.Sessions - 2);
                reach = Math.Max(reach, StudentT.InvCDF(0, 1, degrees, Upper) * own);
                p = Math.Max(p, StudentT.CDF(0, 1, degrees, -Math.Abs(change) / own));
            }

            shifts.Add(new(detector.Layout.Groups[g], new(change, change - reach, change + reach), 2 * p, IsClear: false));
        }

        return shifts;
    }

    private static List<SessionGame> Only(IReadOnlyList<SessionGame> games, bool[] known) =>
        [.. games.Select(g => g with { Scores = [.. g.Scores.Select((score, s) => known[s] ? score : double.NaN)] })];

    private static GameWindow Window(List<SessionGame> games, int stats) => GameWindow.Of([.. games.Select(g => g.Scores)], stats, [.. games.Select(g => g.Session)]);

    /// <summary>The variance of the mean of a group, as the sessions' sums tell it; null where one session is all there is.</summary>
    private static (double Variance, int Sessions)? OwnError(SkillLayout layout, int group, List<SessionGame> games)
    {
        var known = games.Select(g => (g.Session, Value: Mean(g.Scores))).Where(g => !double.IsNaN(g.Value)).ToList();
        var sessions = known.GroupBy(g => g.Session).ToList();
        if (sessions.Count < 2)
            return null;
        var mean = known.Average(g => g.Value);
        return (sessions.Sum(s => Math.Pow(s.Sum(g => g.Value - mean), 2)) / Math.Pow(known.Count, 2) * sessions.Count / (sessions.Count - 1), sessions.Count);

        double Mean(double[] scores)
        {
            double sum = 0, weights = 0;
            foreach (var s in layout.StatsOf[group].Where(s => !double.IsNaN(scores[s])))
                (sum, weights) = (sum + (layout.Stats[s].Weight * scores[s]), weights + layout.Stats[s].Weight);
            return weights == 0 ? double.NaN : sum / weights;
        }
    }
}

/// <param name="Scores">By stat of a layout, NaN where unknown.</param>
/// <param name="Session">Matches of one sitting have the same number.</param>
internal sealed record SessionGame(double[] Scores, int Session);
