using System.Runtime.Intrinsics;
using DenseMatrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>
/// Random Fourier features of a Gaussian kernel (Rahimi and Recht, "Random features for large-scale kernel machines", 2007) over some directions of a
/// row: for each frequency the cosine and the sine of its product with them. Frequencies stand at right angles to each other as far as there are
/// directions, which takes fewer of them for the same kernel (Yu and others, "Orthogonal random features", 2016).
/// </summary>
internal sealed class FourierFeatures
{
    /// <summary>Unit vectors, stretched by how much they count: by direction, then by column of a row.</summary>
    private readonly float[][] _directions;

    /// <summary>By frequency, then by direction.</summary>
    private readonly float[][] _frequencies;

    /// <summary>Four side by side, one for each lane, so that every sum is added up in the same order on every machine.</summary>
    private readonly double[][] _directionLanes;
    private readonly double[][] _frequencyLanes;

    private FourierFeatures(float[][] directions, float[][] frequencies) =>
        (_directions, _frequencies, _directionLanes, _frequencyLanes) = (directions, frequencies, Lanes(directions), Lanes(frequencies));

    public int Count => _frequencies.Length;

    /// <param name="directions">One or more, of a row's width each.</param>
    /// <param name="gamma">Of the kernel exp(-gamma d²), d the distance over the directions.</param>
    public static FourierFeatures Draw(float[][] directions, double gamma, int count, Random random)
    {
        var rank = directions.Length;
        return new(directions, [.. Enumerable.Range(0, (count + rank - 1) / rank).SelectMany(_ => Block()).Take(count)]);

        // Of the lengths that normal vectors have.
        IEnumerable<float[]> Block()
        {
            var turned = DenseMatrix.Create(rank, rank, (_, _) => Normal()).QR().Q;
            return Enumerable.Range(0, rank).Select(f =>
            {
                var length = Math.Sqrt(2 * gamma * Enumerable.Range(0, rank).Sum(_ => Math.Pow(Normal(), 2)));
                return (float[])[.. turned.Row(f).Select(v => (float)(v * length))];
            }).ToList();
        }

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()); // Box and Muller
    }

    /// <summary>The features themselves, then a cosine and a sine for each frequency.</summary>
    public float[] Map(float[] z)
    {
        var mapped = new float[z.Length + (2 * Count)];
        z.CopyTo(mapped, 0);
        var scale = Math.Sqrt(1.0 / Count);
        var along = Products(_directionLanes, Array.ConvertAll(z, v => (double)v));
        for (var block = 0; block < _frequencyLanes.Length; block++)
        {
            var (sines, cosines) = Vector256.SinCos(Product(_frequencyLanes[block], along));
            var first = block * Vector256<double>.Count;
            for (var f = first; f < Math.Min(first + Vector256<double>.Count, Count); f++)
            {
                mapped[z.Length + (2 * f)] = (float)(cosines[f - first] * scale);
                mapped[z.Length + (2 * f) + 1] = (float)(sines[f - first] * scale);
            }
        }

        return mapped;
    }

    /// <summary>How a sum of a row's features, each times its weight, changes with the row: by column.</summary>
    /// <param name="mapped">The row, by <see cref="Map"/>.</param>
    public double[] Gradient(float[] mapped, float[] weights)
    {
        var width = mapped.Length - (2 * Count);
        var along = new double[_directions.Length];
        for (var f = 0; f < Count; f++)
        {
            var (cosine, sine) = (width + (2 * f), width + (2 * f) + 1);
            var slope = ((double)weights[sine] * mapped[cosine]) - ((double)weights[cosine] * mapped[sine]);
            for (var i = 0; i < along.Length; i++)
                along[i] += slope * _frequencies[f][i];
        }

        var gradient = new double[width];
        for (var c = 0; c < width; c++)
            gradient[c] = weights[c];
        for (var i = 0; i < along.Length; i++)
        {
            for (var c = 0; c < width; c++)
                gradient[c] += along[i] * _directions[i][c];
        }

        return gradient;
    }

    public bool Fit(int width) => _directions[0].Length == width;

    public void Write(BinaryWriter to)
    {
        foreach (var rows in new[] { _directions, _frequencies })
        {
            to.Write(rows.Length);
            foreach (var row in rows)
                to.WriteAll(row);
        }
    }

    /// <exception cref="InvalidDataException">The parts don't fit each other.</exception>
    public static FourierFeatures Read(BinaryReader from)
    {
        var (directions, frequencies) = (from.ReadMany(from.ReadFloats), from.ReadMany(from.ReadFloats));
        return directions.Length > 0 && frequencies.Length > 0 && Array.TrueForAll(directions, d => d.Length == directions[0].Length) && Array.TrueForAll(frequencies, f => f.Length == directions.Length)
            ? new(directions, frequencies) : throw new InvalidDataException("A kernel with other frequencies than directions.");
    }

    private static double[] Products(double[][] lanes, double[] values)
    {
        var products = new double[lanes.Length * Vector256<double>.Count];
        for (var block = 0; block < lanes.Length; block++)
            Product(lanes[block], values).CopyTo(products, block * Vector256<double>.Count);
        return products;
    }

    /// <param name="values">As many as the lanes are long, or more.</param>
    private static Vector256<double> Product(double[] lanes, double[] values)
    {
        var sums = Vector256<double>.Zero;
        for (var i = 0; i < lanes.Length / Vector256<double>.Count; i++)
            sums += Vector256.Create(lanes, i * Vector256<double>.Count) * Vector256.Create(values[i]);
        return sums;
    }

    private static double[][] Lanes(float[][] rows) => [.. rows.Chunk(Vector256<double>.Count).Select(four =>
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
