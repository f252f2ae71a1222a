using System.Runtime.Intrinsics;
using DenseMatrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <param name="Frequencies">Of the kernel; each is a cosine and a sine.</param>
/// <param name="Gamma">Of the Gaussian kernel exp(-gamma d²) over its directions.</param>
/// <param name="Directions">In how many the kernel looks, at most.</param>
/// <param name="KernelPenalty">On the squared weights of the kernel's components.</param>
/// <param name="LinearPenalty">On the squared weights of the features themselves.</param>
internal sealed record KernelRidgeOptions(int Frequencies, double Gamma, int Directions, double KernelPenalty, double LinearPenalty);

/// <summary>
/// Ridge regression on standardised features and on a Gaussian kernel of them (<see cref="FourierFeatures"/>). Where the kernel looks, it learns from what it
/// found: along directions in which its prediction changes (a recursive feature machine: Radhakrishnan, Beaglehole, Pandit and Belkin, "Mechanism for feature
/// learning in neural networks and backpropagation-free machine learning models", 2024). In managed code, so that it works on every platform.
/// </summary>
internal sealed class KernelRidge
{
    /// <summary>How often directions are learnt.</summary>
    private const int Rounds = 2;

    /// <summary>Directions are stretched by this power of the mean squared change along them.</summary>
    private const double Stretch = 0.3;

    /// <summary>Errors beyond so many tiers count by their size instead of its square.</summary>
    private const float Outlying = 0.5f;

    /// <summary>A row with an error of so many tiers weighs as it does in least squares, so that penalties keep their meaning.</summary>
    private const float Usual = 1.5f;

    private const int RobustRounds = 2;

    private readonly FourierFeatures _kernel;
    private readonly float[] _weights;
    private readonly float _intercept;

    private KernelRidge(FeatureScale scale, FourierFeatures kernel, float[] weights, float intercept) =>
        (Scale, _kernel, _weights, _intercept) = (scale, kernel, weights, intercept);

    public FeatureScale Scale { get; }

    /// <summary>
    /// What is asked of it is a small mean error, so large ones don't count by their squares (Huber, "Robust estimation of a location parameter", 1964;
    /// by least squares with weights, again and again).
    /// </summary>
    /// <param name="x">Rows of features, of one width; NaN where unknown.</param>
    /// <param name="weight">How much each row counts.</param>
    public static KernelRidge Fit(float[][] x, float[] y, float[] weight, KernelRidgeOptions options, int seed)
    {
        var scale = FeatureScale.Of(x);
        var z = Array.ConvertAll(x, scale.Z);
        var random = new Random(seed);

        // Half of the frequencies are enough to see where it changes.
        var (directions, predicted) = (Columns(scale.Width), new float[z.Length]);
        for (var round = 0; round < Rounds; round++)
        {
            var draft = Kernel(options.Frequencies / 2);
            var (weights, intercept) = Solve(draft.Mapped, y, weight, draft.Penalty);
            directions = Learn(draft.Kernel, draft.Mapped, weights, options.Directions);
            predicted = Array.ConvertAll(draft.Mapped, row => Sum(row, weights, intercept));
        }

        var (kernel, mapped, penalty) = Kernel(options.Frequencies);
        var ridge = new KernelRidge(scale, kernel, [], 0);
        for (var round = 0; round < RobustRounds; round++)
        {
            var reweighted = weight.Select((w, i) => w * Usual / Math.Max(Outlying, Math.Abs(predicted[i] - y[i]))).ToArray();
            var (weights, intercept) = Solve(mapped, y, reweighted, penalty);
            predicted = Array.ConvertAll(mapped, row => Sum(row, weights, intercept));
            ridge = new(scale, kernel, weights, intercept);
        }

        return ridge;

        (FourierFeatures Kernel, float[][] Mapped, double[] Penalty) Kernel(int frequencies)
        {
            var drawn = FourierFeatures.Draw(directions, options.Gamma, frequencies, random);
            var rows = new float[z.Length][];
            Parallel.For(0, z.Length, i => rows[i] = drawn.Map(z[i]));
            return (drawn, rows, [.. Enumerable.Repeat(options.LinearPenalty, scale.Width), .. Enumerable.Repeat(options.KernelPenalty, 2 * frequencies)]);
        }
    }

    public float Predict(float[] row) => Sum(_kernel.Map(Scale.Z(row)), _weights, _intercept);

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
        var (scale, kernel) = (FeatureScale.Read(from), FourierFeatures.Read(from));
        var ridge = new KernelRidge(scale, kernel, from.ReadFloats(), from.ReadFinite());
        return kernel.Fit(scale.Width) && ridge._weights.Length == scale.Width + (2 * kernel.Count)
            ? ridge : throw new InvalidDataException("A regression with other weights than features.");
    }

    private static float Sum(float[] components, float[] weights, double sum)
    {
        for (var c = 0; c < components.Length; c++)
            sum += (double)components[c] * weights[c];
        return (float)sum;
    }

    /// <summary>All columns alike.</summary>
    private static float[][] Columns(int width) => [.. Enumerable.Range(0, width).Select(c =>
    {
        var column = new float[width];
        column[c] = 1;
        return column;
    })];

    /// <summary>
    /// The eigenvectors of the mean outer product of gradients, those along which the prediction changes most. Their mean square over all columns is 1, so that
    /// gamma keeps its meaning.
    /// </summary>
    private static float[][] Learn(FourierFeatures kernel, float[][] mapped, float[] weights, int most)
    {
        var gradients = new double[mapped.Length][];
        Parallel.For(0, mapped.Length, i => gradients[i] = kernel.Gradient(mapped[i], weights));
        var rows = DenseMatrix.OfRowArrays(gradients);
        var found = rows.TransposeThisAndMultiply(rows).Evd();
        var stretches = found.EigenValues.Select(v => Math.Pow(Math.Max(v.Real, 0) / mapped.Length, Stretch)).ToArray();
        var size = Math.Sqrt(stretches.Average(s => s * s));
        if (size == 0)
            return Columns(stretches.Length); // nothing changes, whichever way
        return [.. Enumerable.Range(0, stretches.Length).OrderByDescending(i => stretches[i]).Take(most)
            .Select(i => (float[])[.. found.EigenVectors.Column(i).Select(v => (float)(v * stretches[i] / size))])];
    }

    /// <summary>Minimises the sum of w (y - a - x b)² and of penalty b², by the normal equations.</summary>
    private static (float[] Weights, float Intercept) Solve(float[][] x, float[] y, float[] weight, double[] penalty)
    {
        var (rows, columns, total) = (x.Length, penalty.Length, weight.Sum(w => (double)w));
        var roots = Array.ConvertAll(weight, MathF.Sqrt);
        var middle = Enumerable.Range(0, rows).Sum(i => (double)weight[i] * y[i]) / total;
        var means = new double[columns];
        var centred = new float[Padded(columns + 1, 4)][]; // what is to be explained is the last column; then columns of zeros
        Parallel.For(0, centred.Length, c =>
        {
            var column = centred[c] = new float[Padded(rows, Vector256<float>.Count)];
            if (c < columns)
            {
                for (var i = 0; i < rows; i++)
                    means[c] += weight[i] * x[i][c] / total;
            }

            for (var i = 0; i < rows && c <= columns; i++)
                column[i] = (float)(c < columns ? x[i][c] - means[c] : y[i] - middle) * roots[i];
        });
        var products = new DenseMatrix(centred.Length, centred.Length);
        Parallel.For(0, centred.Length / 4, four =>
        {
            for (var two = 0; two <= (2 * four) + 1; two++)
                Multiply(centred, 4 * four, 2 * two, products);
        });
        var gram = products.SubMatrix(0, columns, 0, columns);
        for (var c = 0; c < columns; c++)
        {
            gram[c, c] += penalty[c];
            for (var d = 0; d < c; d++)
                gram[d, c] = gram[c, d];
        }

        var weights = gram.Cholesky().Solve(products.Row(columns, 0, columns));
        return ([.. weights.Select(w => (float)w)], (float)(middle - weights.Select((w, c) => w * means[c]).Sum()));

        static int Padded(int count, int step) => (count + step - 1) / step * step;
    }

    /// <summary>Sums of products of four columns with two others: what is read is used more than once.</summary>
    private static void Multiply(float[][] columns, int first, int second, DenseMatrix products)
    {
        var (a0, a1, a2, a3) = (columns[first], columns[first + 1], columns[first + 2], columns[first + 3]);
        var (b0, b1) = (columns[second], columns[second + 1]);
        var (s00, s10, s20, s30) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (s01, s11, s21, s31) = (s00, s10, s20, s30);
        for (var i = 0; i < a0.Length; i += Vector256<float>.Count)
        {
            var (v0, v1) = (Vector256.Create(b0, i), Vector256.Create(b1, i));
            var u = Vector256.Create(a0, i);
            (s00, s01) = (s00 + (u * v0), s01 + (u * v1));
            u = Vector256.Create(a1, i);
            (s10, s11) = (s10 + (u * v0), s11 + (u * v1));
            u = Vector256.Create(a2, i);
            (s20, s21) = (s20 + (u * v0), s21 + (u * v1));
            u = Vector256.Create(a3, i);
            (s30, s31) = (s30 + (u * v0), s31 + (u * v1));
        }

        (products[first, second], products[first, second + 1]) = (Vector256.Sum(s00), Vector256.Sum(s01));
        (products[first + 1, second], products[first + 1, second + 1]) = (Vector256.Sum(s10), Vector256.Sum(s11));
        (products[first + 2, second], products[first + 2, second + 1]) = (Vector256.Sum(s20), Vector256.Sum(s21));
        (products[first + 3, second], products[first + 3, second + 1]) = (Vector256.Sum(s30), Vector256.Sum(s31));
    }
}
