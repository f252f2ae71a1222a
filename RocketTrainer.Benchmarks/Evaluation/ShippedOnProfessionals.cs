using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>The shipped components as the detector of professional games can use them: of the stats that both have.</summary>
internal static class ShippedOnProfessionals
{
    private const double LeastVariance = 1e-4;

    private static readonly int[] Places = [.. ProfessionalGames.Layout.Stats.Select(own =>
        BallchasingStats.OfProfessional(own) is { } name ? ShippedComponents.Layout.Stats.Select(s => s.Stat).ToList().IndexOf(name) : -1)];

    /// <summary>What stays their own is the mean, and the variances of stats that Ballchasing doesn't have.</summary>
    public static VarianceComponents Of(VarianceComponents own) => own with
    {
        Between = Mixed(own.Between, ShippedComponents.Components.Between),
        Session = Mixed(own.Session, ShippedComponents.Components.Session),
        Game = Mixed(own.Game, ShippedComponents.Components.Game),
    };

    private static Matrix<double> Mixed(Matrix<double> own, Matrix<double> shipped) => VarianceComponents.PositivePart(own.MapIndexed((i, j, v) => (Places[i] >= 0 && Places[j] >= 0, i == j) switch
    {
        (true, true) => Math.Max(shipped[Places[i], Places[i]], LeastVariance),
        (true, false) => shipped[Places[i], Places[j]],
        (false, true) => v,
        _ => 0,
    }));
}
