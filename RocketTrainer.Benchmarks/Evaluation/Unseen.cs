using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>Rows with a tier, and what a model that hadn't seen their groups said of them.</summary>
/// <param name="Points">Unrounded tiers.</param>
/// <param name="Means">The mean tier of the rows that the model had seen: what it takes to beat.</param>
internal sealed record Unseen(IReadOnlyList<string> Groups, IReadOnlyList<int> Tiers, IReadOnlyList<string> Sources, IReadOnlyList<float> Points, IReadOnlyList<double> Means)
{
    private const int IntervalSeed = 2000;

    /// <param name="points">Of all rows; those without a tier were context for others.</param>
    /// <exception cref="InvalidDataException">The tiers of fewer than two folds are known.</exception>
    public static Unseen Of(RankFile file, IReadOnlyList<float> points, IReadOnlyList<double> means)
    {
        var known = new Unseen([.. file.Rows.Select(r => r.Group)], [.. file.Rows.Select(r => r.Tier)], file.Sources, points, means).Where(i => file.Rows[i].Tier > 0);
        return known.Groups.Select(Fold).Distinct().Count() > 1 ? known : throw new InvalidDataException($"{known.Tiers.Count} rows to be asked of have a tier, and not of groups enough.");
    }

    public Unseen Of(string source) => Where(i => Sources[i] == source);

    public Unseen Where(Func<int, bool> wanted)
    {
        var places = Enumerable.Range(0, Points.Count).Where(wanted).ToList();
        return new(At(Groups), At(Tiers), At(Sources), At(Points), At(Means));

        T[] At<T>(IReadOnlyList<T> all) => [.. places.Select(i => all[i])];
    }

    /// <summary>How often the 80 % interval holds the tier, learnt from the predictions of other groups.</summary>
    public ClusteredMean Covered()
    {
        var covered = new ClusteredMean();
        for (var fold = 0; fold < GroupFolds.Count; fold++)
        {
            var others = Where(i => Fold(Groups[i]) != fold);
            var distribution = TierDistribution.Fit([.. others.Points], [.. others.Tiers]);
            foreach (var i in Enumerable.Range(0, Points.Count).Where(i => Fold(Groups[i]) == fold))
            {
                var (low, high) = TierDistribution.Shortest(distribution.At(Points[i]), RankEstimator.Sure);
                covered.Add(Groups[i], Tiers[i] >= low && Tiers[i] <= high);
            }
        }

        return covered;
    }

    private static int Fold(string group) => GroupFolds.Of(group, IntervalSeed);
}
