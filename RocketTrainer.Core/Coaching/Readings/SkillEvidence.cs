using MathNet.Numerics.Statistics;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Core.Coaching.Readings;

/// <summary>How far a reading can be relied on, and what it rests on.</summary>
internal static class SkillEvidence
{
    private const int Resamples = 400;
    private const int Seed = 20260101; // the same matches say the same

    /// <summary>
    /// By group, the share of histories in which it stays the weakest, and among the three weakest; and the same of the strongest. Each
    /// history is drawn with replacement from the player's sessions, as many as he has (the bootstrap of clusters; Davison and Hinkley
    /// 1997, ch. 3.8).
    /// </summary>
    public static (Stability[] Weak, Stability[] Strong) StabilityOf(SkillWindow window)
    {
        var (scorer, groups) = (window.Scorer, window.Detector.Layout.Groups.Length);
        var sessions = Enumerable.Range(0, window.Matches.Count).GroupBy(i => window.Sessions[i]).Select(session => Sums(window, session)).ToArray();
        var (random, evidence) = (new Random(Seed), new (double[] Weak, double[] Strong)[Resamples]);
        double[][] histories = [.. Enumerable.Range(0, Resamples).Select(_ => Drawn(sessions, random))];
        Parallel.For(0, Resamples, r => evidence[r] = (scorer.Evidence(histories[r]), scorer.Evidence(Array.ConvertAll(histories[r], m => -m))));
        var (weak, strong) = (new Tally(groups), new Tally(groups));
        foreach (var (lowest, highest) in evidence)
        {
            weak.Add(lowest);
            strong.Add(highest);
        }

        return (weak.Shares(), strong.Shares());
    }

    /// <summary>The means of so many sessions, each drawn at random from all.</summary>
    private static double[] Drawn((double[] Sums, double[] Weights)[] sessions, Random random)
    {
        var (means, weights) = (new double[SkillScores.Count], new double[SkillScores.Count]);
        for (var d = 0; d < sessions.Length; d++)
        {
            var drawn = sessions[random.Next(sessions.Length)];
            for (var s = 0; s < means.Length; s++)
            {
                means[s] += drawn.Sums[s];
                weights[s] += drawn.Weights[s];
            }
        }

        for (var s = 0; s < means.Length; s++)
            means[s] = weights[s] > 0 ? means[s] / weights[s] : 0; // a stat that no drawn match knows is as usual
        return means;
    }

    private static (double[] Sums, double[] Weights) Sums(SkillWindow window, IEnumerable<int> matches)
    {
        var (sums, weights) = (new double[SkillScores.Count], new double[SkillScores.Count]);
        foreach (var i in matches)
        {
            for (var s = 0; s < sums.Length; s++)
            {
                if (double.IsNaN(window.Residuals[i][s]))
                    continue;
                sums[s] += window.Weights[i] * window.Residuals[i][s];
                weights[s] += window.Weights[i];
            }
        }

        return (sums, weights);
    }

    /// <summary>By match, then by group: how much less evidence there is without it.</summary>
    /// <param name="sign">-1 asks for strengths.</param>
    public static double[][] LeaveOneOut(SkillWindow window, int sign = 1)
    {
        var all = Evidence(window.Window, window.Scorer);
        return Array.ConvertAll(window.WithoutEach, rest => all.Zip(Evidence(rest.Window, rest.Scorer), (with, without) => with - without).ToArray());

        double[] Evidence(GameWindow of, WeaknessDetector.WindowScorer by) => by.Evidence(Array.ConvertAll(of.Means, m => sign * m));
    }

    /// <summary>
    /// By group: the player's mean less that of the others in the same match, over all stats that are known of both. Pace, length and map
    /// drop out, and nobody's norms are needed but the stats' spreads. Matches of one session count as one where that makes it less sure.
    /// </summary>
    /// <param name="games">Of the same matches.</param>
    public static Estimate? SameLobby(SkillWindow window, IReadOnlyList<ScoredGame> games, StatNorms norms, int group)
    {
        var layout = window.Detector.Layout;
        var differences = games.Select((game, i) => (Session: window.Sessions[i], Value: layout.StatsOf[group].Where(s => layout.Stats[s].Weight > 0).Select(s => Difference(game, norms, s)).Where(d => !double.IsNaN(d)).DefaultIfEmpty(double.NaN).Average()))
            .Where(d => !double.IsNaN(d.Value)).ToList();
        if (differences.Count == 0)
            return null;
        var byMatch = Estimate.OfMean([.. differences.Select(d => d.Value)]);
        var sessions = differences.GroupBy(d => d.Session).Select(g => g.Average(d => d.Value)).ToArray();
        if (sessions.Length < 2)
            return byMatch;
        var reach = Math.Max(Reach(byMatch), Reach(Estimate.OfMean(sessions)));
        return new(byMatch.Value, byMatch.Value - reach, byMatch.Value + reach);

        static double Reach(Estimate e) => e.High is { } high ? high - e.Value : 0;
    }

    private static double Difference(ScoredGame game, StatNorms norms, int stat)
    {
        var others = game.Mates.Concat(game.Opponents).Select(o => norms.Standardise(stat, o[stat])).Where(z => !double.IsNaN(z)).ToArray();
        return others.Length == 0 ? double.NaN : norms.Standardise(stat, game.Scores[stat]) - ArrayStatistics.Mean(others);
    }

    /// <summary>How often each group had the most evidence, or was among the three that had.</summary>
    private sealed class Tally(int groups)
    {
        private readonly int[] _first = new int[groups];
        private readonly int[] _three = new int[groups];
        private int _histories;

        public void Add(double[] evidence)
        {
            _histories++;
            for (var g = 0; g < groups; g++)
            {
                var before = 0; // of equal ones the first is the first
                for (var other = 0; other < groups; other++)
                    before += evidence[other] > evidence[g] || (evidence[other] == evidence[g] && other < g) ? 1 : 0;
                _first[g] += before == 0 ? 1 : 0;
                _three[g] += before < 3 ? 1 : 0;
            }
        }

        public Stability[] Shares() => [.. _first.Zip(_three, (first, three) => new Stability((double)first / _histories, (double)three / _histories))];
    }
}

/// <summary>Shares of histories, 0 to 1.</summary>
internal sealed record Stability(double First, double AmongThree);
