using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace RocketTrainer.Core.Progress.Stopping;

/// <summary>
/// Whether the order of a session's matches says anything about the next one, once its score is known. A win is regressed on what the score
/// lets expect and on the cue, by least squares; the cue's coefficient is the difference. Its error is that of the residuals without the cue,
/// whatever their variances (score test; White 1980, <i>Econometrica</i> 48, 817–838): given what was before, residuals of a player to whom order
/// means nothing are a martingale's, so that they are uncorrelated also within a session.
/// </summary>
/// <param name="Exposed">Matches after the cue.</param>
/// <param name="Others">All others.</param>
/// <param name="Value">Exposed less others, of the win rate.</param>
/// <param name="Error">The standard error if there is no difference; above 0.</param>
internal sealed record OrderEffect(int Exposed, int Others, double Value, double Error)
{
    /// <summary>
    /// Matches that the score is held to be worth against what is usual. If evenings differ as a beta distribution does, the chance to win after
    /// w wins in n matches is (K·usual + w) / (K + n) with one K; with two of them, a square and free coefficients it fits other differences as well, down to evenings of two kinds only.
    /// </summary>
    private static readonly double[] Worth = [3, 15];

    private const int LastPlace = 10; // a session's further matches are like this one
    private const double Nothing = 1e-6; // but for rounding
    private const double Ridge = 1e-9; // who has one playlist, or never won, has columns that are alike

    public double P => Normal.CDF(0, 1, Value / Error);

    /// <summary>Null where the cue says nothing that the score doesn't, or all matches ended alike.</summary>
    public static OrderEffect? Of(IReadOnlyCollection<Situation> situations, Func<Situation, bool> isExposed)
    {
        if (situations.Count == 0)
            return null;
        var usual = situations.GroupBy(s => s.Playlist ?? "", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Average(s => s.Won ? 1.0 : 0), StringComparer.Ordinal);
        var places = usual.Keys.Index().ToDictionary(k => k.Item, k => k.Index, StringComparer.Ordinal);
        var design = Matrix<double>.Build.DenseOfRows(situations.Select(Row));
        var won = Vector<double>.Build.DenseOfEnumerable(situations.Select(s => s.Won ? 1.0 : 0));
        var exposed = Vector<double>.Build.DenseOfEnumerable(situations.Select(s => isExposed(s) ? 1.0 : 0));
        var solver = (design.TransposeThisAndMultiply(design) + (Matrix<double>.Build.DenseIdentity(design.ColumnCount) * Ridge)).Cholesky();
        var (cue, residual) = (exposed - Fitted(exposed), won - Fitted(won));
        var (information, deviation) = (cue * cue, cue.PointwiseMultiply(residual).L2Norm());
        var count = (int)exposed.Sum();
        return information > Nothing && deviation > Nothing ? new(count, situations.Count - count, cue * won / information, deviation / information) : null;

        Vector<double> Fitted(Vector<double> y) => design * solver.Solve(design.TransposeThisAndMultiply(y));

        IEnumerable<double> Row(Situation s)
        {
            for (var i = 0; i < places.Count; i++)
                yield return places[s.Playlist ?? ""] == i ? 1 : 0;
            var above = s.WinsBefore - (s.DecidedBefore * usual[s.Playlist ?? ""]);
            foreach (var worth in Worth)
                yield return above / (worth + s.DecidedBefore);
            yield return Math.Pow(above / (Worth[0] + s.DecidedBefore), 2);
            yield return Math.Min(s.Number, LastPlace) / (double)LastPlace;
        }
    }
}
