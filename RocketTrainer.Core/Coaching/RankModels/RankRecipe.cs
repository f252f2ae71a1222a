using System.Security.Cryptography;
using System.Text;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>How a rank model is made of rows: what it sees, how it learns, and what it does with a whole lobby.</summary>
internal sealed record RankRecipe
{
    /// <summary>The rank of a lobby and of who plays in it: everybody's stats are looked at.</summary>
    public static readonly RankRecipe Lobby = new()
    {
        Features = RankFeatures.WithLobby, Ridge = Kernel(directions: 32, penalty: 5), WholeWeight = 4, LobbyShare = 0.5f,
    };

    /// <summary>What somebody plays like: his own stats alone.</summary>
    public static readonly RankRecipe Own = new() { Features = RankFeatures.Own, Ridge = Kernel(directions: 60, penalty: 1), WholeWeight = 1, LobbyShare = 0 };

    public required Func<IReadOnlyList<RankRow>, float[][]> Features { get; init; }

    public required KernelRidgeOptions Ridge { get; init; }

    /// <summary>What a row of a match with both teams weighs, against 1 with one team: the mean of its lobby is surer.</summary>
    public required float WholeWeight { get; init; }

    /// <summary>The share of the match's mean prediction in each of its players'.</summary>
    public required float LobbyShare { get; init; }

    /// <summary>Learns from the rows whose tier is known.</summary>
    public RankBlend Fit(IReadOnlyList<RankRow> rows, int seed, bool withTrees)
    {
        var x = Features(rows).Where((_, i) => rows[i].Tier > 0).ToArray();
        var known = rows.Where(r => r.Tier > 0).ToList();
        return RankBlend.Fit(x, [.. known.Select(r => (float)r.Tier)], [.. known.Select(r => r.IsWhole ? WholeWeight : 1)], Ridge, seed, withTrees);
    }

    /// <summary>The unrounded tier of every row.</summary>
    /// <param name="rows">Whole matches, as far as their players are known.</param>
    public float[] Predict(RankBlend blend, IReadOnlyList<RankRow> rows)
    {
        var points = Array.ConvertAll(Features(rows), blend.Predict);
        if (LobbyShare == 0)
            return points;
        var means = rows.Select((row, i) => (row.Match, Point: points[i])).GroupBy(r => r.Match, r => r.Point, StringComparer.Ordinal).ToDictionary(m => m.Key, m => m.Average(), StringComparer.Ordinal);
        return [.. points.Select((point, i) => ((1 - LobbyShare) * point) + (LobbyShare * means[rows[i].Match]))];
    }

    /// <summary>Every row predicted by a model that saw nothing of its group.</summary>
    /// <param name="folds">Decides the folds, apart from <paramref name="seed"/>, which the learners draw from.</param>
    public float[] PredictUnseen(IReadOnlyList<RankRow> rows, int folds, int seed, bool withTrees, CancellationToken cancellationToken = default)
    {
        var points = new float[rows.Count];
        for (var fold = 0; fold < GroupFolds.Count; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var unseen = Enumerable.Range(0, rows.Count).Where(i => GroupFolds.Of(rows[i].Group, folds) == fold).ToArray();
            if (unseen.Length == 0)
                continue;
            var blend = Fit([.. rows.Where(r => GroupFolds.Of(r.Group, folds) != fold)], seed, withTrees);
            var predicted = Predict(blend, [.. unseen.Select(i => rows[i])]);
            for (var j = 0; j < unseen.Length; j++)
                points[unseen[j]] = predicted[j];
        }

        return points;
    }

    private static KernelRidgeOptions Kernel(int directions, double penalty) => new(Frequencies: 400, Gamma: 0.004, directions, penalty, LinearPenalty: 30);
}

/// <summary>Five folds that a hash of the group decides, so that no order of rows moves anybody.</summary>
internal static class GroupFolds
{
    public const int Count = 5;

    public static int Of(string group, int seed) => (int)(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{group}"))) % Count);
}

/// <summary>A kernel ridge regression and boosted trees; the regression alone where trees couldn't be grown.</summary>
internal sealed class RankBlend(KernelRidge ridge, BoostedTrees? trees)
{
    /// <summary>Of the trees in a prediction.</summary>
    private const float Share = 1 / 3f;

    public bool HasTrees => trees is not null;

    public static RankBlend Fit(float[][] x, float[] y, float[] weight, KernelRidgeOptions options, int seed, bool withTrees)
    {
        var trees = Task.Run(() => withTrees ? BoostedTrees.TryFit(Array.ConvertAll(x, FeatureScale.Of(x).Fill), y, weight, seed) : null); // which take one core
        var ridge = KernelRidge.Fit(x, y, weight, options, seed);
        return new(ridge, trees.GetAwaiter().GetResult());
    }

    /// <param name="row">Features, NaN where unknown.</param>
    public float Predict(float[] row) => trees is null ? ridge.Predict(row) : ((1 - Share) * ridge.Predict(row)) + (Share * trees.Predict(ridge.Scale.Fill(row)));

    public void Write(BinaryWriter to)
    {
        ridge.Write(to);
        to.Write(HasTrees);
        trees?.Write(to);
    }

    /// <param name="width">How many features a row has.</param>
    /// <exception cref="InvalidDataException">It is of rows of another width, or doesn't hold together.</exception>
    public static RankBlend Read(BinaryReader from, int width)
    {
        var ridge = KernelRidge.Read(from);
        if (ridge.Scale.Width != width)
            throw new InvalidDataException($"It looks at {ridge.Scale.Width} features; there are {width}.");
        return new(ridge, from.ReadBoolean() ? BoostedTrees.Read(from, width) : null);
    }
}
