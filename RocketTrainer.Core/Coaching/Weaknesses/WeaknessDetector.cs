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

    /// <summary>Log of the mean likelihood ratio over the sizes of a shift.</summary>
    private static double LogMarginal(double t, double information)
    {
        if (information == 0)
            return 0;
        var best = Math.Max(0, -t / information);
        var peak = (-best * t) - (0.5 * best * best * information);
        double sum = 0;
        for (var i = 0; i < Shifts.Length; i++)
            sum += ShiftWeights[i] * Math.Exp((-Shifts[i] * t) - (0.5 * Shifts[i] * Shifts[i] * information) - peak);
        return peak + Math.Log(sum);
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
        private readonly int[] _known;
        private readonly double _effectiveGames;
        private readonly GroupShape[] _groups;

        public WindowScorer(WeaknessDetector detector, GameWindow window)
        {
            (_detector, _known, _effectiveGames) = (detector, detector.Known(window), window.EffectiveGames);
            var all = Enumerable.Range(0, detector.Layout.Groups.Length);
            if (_known.Length == 0)
            {
                _groups = [.. all.Select(g => new GroupShape([], 0, Vector<double>.Build.Dense(detector.Layout.Stats.Length), detector.VarianceOf(g).Between, null))];
                return;
            }

            var error = window.Error(detector.Components);
            var covariance = (Part(detector._between, _known) + Part(error, _known)).Cholesky();
            _groups = [.. all.Select(g =>
            {
                var direction = detector.Direction(g, _known);
                var solved = covariance.Solve(direction);
                var weights = detector.Weights(g, _known);
                return direction.Sum() == 0 ? new GroupShape([], 0, weights, detector.VarianceOf(g).Between, null)
                    : new GroupShape(solved.ToArray(), direction.DotProduct(solved), weights, weights * detector.Components.Between * weights, weights * error * weights);
            })];
        }

        /// <summary>By group; see <see cref="GroupFinding.Evidence"/>.</summary>
        public double[] Evidence(double[] means) => Array.ConvertAll(_groups, group =>
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
            var composites = Array.ConvertAll(_groups, group => _detector.MeanOf(group.Weights, means));
            var p = _groups.Select((group, g) => group.Error is { } error && Math.Sqrt(group.Between) >= LeastSpread
                ? Normal.CDF(0, 1, composites[g] / (ErrorFactor * Math.Sqrt(error))) : (double?)null).ToArray();
            var flags = FalseDiscovery.Clear(p);
            var first = ErrorFactor * Normal.InvCDF(0, 1, 1 - (FalseDiscovery.Rate / _groups.Length)); // the first step of Benjamini and Hochberg
            return [.. _groups.Select((group, g) =>
            {
                var trust = group.Error is { } e ? group.Between / (group.Between + e) : 0;
                var (level, reach) = (trust * composites[g], UpperTenth * Math.Sqrt(group.Error is { } squared ? trust * squared : group.Between));
                return new GroupFinding(_detector.Layout.Groups[g], evidence[g], Math.Exp(evidence[g] - strongest) / total,
                    group.Error is null ? null : composites[g], group.Error is { } known ? Math.Sqrt(known) : null, new(level, level - reach, level + reach), p[g], flags[g],
                    p[g] is not null && level < 0 ? Math.Max(1, Math.Ceiling(first * first * group.Error!.Value * _effectiveGames / (level * level))) : null);
            })];
        }

        /// <param name="Solved">S⁻¹d, over the known stats.</param>
        /// <param name="Information">d'S⁻¹d.</param>
        /// <param name="Weights">Of the group's mean, over all stats.</param>
        /// <param name="Between">The variance of players' true means.</param>
        /// <param name="Error">The variance of the mean's error; null where nothing is known.</param>
        private sealed record GroupShape(double[] Solved, double Information, Vector<double> Weights, double Between, double? Error);
    }
}
