using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>What players of one tier differ by, from a season's totals in amateur leagues.</summary>
internal static class LeagueSeasons
{
    private const int FewestGames = 10;
    private const double DesignEffect = 1.5; // games of one session resemble each other: 1 + (games - 1) x share of the session
    private const double GameMinutes = 5.5;
    private const double FoldedSpread = 0.6028; // the standard deviation of |x| where x is standard normal: sqrt(1 - 2/π)
    private const double ManyEvents = 60;

    /// <summary>Covariance of seasons within tiers less what chance adds to it, in squared standard deviations of a ranked game.</summary>
    public static Matrix<double> Between(string path, RankedGames ranked)
    {
        var layout = BallchasingStats.Layout;
        var rows = new StatTable(path).Rows.Where(r => r.Number("games") >= FewestGames).ToList();
        var seasons = rows.Select(row => layout.Stats.Select((stat, s) => Score(stat, row, ranked.Spreads[s]) / ranked.Spreads[s]).ToArray()).ToArray();
        var tiers = Enumerable.Range(0, rows.Count).GroupBy(i => rows[i]["tier"]).ToList();
        foreach (var tier in tiers)
        {
            for (var s = 0; s < layout.Stats.Length; s++)
            {
                var mean = tier.Average(i => seasons[i][s]);
                foreach (var i in tier)
                    seasons[i][s] = Math.Clamp(seasons[i][s] - mean, -StatNorms.Clip, StatNorms.Clip);
            }
        }

        var spread = Statistics.Covariance(seasons) * (rows.Count / (double)(rows.Count - tiers.Count));
        return VarianceComponents.PositivePart(spread - (ranked.Within * rows.Average(r => 1 / r.Number("games")) * DesignEffect));
    }

    /// <summary>
    /// What one game's score is on average at a season's rate: of counts the mean root of a Poisson variable, of shares near a third the mean of a
    /// folded normal one (Leone, Nelson and Nottingham 1961, <i>Technometrics</i> 3, 543–550).
    /// </summary>
    private static double Score(SkillStat stat, StatTable.Row row, double spread)
    {
        var minutes = row.Number("play_duration") / 60;
        switch (stat.Scale)
        {
            case StatScale.RootPerMinute:
                return stat.Sign * MeanRoot(row.Number(stat.Stat) / minutes * GameMinutes) / Math.Sqrt(GameMinutes);
            case StatScale.NearAThird:
                var unfolded = spread / FoldedSpread;
                var seconds = row.Number(stat.Stat.Replace("percent_", "time_", StringComparison.Ordinal));
                var away = (seconds / (minutes * 60) * 100) - (100.0 / 3.0);
                return -((unfolded * Math.Sqrt(2 / Math.PI) * Math.Exp(-away * away / (2 * unfolded * unfolded))) + (away * (1 - (2 * Normal.CDF(0, 1, -away / unfolded)))));
            default:
                return stat.Sign * row.Number(stat.Stat);
        }
    }

    private static double MeanRoot(double rate)
    {
        if (rate > ManyEvents)
            return Math.Sqrt(rate) - (1 / (8 * Math.Sqrt(rate)));
        double sum = 0, p = Math.Exp(-rate);
        for (var k = 1; k < 150; k++)
        {
            p *= rate / k;
            sum += p * Math.Sqrt(k);
        }

        return sum;
    }
}
