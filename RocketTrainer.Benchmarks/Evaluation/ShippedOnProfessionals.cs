using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>The shipped components as the detector of professional games can use them: of the stats that both have.</summary>
internal static class ShippedOnProfessionals
{
    private const double LeastVariance = 1e-4;

    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        ["goals"] = "core.goals", ["shots"] = "core.shots", ["assists"] = "core.assists", ["saves"] = "core.saves",
        ["small_pads"] = "boost.count_collected_small", ["boost_gained"] = "boost.bcpm", ["overfill_big"] = "boost.amount_overfill",
        ["percent_empty"] = "boost.percent_zero_boost", ["percent_low_boost"] = "boost.percent_boost_0_25", ["boost_spent_supersonic"] = "boost.amount_used_while_supersonic",
        ["avg_speed"] = "movement.avg_speed", ["percent_supersonic"] = "movement.percent_supersonic_speed", ["percent_slow"] = "movement.percent_slow_speed",
        ["percent_high_air"] = "movement.percent_high_air", ["percent_low_air"] = "movement.percent_low_air", ["percent_behind_ball"] = "positioning.percent_behind_ball",
        ["percent_first_man"] = "positioning.percent_most_forward", ["percent_last_man"] = "positioning.percent_most_back",
        ["avg_ball_distance"] = "positioning.avg_distance_to_ball_no_possession", ["demos_inflicted"] = "demo.inflicted", ["demos_taken"] = "demo.taken",
    };

    private static readonly int[] Places = [.. ProfessionalGames.Layout.Stats.Select(own =>
        Same.TryGetValue(own.Stat, out var name) ? ShippedComponents.Layout.Stats.Select(s => s.Stat).ToList().IndexOf(name) : -1)];

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
