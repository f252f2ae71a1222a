namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>One of the two models: the prediction and how far it is to be trusted.</summary>
internal sealed class RankEstimator(RankRecipe recipe, RankBlend blend, TierDistribution distribution)
{
    /// <summary>What the interval holds.</summary>
    public const double Sure = 0.8;

    public bool HasTrees => blend.HasTrees;

    public float[] Predict(IReadOnlyList<RankRow> rows) => recipe.Predict(blend, rows);

    public RankEstimate Describe(double point)
    {
        var within = Math.Clamp(point, 1, distribution.Most);
        var tier = (int)Math.Round(within);
        var chances = distribution.At(within);
        var (low, high) = TierDistribution.Shortest(chances, Sure);
        return new(within, tier, Math.Min(low, tier), Math.Max(high, tier), chances);
    }

    /// <summary>
    /// The mean, as far to be trusted as a single match. What a player's stats miss of his rank is mostly his style and the same in each
    /// match (the errors of one player's matches correlate by about 0.8), so that a narrower interval would promise too much.
    /// </summary>
    public RankEstimate Combine(IReadOnlyCollection<RankEstimate> estimates) => Describe(estimates.Average(e => e.Point));

    public void Write(BinaryWriter to)
    {
        blend.Write(to);
        distribution.Write(to);
    }

    public static RankEstimator Read(BinaryReader from, RankRecipe recipe)
    {
        var width = recipe.Features([new("", "", [.. PlayerGame.Stats.Select(_ => double.NaN)], 0, double.NaN, IsRecent: true, IsWhole: true)])[0].Length;
        return new(recipe, RankBlend.Read(from, width), TierDistribution.Read(from));
    }
}
