using System.Runtime.Intrinsics;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>
/// Random Fourier features of a Gaussian kernel (Rahimi and Recht, "Random features for large-scale kernel machines", 2007): for each
/// frequency the cosine and the sine of its product with a row.
/// </summary>
internal sealed class FourierFeatures
{
    private readonly float[][] _frequencies;

    /// <summary>Four frequencies side by side, one for each lane, so that every sum is added up in the same order on every machine.</summary>
    private readonly double[][] _lanes;

    private FourierFeatures(float[][] frequencies)
    {
        _frequencies = frequencies;
        _lanes = [.. frequencies.Chunk(Vector256<double>.Count).Select(four =>
        {
            var lanes = new double[four[0].Length * Vector256<double>.Count];
            for (var f = 0; f < four.Length; f++)
            {
                for (var i = 0; i < four[f].Length; i++)
                    lanes[(i * Vector256<double>.Count) + f] = four[f][i];
            }

            return lanes;
        })];
    }

    public int Count => _frequencies.Length;

    /// <param name="relevances">By feature, how much it counts in the kernel.</param>
    public static FourierFeatures Draw(double[] relevances, KernelRidgeOptions options, Random random)
    {
        return new([.. Enumerable.Range(0, options.Components / 2).Select(_ => Array.ConvertAll(relevances, r => (float)(Math.Sqrt(2 * options.Gamma) * r * Normal())))]);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()); // Box and Muller
    }

    /// <summary>The features themselves, then a cosine and a sine for each frequency.</summary>
    public float[] Map(float[] z)
    {
        var mapped = new float[z.Length + (2 * Count)];
        z.CopyTo(mapped, 0);
        var scale = Math.Sqrt(1.0 / Math.Max(1, Count));
        for (var block = 0; block < _lanes.Length; block++)
        {
            var (lanes, angles) = (_lanes[block], Vector256<double>.Zero);
            for (var i = 0; i < z.Length; i++)
                angles += Vector256.Create(lanes, i * Vector256<double>.Count) * Vector256.Create((double)z[i]);

            var first = block * Vector256<double>.Count;
            for (var f = first; f < Math.Min(first + Vector256<double>.Count, Count); f++)
            {
                var (sine, cosine) = Math.SinCos(angles[f - first]);
                mapped[z.Length + (2 * f)] = (float)(cosine * scale);
                mapped[z.Length + (2 * f) + 1] = (float)(sine * scale);
            }
        }

        return mapped;
    }

    public bool Fit(int width) => Array.TrueForAll(_frequencies, f => f.Length == width);

    public void Write(BinaryWriter to)
    {
        to.Write(Count);
        foreach (var frequency in _frequencies)
            to.WriteAll(frequency);
    }

    public static FourierFeatures Read(BinaryReader from) => new(from.ReadMany(from.ReadFloats));
}
