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
    /// By group, the share of histories in which it stays the weakest, and among the three weakest: each is drawn with replacement from
    /// the player's sessions, as many as he has (the bootstrap of clusters; Davison and Hinkley 1997, ch. 3.8).
    /// </summary>
    /// <param name="sign">-1 asks for the strongest.</param>
    public static (double First, double AmongThree)[] Stability(SkillWindow window, int sign = 1)
    {
        var scorer = window.Detector.For(window.Window);
        var sessions = Enumerable.Range(0, window.Matches.Count).GroupBy(i => window.Sessions[i]).Select(g => g.ToArray()).ToArray();
        var (random, first, three) = (new Random(Seed), new int[window.Detector.Layout.Groups.Length], new int[window.Detector.Layout.Groups.Length]);
        var (sums, weights) = (new double[SkillScores.Count], new double[SkillScores.Count]);
        for (var r = 0; r < Resamples; r++)
        {
            Array.Clear(sums);
            Array.Clear(weights);
            for (var d = 0; d < sessions.Length; d++)
            {
                foreach (var i in sessions[random.Next(sessions.Length)])
                {
                    for (var s = 0; s < sums.Length; s++)
                    {
                        if (double.IsNaN(window.Residuals[i][s]))
                            continue;
                        sums[s] += sign * window.Weights[i] * window.Residuals[i][s];
                        weights[s] += window.Weights[i];
                    }
                }
            }

            for (var s = 0; s < sums.Length; s++)
                sums[s] = weights[s] > 0 ? sums[s] / weights[s] : 0; // a stat that no drawn match knows is as usual
            var order = scorer.Evidence(sums).Index().OrderByDescending(e => e.Item).Select(e => e.Index).ToArray();
            first[order[0]]++;
            foreach (var g in order.Take(3))
                three[g]++;
        }

        return [.. first.Zip(three, (f, t) => ((double)f / Resamples, (double)t / Resamples))];
    }

    /// <summary>By match, then by group: how much less evidence there is without it.</summary>
    /// <param name="sign">-1 asks for strengths.</param>
    public static double[][] LeaveOneOut(SkillWindow window, int sign = 1)
    {
        var all = Evidence(window.Window);
        return [.. Enumerable.Range(0, window.Matches.Count).Select(i => all.Zip(Evidence(window.Without(i)), (with, without) => with - without).ToArray())];

        double[] Evidence(GameWindow of) => window.Detector.For(of).Evidence(Array.ConvertAll(of.Means, m => sign * m));
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
}
