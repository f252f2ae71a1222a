using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// By how many tiers players differ whose true level of one group differs by a standard deviation of one game, with the other groups alike: a
/// linear regression of the tier on the twelve group means. One game's means are noisy, which would draw the slopes towards zero; so what the
/// games of one player vary by is taken off their covariance (errors in variables; Fuller 1987, <i>Measurement Error Models</i>, 2.2).
/// The ridge penalty is the one with the least error on groups that weren't learnt from, noise taken off there, too.
/// </summary>
internal static class RankPayoff
{
    private const int Draws = 500;
    private const int Seed = 1;

    private static readonly double[] Penalties = [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
    private static readonly int[] FoldSeeds = [1, 2, 3];

    /// <summary>By group, with 80 % intervals from drawing groups of rows anew.</summary>
    public static Estimate[] Of(IReadOnlyList<RankedRow> rows, RankedNorms norms)
    {
        var games = rows.Select(row => Game.Of(row, norms)).ToList();
        var (penalty, explained) = Choose(games);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nRank by true levels: ridge penalty {penalty}, {explained:0.00} of the variance of held-out tiers (one game alone: {OfOneGame(games):0.00})"));
        var slopes = Moments.Of(games).Slopes(penalty);
        var (groups, random) = (games.GroupBy(g => g.Group, StringComparer.Ordinal).Select(g => g.ToList()).ToList(), new Random(Seed));
        var drawn = Enumerable.Range(0, Draws).Select(_ => Moments.Of([.. Enumerable.Range(0, groups.Count).SelectMany(draw => groups[random.Next(groups.Count)].Select(g => g with { Group = $"{draw}" }))]).Slopes(penalty)).ToList();
        return [.. slopes.Select((slope, g) => MiddleOf(slope, [.. drawn.Select(d => d[g])]))];
    }

    /// <summary>With the bounds that leave a tenth of the draws on either side.</summary>
    internal static Estimate MiddleOf(double value, double[] draws)
    {
        Array.Sort(draws);
        return new(value, draws[draws.Length / 10], draws[draws.Length - 1 - (draws.Length / 10)]);
    }

    private static (double Penalty, double Explained) Choose(List<Game> games)
    {
        var (errors, variance) = (new double[Penalties.Length], 0.0);
        foreach (var (seen, asked) in Folds(games))
        {
            var (learnt, test) = (Moments.Of(seen), Moments.Of(asked));
            for (var p = 0; p < Penalties.Length; p++)
                errors[p] += test.Error(learnt.Slopes(Penalties[p]));
            variance += test.TierVariance;
        }

        return (Penalties[Array.IndexOf(errors, errors.Min())], 1 - (errors.Min() / variance));
    }

    private static double OfOneGame(List<Game> games)
    {
        double error = 0, variance = 0;
        foreach (var (seen, asked) in Folds(games))
        {
            var test = Moments.Of(asked).WithNoise();
            error += test.Error(Moments.Of(seen).WithNoise().Slopes(0));
            variance += test.TierVariance;
        }

        return 1 - (error / variance);
    }

    private static IEnumerable<(List<Game> Seen, List<Game> Asked)> Folds(List<Game> games) => FoldSeeds.SelectMany(seed => Enumerable.Range(0, GroupFolds.Count).Select(fold =>
        (games.Where(g => GroupFolds.Of(g.Group, seed) != fold).ToList(), games.Where(g => GroupFolds.Of(g.Group, seed) == fold).ToList())));

    /// <param name="Means">By group of stats, in standard deviations of one game, without what the collection differs by.</param>
    private sealed record Game(string Group, string Player, int Tier, Vector<double> Means)
    {
        public static Game Of(RankedRow row, RankedNorms norms)
        {
            var z = row.Scores.Select((score, s) => double.IsNaN(score) ? throw new InvalidDataException("A ranked game lacks a stat.") : (score - norms.Curves[s].OffsetOf(row.Source)) / norms.Spreads[s]).ToArray();
            return new(row.Group, row.Player, row.Tier, Vector<double>.Build.DenseOfEnumerable(BallchasingStats.Layout.StatsOf.Select(stats => stats.Average(s => z[s]))));
        }
    }

    /// <param name="Spread">Covariance of one game's means.</param>
    /// <param name="Noise">The part of it between the games of one player at one tier; those may be of one evening, so it is rather too small than too large.</param>
    /// <param name="WithTier">Covariance of the means with the tier.</param>
    private sealed record Moments(Matrix<double> Spread, Matrix<double> Noise, Vector<double> WithTier, double TierVariance)
    {
        public static Moments Of(List<Game> games)
        {
            var p = games[0].Means.Count;
            var (mean, tier) = (games.Aggregate(Vector<double>.Build.Dense(p), (sum, g) => sum + g.Means) / games.Count, games.Average(g => g.Tier));
            var (spread, noise, withTier) = (Matrix<double>.Build.Dense(p, p), Matrix<double>.Build.Dense(p, p), Vector<double>.Build.Dense(p));
            foreach (var game in games)
            {
                var away = game.Means - mean;
                AddSquare(spread, away);
                withTier += away * (game.Tier - tier);
            }

            double df = 0;
            foreach (var player in games.Where(g => g.Player.Length > 0).GroupBy(g => (g.Group, g.Player, g.Tier)).Where(g => g.Skip(1).Any()))
            {
                var own = player.Aggregate(Vector<double>.Build.Dense(p), (sum, g) => sum + g.Means) / player.Count();
                foreach (var game in player)
                    AddSquare(noise, game.Means - own);
                df += player.Count() - 1;
            }

            return new(spread / games.Count, noise / df, withTier / games.Count, games.Average(g => (g.Tier - tier) * (g.Tier - tier)));
        }

        public Moments WithNoise() => this with { Noise = Matrix<double>.Build.Dense(Spread.RowCount, Spread.ColumnCount) };

        /// <param name="penalty">In variances of one game's means.</param>
        public Vector<double> Slopes(double penalty) => (Spread - Noise + (Matrix<double>.Build.DiagonalOfDiagonalVector(Spread.Diagonal()) * penalty)).Solve(WithTier);

        /// <summary>Mean squared error of the tier if true levels were known: linear in the covariances, so without bias on rows that the slopes weren't made of.</summary>
        public double Error(Vector<double> slopes) => TierVariance - (2 * slopes.DotProduct(WithTier)) + slopes.DotProduct((Spread - Noise) * slopes);

        private static void AddSquare(Matrix<double> target, Vector<double> v)
        {
            for (var i = 0; i < v.Count; i++)
            {
                for (var j = 0; j < v.Count; j++)
                    target[i, j] += v[i] * v[j];
            }
        }
    }
}
