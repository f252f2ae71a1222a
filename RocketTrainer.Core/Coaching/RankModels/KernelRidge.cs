using System.Numerics;
using DenseMatrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;
using DenseVector = MathNet.Numerics.LinearAlgebra.Double.DenseVector;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <param name="Components">Of the kernel, even; 0 leaves a linear ridge regression.</param>
/// <param name="Gamma">Of the Gaussian kernel exp(-gamma d²) on standardised features.</param>
/// <param name="KernelPenalty">On the squared weights of the kernel's components.</param>
/// <param name="LinearPenalty">On the squared weights of the features themselves.</param>
/// <param name="Relevance">A feature's scale in the kernel goes by the size of its correlation with the label, to this power; 0 takes all alike.</param>
internal sealed record KernelRidgeOptions(int Components, double Gamma, double KernelPenalty, double LinearPenalty, double Relevance);

/// <summary>
/// Ridge regression on standardised features and on a Gaussian kernel of them (<see cref="FourierFeatures"/>). Solved in closed form; in
/// managed code, so that it works on every platform.
/// </summary>
internal sealed class KernelRidge
{
    private const double LeastCorrelation = 0.02;

    private readonly FourierFeatures _kernel;
    private readonly float[] _weights;
    private readonly float _intercept;

    private KernelRidge(FeatureScale scale, FourierFeatures kernel, float[] weights, float intercept) =>
        (Scale, _kernel, _weights, _intercept) = (scale, kernel, weights, intercept);

    public FeatureScale Scale { get; }

    /// <param name="x">Rows of features, of one width; NaN where unknown.</param>
    /// <param name="weight">How much each row counts.</param>
    public static KernelRidge Fit(float[][] x, float[] y, float[] weight, KernelRidgeOptions options, int seed)
    {
        var scale = FeatureScale.Of(x);
        var z = Array.ConvertAll(x, scale.Z);
        var kernel = FourierFeatures.Draw(Relevances(z, y, options.Relevance), options, new Random(seed));
        double[] penalty = [.. Enumerable.Repeat(options.LinearPenalty, scale.Width), .. Enumerable.Repeat(options.KernelPenalty, 2 * kernel.Count)];
        var (weights, intercept) = Solve(Array.ConvertAll(z, kernel.Map), y, weight, penalty);
        return new(scale, kernel, weights, intercept);
    }

    public float Predict(float[] row)
    {
        var components = _kernel.Map(Scale.Z(row));
        double sum = _intercept;
        for (var c = 0; c < components.Length; c++)
            sum += (double)components[c] * _weights[c];
        return (float)sum;
    }

    public void Write(BinaryWriter to)
    {
        Scale.Write(to);
        _kernel.Write(to);
        to.WriteAll(_weights);
        to.Write(_intercept);
    }

    /// <exception cref="InvalidDataException">The parts don't fit each other.</exception>
    public static KernelRidge Read(BinaryReader from)
    {
        var ridge = new KernelRidge(FeatureScale.Read(from), FourierFeatures.Read(from), from.ReadFloats(), from.ReadSingle());
        return ridge._kernel.Fit(ridge.Scale.Width) && ridge._weights.Length == ridge.Scale.Width + (2 * ridge._kernel.Count)
            ? ridge : throw new InvalidDataException("A regression with other weights than features.");
    }

    /// <summary>Their mean square is 1, so that gamma keeps its meaning.</summary>
    private static double[] Relevances(float[][] z, float[] y, double power)
    {
        var (middle, variance) = Moments(y);
        var relevances = Enumerable.Range(0, z[0].Length).Select(c =>
        {
            var column = Array.ConvertAll(z, row => row[c]);
            var (mean, spread) = Moments(column);
            var together = column.Zip(y, (a, b) => (a - mean) * (b - middle)).Average();
            return Math.Pow(Math.Max(LeastCorrelation, Math.Abs(together) / Math.Sqrt(Math.Max(spread * variance, 1e-12))), power);
        }).ToArray();
        var size = Math.Sqrt(relevances.Average(r => r * r));
        return Array.ConvertAll(relevances, r => r / size);

        static (double Mean, double Variance) Moments(float[] values)
        {
            var mean = values.Average(v => (double)v);
            return (mean, values.Average(v => (v - mean) * (v - mean)));
        }
    }

    /// <summary>Minimises the sum of w (y - a - x b)² and of penalty b², by the normal equations.</summary>
    private static (float[] Weights, float Intercept) Solve(float[][] x, float[] y, float[] weight, double[] penalty)
    {
        var (rows, columns, total) = (x.Length, penalty.Length, weight.Sum(w => (double)w));
        var roots = Array.ConvertAll(weight, MathF.Sqrt);
        var middle = Enumerable.Range(0, rows).Sum(i => (double)weight[i] * y[i]) / total;
        var target = y.Select((v, i) => (float)(v - middle) * roots[i]).ToArray();
        var (means, centred) = (new double[columns], new float[columns][]);
        var (gram, right) = (new DenseMatrix(columns, columns), new DenseVector(columns));
        Parallel.For(0, columns, c =>
        {
            for (var i = 0; i < rows; i++)
                means[c] += weight[i] * x[i][c] / total;
            centred[c] = new float[rows];
            for (var i = 0; i < rows; i++)
                centred[c][i] = (float)(x[i][c] - means[c]) * roots[i];
        });
        Parallel.For(0, columns, c =>
        {
            right[c] = Dot(centred[c], target);
            for (var d = 0; d <= c; d++)
                gram[c, d] = gram[d, c] = Dot(centred[c], centred[d]);
            gram[c, c] += penalty[c];
        });
        var weights = gram.Cholesky().Solve(right);
        return ([.. weights.Select(w => (float)w)], (float)(middle - weights.Select((w, c) => w * means[c]).Sum()));
    }

    private static float Dot(float[] a, float[] b)
    {
        var (i, sum) = (0, Vector<float>.Zero);
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum += new Vector<float>(a, i) * new Vector<float>(b, i);
        var rest = Vector.Sum(sum);
        for (; i < a.Length; i++)
            rest += a[i] * b[i];
        return rest;
    }
}
