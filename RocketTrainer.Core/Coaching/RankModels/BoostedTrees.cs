using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>
/// Regression trees that LightGBM grew. Growing them takes its native library, which there isn't for every platform; they are
/// kept and read in a form of our own, so that predicting takes no library.
/// </summary>
internal sealed class BoostedTrees
{
    private readonly Tree[] _trees;
    private readonly float _bias;

    private BoostedTrees(Tree[] trees, float bias) => (_trees, _bias) = (trees, bias);

    /// <summary>Null where LightGBM's native library doesn't load.</summary>
    /// <param name="x">Rows of features, of one width, without NaN.</param>
    public static BoostedTrees? TryFit(float[][] x, float[] y, float[] weight, int seed)
    {
        try
        {
            return Fit(x, y, weight, seed);
        }
        catch (Exception e) when (e.GetBaseException() is DllNotFoundException or BadImageFormatException)
        {
            return null;
        }
    }

    public float Predict(float[] row) => (float)(_bias + _trees.Sum(tree => (double)tree.Predict(row)));

    public void Write(BinaryWriter to)
    {
        to.Write(_bias);
        to.Write(_trees.Length);
        foreach (var tree in _trees)
        {
            to.WriteAll(tree.Features);
            to.WriteAll(tree.Thresholds);
            to.WriteAll(tree.Below);
            to.WriteAll(tree.Above);
            to.WriteAll(tree.Leaves);
        }
    }

    /// <param name="width">How many features a row has.</param>
    /// <exception cref="InvalidDataException">A tree doesn't hold together.</exception>
    public static BoostedTrees Read(BinaryReader from, int width)
    {
        var bias = from.ReadFinite();
        var trees = from.ReadMany(() => new Tree(from.ReadShorts(), from.ReadFloats(), from.ReadShorts(), from.ReadShorts(), from.ReadFloats()));
        return Array.TrueForAll(trees, t => t.HoldsTogether(width)) ? new(trees, bias) : throw new InvalidDataException("A tree that doesn't hold together.");
    }

    private static BoostedTrees Fit(float[][] x, float[] y, float[] weight, int seed)
    {
        var ml = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, x[0].Length);
        var data = ml.Data.LoadFromEnumerable(x.Select((row, i) => new Example { Features = row, Label = y[i], Weight = weight[i] }).ToList(), schema);
        var trainer = ml.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            ExampleWeightColumnName = Array.TrueForAll(weight, w => w == 1) ? null : nameof(Example.Weight),
            NumberOfIterations = 300, LearningRate = 0.04, NumberOfLeaves = 15, MinimumExampleCountPerLeaf = 20, MaximumBinCountPerFeature = 255,
            Seed = seed, Deterministic = true, Verbose = false,
            NumberOfThreads = 1, // several are many times slower on a busy machine
            Booster = new GradientBooster.Options { FeatureFraction = 0.6, SubsampleFraction = 0.7, SubsampleFrequency = 1, L2Regularization = 20 },
        });
        var grown = trainer.Fit(data).Model.TrainedTreeEnsemble;
        return new([.. grown.Trees.Select((tree, i) => Tree.Of(tree, grown.TreeWeights[i]))], (float)grown.Bias);
    }

    private sealed class Example
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public float Weight { get; set; }
    }

    /// <param name="Features">Of each split, the column that it asks for.</param>
    /// <param name="Below">Where a value up to the threshold leads: a split, always a later one, or where it is negative, the leaf with its complement.</param>
    private sealed record Tree(short[] Features, float[] Thresholds, short[] Below, short[] Above, float[] Leaves)
    {
        public static Tree Of(RegressionTree tree, double weight) => new(
            [.. tree.NumericalSplitFeatureIndexes.Select(i => (short)i)], [.. tree.NumericalSplitThresholds],
            [.. tree.LeftChild.Select(i => (short)i)], [.. tree.RightChild.Select(i => (short)i)], [.. tree.LeafValues.Select(v => (float)(v * weight))]);

        public float Predict(float[] row)
        {
            var at = Features.Length == 0 ? ~0 : 0;
            while (at >= 0)
                at = row[Features[at]] <= Thresholds[at] ? Below[at] : Above[at];
            return Leaves[~at];
        }

        public bool HoldsTogether(int width)
        {
            var splits = Features.Length;
            return Thresholds.Length == splits && Below.Length == splits && Above.Length == splits && Leaves.Length == splits + 1
                && Array.TrueForAll(Features, f => f >= 0 && f < width) && Array.TrueForAll([.. Enumerable.Range(0, splits)], i => Leads(i, Below[i]) && Leads(i, Above[i]));

            bool Leads(int from, int to) => to < 0 ? ~to < Leaves.Length : to > from && to < splits;
        }
    }
}
