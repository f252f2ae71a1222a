using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>
/// The weighted mean of a player's games, and what its error is made of. A stat that isn't known in every game has weights of its
/// own, which add up to 1; so the covariance of two stats' means is Game x the sum of w·w' + Session x the sum over sessions of
/// (their w) · (their w'). With equal weights these are 1 / N and the sum of n² / N².
/// </summary>
public sealed class GameWindow
{
    private readonly int[] _alike;
    private readonly double[][] _gameShare;
    private readonly double[][] _sessionShare;
    private readonly Peers? _peers;

    /// <param name="alike">By stat, the place of its weights; stats that are known in the same games have the same ones, mostly all.</param>
    /// <param name="gameShare">By places of the weights.</param>
    /// <param name="sessionShare">The same.</param>
    private GameWindow(double[] means, double effectiveGames, int[] alike, double[][] gameShare, double[][] sessionShare, Peers? peers) =>
        (Means, EffectiveGames, _alike, _gameShare, _sessionShare, _peers) = (means, effectiveGames, alike, gameShare, sessionShare, peers);

    /// <summary>By stat; NaN where it is known in no game.</summary>
    public double[] Means { get; }

    /// <summary>As many games of equal weight have the same error, 0 or more.</summary>
    public double EffectiveGames { get; }

    /// <param name="games">Residuals, NaN where unknown; may be none.</param>
    /// <param name="stats">How many there are in each.</param>
    /// <param name="sessions">By game.</param>
    /// <param name="weights">By game, above 0, on any scale; the same for all unless told.</param>
    /// <param name="peers">Those whose mean the residuals are from: the fewer, the less sure; as good as all there are unless told.</param>
    public static GameWindow Of(double[][] games, int stats, int[] sessions, double[]? weights = null, Peers? peers = null)
    {
        var places = new Dictionary<int, int>();
        var rows = Array.ConvertAll(sessions, session => places.TryGetValue(session, out var row) ? row : places[session] = places.Count);
        var (alike, shares, perSession) = (new int[stats], new List<double[]>(), new List<double[]>());
        var first = new List<int>(); // of the stats that are known in the same games
        for (var s = 0; s < stats; s++)
        {
            alike[s] = first.FindIndex(other => AreKnownAlike(games, s, other));
            if (alike[s] < 0)
            {
                (alike[s], var share) = (first.Count, Shares(s));
                first.Add(s);
                shares.Add(share);
                perSession.Add(new double[places.Count]);
                for (var i = 0; i < share.Length; i++)
                    perSession[^1][rows[i]] += share[i];
            }
        }

        var all = Enumerable.Range(0, games.Length).Sum(WeightOf);
        var effective = games.Length == 0 ? 0 : all * all / Enumerable.Range(0, games.Length).Sum(i => WeightOf(i) * WeightOf(i));
        return new(MeansOf(games, Array.ConvertAll(alike, place => shares[place])), effective, alike, Products(shares), Products(perSession), peers);

        double WeightOf(int game) => weights is null ? 1 : weights[game];

        double[] Shares(int stat)
        {
            var share = new double[games.Length];
            double total = 0;
            for (var i = 0; i < share.Length; i++)
                total += share[i] = double.IsNaN(games[i][stat]) ? 0 : WeightOf(i);
            for (var i = 0; i < share.Length && total > 0; i++)
                share[i] /= total;
            return share;
        }
    }

    /// <summary>Weights of games of such ages: half as much a half-life before the newest.</summary>
    public static double[] Aged(IReadOnlyList<TimeSpan> ages, TimeSpan halfLife) => [.. ages.Select(age => Math.Pow(2, -(age / halfLife)))];

    private static bool AreKnownAlike(double[][] games, int stat, int other)
    {
        foreach (var game in games)
        {
            if (double.IsNaN(game[stat]) != double.IsNaN(game[other]))
                return false;
        }

        return true;
    }

    private static double[] MeansOf(double[][] games, double[][] shares)
    {
        var (means, isKnown) = (new double[shares.Length], new bool[shares.Length]);
        for (var i = 0; i < games.Length; i++)
        {
            var game = games[i];
            for (var s = 0; s < means.Length; s++)
            {
                if (!double.IsNaN(game[s]))
                    (means[s], isKnown[s]) = (means[s] + (shares[s][i] * game[s]), true);
            }
        }

        return [.. means.Select((mean, s) => isKnown[s] ? mean : double.NaN)];
    }

    private static double[][] Products(List<double[]> columns) => [.. columns.Select(a => columns.Select(b => Product(a, b)).ToArray())];

    /// <summary>In four sums, which a processor adds to at once: the same on every machine, unlike vectors.</summary>
    private static double Product(double[] a, double[] b)
    {
        double first = 0, second = 0, third = 0, fourth = 0;
        var i = 0;
        for (; i <= a.Length - 4; i += 4)
        {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }

        for (; i < a.Length; i++)
            first += a[i] * b[i];
        return first + second + (third + fourth);
    }

    /// <summary>The covariance of the means' errors: the games' own, and that of the peers' mean.</summary>
    internal Matrix<double> Error(VarianceComponents components)
    {
        var (game, session, between) = (Values(components.Game), Values(components.Session), Values(components.Between));
        var (stats, error) = (_alike.Length, new double[game.Length]);
        for (var column = 0; column < stats; column++)
        {
            var (ofGames, ofSessions) = (_gameShare[_alike[column]], _sessionShare[_alike[column]]);
            for (var (i, row) = (column * stats, 0); row < stats; row++, i++)
            {
                error[i] = (game[i] * ofGames[_alike[row]]) + (session[i] * ofSessions[_alike[row]]);
                if (_peers is { } peers)
                    error[i] = error[i] + ((between[i] + session[i]) / peers.Players) + (game[i] / peers.Games); // as if each had played one session
            }
        }

        return new DenseMatrix(stats, stats, error);

        static double[] Values(Matrix<double> matrix) => matrix.AsColumnMajorArray() ?? matrix.ToColumnMajorArray();
    }
}

/// <summary>How surely it is known what is usual: as a mean over so many players and games would tell it, each above 0.</summary>
public sealed record Peers(double Players, double Games)
{
    /// <summary>As good as all there are.</summary>
    public static readonly Peers Everybody = new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>For a mean of several means. The same people may stand behind some of them, so that the errors are added as if they went together: it is as sure at least.</summary>
    /// <param name="parts">Weights add up to 1.</param>
    public static Peers Of(IReadOnlyCollection<(double Weight, Peers Peers)> parts)
    {
        return new(Together(p => p.Players), Together(p => p.Games));

        double Together(Func<Peers, double> count) => 1 / Math.Pow(parts.Sum(p => p.Weight / Math.Sqrt(count(p.Peers))), 2);
    }
}
