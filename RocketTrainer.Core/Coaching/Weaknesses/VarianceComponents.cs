using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>
/// What a game's residuals vary by, in three nested parts: y = mean + player + session + game. Each is a symmetric matrix, stat by
/// stat, in squared standard deviations of one game.
/// </summary>
/// <param name="Between">Between players of one level.</param>
/// <param name="Session">Between the sessions of a player.</param>
/// <param name="Game">Between the games of a session.</param>
public sealed record VarianceComponents(Vector<double> Mean, Matrix<double> Between, Matrix<double> Session, Matrix<double> Game)
{
    private const double HalfTrusted = 20;

    /// <summary>
    /// The method of moments of the unbalanced nested model, matrix by matrix (Henderson's first; Searle, Casella and McCulloch 1992,
    /// <i>Variance Components</i>, ch. 5). Players' means count n / (n + 20), so that the longest histories don't decide alone; what
    /// comes out negative is zero. Games in which a stat is unknown are left out, stats that are unknown in all have no variance.
    /// </summary>
    /// <param name="players">Residuals and sessions of each one's games; together at least one session of two games and one player of two sessions.</param>
    public static VarianceComponents Fit(IReadOnlyCollection<(double[] Residual, int Session)[]> players)
    {
        var p = players.First(games => games.Length > 0)[0].Residual.Length;
        var known = Enumerable.Range(0, p).Where(s => players.Any(games => games.Any(g => !double.IsNaN(g.Residual[s])))).ToHashSet();
        var (within, sessions) = (new DenseMatrix(p), new DenseMatrix(p));
        double withinDf = 0, sessionDf = 0, sessionCoefficient = 0;
        var means = new List<(Vector<double> Mean, int Games, double SessionShare)>();
        foreach (var player in players)
        {
            var games = player.Where(g => known.All(s => !double.IsNaN(g.Residual[s]))).Select(g => (Values: Vector<double>.Build.Dense(p, s => known.Contains(s) ? g.Residual[s] : 0), g.Session)).ToList();
            if (games.Count == 0)
                continue;
            var playerMean = MeanOf(games.ConvertAll(g => g.Values));
            double squares = 0;
            var count = 0;
            foreach (var session in games.GroupBy(g => g.Session, g => g.Values))
            {
                var values = session.ToList();
                var sessionMean = MeanOf(values);
                foreach (var game in values)
                    AddOuter(within, game - sessionMean, 1);
                AddOuter(sessions, sessionMean - playerMean, values.Count);
                squares += values.Count * values.Count;
                count++;
            }

            var n = games.Count;
            withinDf += n - count;
            sessionDf += count - 1;
            sessionCoefficient += n - (squares / n);
            means.Add((playerMean, n, squares / ((double)n * n)));
        }

        var gamePart = within / withinDf;
        var sessionPart = PositivePart((sessions - (gamePart * sessionDf)) / sessionCoefficient);
        var (mean, between) = BetweenOf(means, sessionPart, gamePart);
        return new(mean, between, sessionPart, gamePart);
    }

    /// <summary>The nearest positive semi-definite matrix (Higham 1988, <i>Linear Algebra Appl.</i> 103, 103–118).</summary>
    public static Matrix<double> PositivePart(Matrix<double> matrix)
    {
        var evd = ((matrix + matrix.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        return evd.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(evd.EigenValues.Map(v => Math.Max(0, v.Real))) * evd.EigenVectors.Transpose();
    }

    private static (Vector<double> Mean, Matrix<double> Between) BetweenOf(List<(Vector<double> Mean, int Games, double SessionShare)> players, Matrix<double> session, Matrix<double> game)
    {
        var p = game.RowCount;
        var weights = players.ConvertAll(player => player.Games / (player.Games + HalfTrusted));
        var total = weights.Sum();
        var mean = Vector<double>.Build.Dense(p);
        for (var i = 0; i < players.Count; i++)
            mean += players[i].Mean * (weights[i] / total);
        var between = new DenseMatrix(p);
        double coefficient = 0, sessionPart = 0, gamePart = 0;
        for (var i = 0; i < players.Count; i++)
        {
            AddOuter(between, players[i].Mean - mean, weights[i]);
            var c = weights[i] - (weights[i] * weights[i] / total);
            coefficient += c;
            sessionPart += c * players[i].SessionShare;
            gamePart += c / players[i].Games;
        }

        return (mean, PositivePart((between - (session * sessionPart) - (game * gamePart)) / coefficient));
    }

    private static Vector<double> MeanOf(List<Vector<double>> values)
    {
        var sum = Vector<double>.Build.Dense(values[0].Count);
        foreach (var value in values)
            sum.Add(value, sum);
        return sum / values.Count;
    }

    private static void AddOuter(DenseMatrix target, Vector<double> v, double weight)
    {
        var (p, values, sums) = (v.Count, v.AsArray(), target.Values);
        for (var i = 0; i < p; i++)
        {
            var weighted = weight * values[i];
            for (var j = 0; j < p; j++)
                sums[(i * p) + j] += weighted * values[j]; // symmetric, so that rows and columns are the same
        }
    }
}
