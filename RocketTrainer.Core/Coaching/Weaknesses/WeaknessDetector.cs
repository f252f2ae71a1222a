using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>What a window of games says about one group. Everything is in standard deviations of one game, lower is worse.</summary>
/// <param name="Evidence">
/// The log likelihood ratio of "this group is unexpectedly low, given all the others" against "nothing is"; the weakest group has the
/// highest. 0 where nothing is known.
/// </param>
/// <param name="Probability">That this is the odd one out, if exactly one group is, 0 to 1; all groups' add up to 1.</param>
/// <param name="Mean">Of the group's stats over the games; null where none is known.</param>
/// <param name="StandardError">Of that mean, sessions reckoned with.</param>
/// <param name="Level">Drawn towards the peers' mean by as much as the games can't be trusted, with an 80 % interval.</param>
/// <param name="P">Of a mean as low as this by chance, one-sided; null where nothing is known or players hardly differ.</param>
/// <param name="IsFlagged">Whether it is below the peers beyond chance, all groups considered.</param>
/// <param name="GamesToFlag">About how many games like these it takes until it is flagged, if the level is right; null where it isn't low.</param>
public sealed record GroupFinding(string Group, double Evidence, double Probability, double? Mean, double? StandardError, Estimate Level, double? P, bool IsFlagged, double? GamesToFlag);

/// <summary>
/// Finds the group of stats in which a player is unexpectedly weak. The mean c of a window is normal with covariance
/// S = Between + E, where E is its error (<see cref="GameWindow"/>). That all stats of one group (direction d) lie s lower than
/// expected has the log likelihood ratio -s·t - s²·I / 2 with t = d'S⁻¹c and I = d'S⁻¹d (Healy 1987, <i>Technometrics</i> 29, 409–412;
/// Hawkins 1991, <i>Technometrics</i> 33, 61–75), over which s is integrated with a half-Cauchy prior.
/// </summary>
public sealed class WeaknessDetector
{
    /// <summary>On the standard error of a flag: room for players who vary more than most.</summary>
    public const double ErrorFactor = 1.15;

    /// <summary>Groups in which players differ by less, in standard deviations of a game, are shown and never flagged.</summary>
    public const double LeastSpread = 0.05;

    private const double ShrinkBetween = 0.2;
    private const double LargestShift = 4;
    private const int ShiftSteps = 200;
    private const double Negligible = 1e-18; // of a likelihood ratio beside the highest
    private const double Ridge = 1e-9; // a stat without any variance between players leaves S invertible

    private static readonly double[] Shifts = [.. Enumerable.Range(0, ShiftSteps).Select(i => (i + 0.5) * LargestShift / ShiftSteps)];
    private static readonly double[] ShiftWeights = Prior();

    private readonly Matrix<double> _between;

    public WeaknessDetector(SkillLayout layout, VarianceComponents components)
    {
        (Layout, Components) = (layout, components);
        // Covariances between stats are less sure than variances: they count a fifth less.
        _between = components.Between.MapIndexed((i, j, v) => i == j ? v + Ridge : v * (1 - ShrinkBetween));
    }

    public SkillLayout Layout { get; }

    internal VarianceComponents Components { get; }

    public IReadOnlyList<GroupFinding> Find(GameWindow window) => For(window).Find(window.Means);

    /// <summary>All that follows from which games a window holds, before one looks at the means.</summary>
    internal WindowScorer For(GameWindow window) => new(this, window);

    /// <summary>Between players and in the error of a group's mean, over the stats that are known.</summary>
    internal (double Between, double Error) VarianceOf(int group, GameWindow window)
    {
        var weights = Weights(group, Known(window));
        return (weights * Components.Between * weights, weights * window.Error(Components) * weights);
    }

    /// <summary>Between players, sessions and games, of a group's mean.</summary>
    internal (double Between, double Session, double Game) VarianceOf(int group)
    {
        var weights = Weights(group, [.. Enumerable.Range(0, Layout.Stats.Length)]);
        return (weights * Components.Between * weights, weights * Components.Session * weights, weights * Components.Game * weights);
    }

    internal double MeanOf(int group, GameWindow window) => MeanOf(Weights(group, Known(window)), window.Means);

    /// <summary>
    /// How much a group changed between two windows if nothing else about the player did (generalised least squares): given the
    /// earlier means, the later ones are normal around m = B·S⁻¹·before with covariance C = B - B·S⁻¹·B + E, so the change is
    /// d'C⁻¹(after - m) / d'C⁻¹d with variance 1 / d'C⁻¹d. Null where the group is unknown in either.
    /// </summary>
    internal (double Change, double Variance)? ChangeOf(int group, GameWindow before, GameWindow after, double errorFactor)
    {
        var known = Known(before).Intersect(Known(after)).ToArray();
        var direction = Direction(group, known);
        if (direction.Sum() == 0)
            return null;
        var (b, errorScale) = (Part(_between, known), errorFactor * errorFactor);
        var earlier = (b + (Part(before.Error(Components), known) * errorScale)).Cholesky();
        var expected = b * earlier.Solve(Deviation(before.Means, known));
        var covariance = b - (b * earlier.Solve(b)) + (Part(after.Error(Components), known) * errorScale);
        var solved = ((covariance + covariance.Transpose()) / 2).Cholesky().Solve(direction);
        var information = direction.DotProduct(solved);
        return (solved.DotProduct(Deviation(after.Means, known) - expected) / information, 1 / information);
    }

    private static double[] Prior()
    {
        var density = Array.ConvertAll(Shifts, s => 1 / (1 + (s * s)));
        var total = density.Sum();
        return Array.ConvertAll(density, d => d / total);
    }

    private static Matrix<double> Part(Matrix<double> matrix, int[] places) =>
        places.Length == matrix.RowCount ? matrix : Matrix<double>.Build.Dense(places.Length, places.Length, (i, j) => matrix[places[i], places[j]]);

    /// <summary>
    /// Log of the mean likelihood ratio over the sizes of a shift. The ratios are those of a parabola's exponential, so that each follows
    /// from the one beside it: from the highest outwards, where none is above 1.
    /// </summary>
    private static double LogMarginal(double t, double information)
    {
        if (information == 0)
            return 0;
        const double step = LargestShift / ShiftSteps;
        var highest = Math.Clamp((int)(-t / information / step), 0, ShiftSteps - 1);
        var (peak, bend) = (Ratio(Shifts[highest]), Math.Exp(-information * step * step));
        var sum = ShiftWeights[highest];
        double ratio = 1, change = Math.Exp((-t * step) - (information * step * (Shifts[highest] + (step / 2))));
        for (var i = highest + 1; i < ShiftSteps && ratio > Negligible; i++, change *= bend)
            sum += ShiftWeights[i] * (ratio *= change);
        (ratio, change) = (1, Math.Exp((t * step) + (information * step * (Shifts[highest] - (step / 2)))));
        for (var i = highest - 1; i >= 0 && ratio > Negligible; i--, change *= bend)
            sum += ShiftWeights[i] * (ratio *= change);
        return peak + Math.Log(sum);

        double Ratio(double shift) => (-shift * t) - (0.5 * shift * shift * information);
    }

    private int[] Known(GameWindow window) => [.. Enumerable.Range(0, Layout.Stats.Length).Where(s => !double.IsNaN(window.Means[s]) && Components.Game[s, s] > 0)];

    private Vector<double> Deviation(double[] means, int[] known) => Vector<double>.Build.Dense(known.Length, i => means[known[i]] - Components.Mean[known[i]]);

    private Vector<double> Direction(int group, int[] known) => Vector<double>.Build.Dense(known.Length, i => IsOf(group, known[i]) ? 1 : 0);

    private bool IsOf(int group, int stat) => Layout.Stats[stat].Group == Layout.Groups[group] && Layout.Stats[stat].Weight > 0;

    /// <summary>A mean's weights over all stats: adding up to 1, or all 0 where no stat of the group is known.</summary>
    private Vector<double> Weights(int group, int[] known)
    {
        var weights = Vector<double>.Build.Dense(Layout.Stats.Length);
        foreach (var s in known.Where(s => IsOf(group, s)))
            weights[s] = Layout.Stats[s].Weight;
        var total = weights.Sum();
        return total == 0 ? weights : weights / total;
    }

    private double MeanOf(Vector<double> weights, double[] means)
    {
        double sum = 0;
        for (var s = 0; s < means.Length; s++)
            sum += weights[s] == 0 ? 0 : weights[s] * (means[s] - Components.Mean[s]);
        return sum;
    }

    /// <summary>The detector for the games of one window.</summary>
    internal sealed class WindowScorer
    {
        private const double UpperTenth = 1.2816; // of the normal distribution

        private readonly WeaknessDetector _detector;
        private readonly GameWindow _window;
        private readonly int[] _known;
        private readonly Matrix<double> _error;
        private readonly GroupDirection[] _directions;

        public WindowScorer(WeaknessDetector detector, GameWindow window)
        {
            (_detector, _window, _known, _error) = (detector, window, detector.Known(window), window.Error(detector.Components));
            var covariance = _known.Length == 0 ? null : (Part(detector._between, _known) + Part(_error, _known)).Cholesky();
            var directions = Enumerable.Range(0, detector.Layout.Groups.Length).Select(g => detector.Direction(g, _known)).ToList();
            var solved = covariance?.Solve(Matrix<double>.Build.DenseOfColumnVectors(directions));
            _directions = [.. directions.Select((direction, g) => solved is null || direction.Sum() == 0 ? new GroupDirection([], 0)
                : new GroupDirection(solved.Column(g).ToArray(), direction.DotProduct(solved.Column(g))))];
        }

        /// <summary>By group; see <see cref="GroupFinding.Evidence"/>.</summary>
        public double[] Evidence(double[] means) => Array.ConvertAll(_directions, group =>
        {
            double t = 0;
            for (var i = 0; i < group.Solved.Length; i++)
                t += group.Solved[i] * (means[_known[i]] - _detector.Components.Mean[_known[i]]);
            return LogMarginal(t, group.Information);
        });

        /// <param name="means">Known where the window's are.</param>
        public GroupFinding[] Find(double[] means)
        {
            var evidence = Evidence(means);
            var strongest = evidence.Max();
            var total = evidence.Sum(e => Math.Exp(e - strongest));
            var groups = _directions.Select((direction, g) => CompositeOf(g, direction, means)).ToArray();
            var p = Array.ConvertAll(groups, group => group.Error is { } error && Math.Sqrt(group.Between) >= LeastSpread
                ? Normal.CDF(0, 1, group.Mean / (ErrorFactor * Math.Sqrt(error))) : (double?)null);
            var flags = FalseDiscovery.Clear(p);
            var first = ErrorFactor * Normal.InvCDF(0, 1, 1 - (FalseDiscovery.Rate / groups.Length)); // the first step of Benjamini and Hochberg
            return [.. groups.Select((group, g) =>
            {
                var trust = group.Error is { } e ? group.Between / (group.Between + e) : 0;
                var (level, reach) = (trust * group.Mean, UpperTenth * Math.Sqrt(group.Error is { } squared ? trust * squared : group.Between));
                return new GroupFinding(_detector.Layout.Groups[g], evidence[g], Math.Exp(evidence[g] - strongest) / total,
                    group.Error is null ? null : group.Mean, group.Error is { } known ? Math.Sqrt(known) : null, new(level, level - reach, level + reach), p[g], flags[g],
                    p[g] is not null && level < 0 ? Math.Max(1, Math.Ceiling(first * first * group.Error!.Value * _window.EffectiveGames / (level * level))) : null);
            })];
        }

        private Composite CompositeOf(int group, GroupDirection direction, double[] means)
        {
            if (direction.Solved.Length == 0)
                return new(0, _detector.VarianceOf(group).Between, null);
            var weights = _detector.Weights(group, _known);
            return new(_detector.MeanOf(weights, means), weights * _detector.Components.Between * weights, weights * _error * weights);
        }

        /// <summary>A group's, over the known stats; empty where none is known.</summary>
        /// <param name="Solved">S⁻¹d.</param>
        /// <param name="Information">d'S⁻¹d.</param>
        private sealed record GroupDirection(double[] Solved, double Information);

        /// <summary>A group's mean.</summary>
        /// <param name="Between">The variance of players' true means.</param>
        /// <param name="Error">The variance of the mean's error; null where nothing is known.</param>
        private sealed record Composite(double Mean, double Between, double? Error);
    }
}
