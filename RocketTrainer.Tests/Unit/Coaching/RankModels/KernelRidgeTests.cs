using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Tests.Unit.Coaching.RankModels;

public sealed class KernelRidgeTests
{
    private const int Width = 12;

    private static readonly KernelRidgeOptions Options = new(Frequencies: 100, Gamma: 0.02, Directions: 4, KernelPenalty: 1, LinearPenalty: 30);

    /// <summary>A wave along one direction that is none of the columns, among twelve columns of noise: a kernel that looks everywhere alike finds next to nothing of it.</summary>
    [Fact]
    public void Predict_OfWhatChangesAlongOneDirection_ComesNearIt()
    {
        var (x, y) = Waves(new Random(1), rows: 800);
        var (unseen, truth) = Waves(new Random(2), rows: 200);

        var ridge = KernelRidge.Fit(x, y, Ones(x), Options, seed: 3);

        Assert.InRange(unseen.Zip(truth, (row, v) => Math.Abs(ridge.Predict(row) - v)).Average(), 0, 0.35 * truth.Average(Math.Abs)); // 0 is the mean
    }

    [Fact]
    public void Predict_OneLabelInTenFarOff_StaysWithTheOthers()
    {
        var random = new Random(1);
        var x = Rows(random, 600);
        var truth = Array.ConvertAll(x, row => 10 + row[0]);
        var y = truth.Select((v, i) => i % 10 == 0 ? v + 12 : v).ToArray();

        var off = x.Zip(truth, (row, v) => (Row: row, Truth: v)).ToArray();
        var robust = KernelRidge.Fit(x, y, Ones(x), Options, seed: 3);

        Assert.InRange(off.Average(o => robust.Predict(o.Row) - o.Truth), -0.3, 0.3); // least squares are a tenth of twelve off
    }

    [Fact]
    public void Predict_LearntFromOneLabel_SaysIt()
    {
        var x = Rows(new Random(1), 50);

        var ridge = KernelRidge.Fit(x, Array.ConvertAll(x, _ => 7f), Ones(x), Options, seed: 3);

        Assert.Equal(7, ridge.Predict(x[0]), 0.001);
    }

    /// <summary>Nothing was learnt about it, so that another value of it must change nothing.</summary>
    [Fact]
    public void Predict_WithAnotherValueOfAColumnThatWasAlwaysTheSame_SaysTheSame()
    {
        var (x, y) = Waves(new Random(1), rows: 300);
        float[][] With(float constant) => Array.ConvertAll(x, row => (float[])[.. row, constant]);

        var ridge = KernelRidge.Fit(With(1), y, Ones(x), Options, seed: 3);

        Assert.Equal(With(1).Select(ridge.Predict), With(0).Select(ridge.Predict));
    }

    [Fact]
    public void Read_OfPartsThatDoNotFit_SaysSo()
    {
        var kernel = new MemoryStream();
        using (var writer = new BinaryWriter(kernel, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            foreach (var rows in new float[][][] { [[1, 2], [1]], [[1, 2]] })
            {
                writer.Write(rows.Length);
                foreach (var row in rows)
                    writer.WriteAll(row);
            }
        }

        kernel.Position = 0;
        Assert.Throws<InvalidDataException>(() => FourierFeatures.Read(new(kernel)));
    }

    [Fact]
    public void Gradient_OfAnySum_IsWhatASmallStepChanges()
    {
        var random = new Random(1);
        var directions = Rows(random, 3);
        var kernel = FourierFeatures.Draw(directions, gamma: 0.1, count: 10, random);
        var (row, weights) = (Rows(random, 1)[0], Enumerable.Range(0, Width + 20).Select(_ => (float)random.NextDouble()).ToArray());

        var gradient = kernel.Gradient(kernel.Map(row), weights);

        Assert.All(Enumerable.Range(0, Width), c => Assert.Equal((Sum(c, 0.01f) - Sum(c, -0.01f)) / 0.02, gradient[c], 0.01));

        double Sum(int column, float step)
        {
            var moved = (float[])row.Clone();
            moved[column] += step;
            return kernel.Map(moved).Zip(weights, (m, w) => (double)m * w).Sum();
        }
    }

    private static (float[][] X, float[] Y) Waves(Random random, int rows)
    {
        var x = Rows(random, rows);
        return (x, Array.ConvertAll(x, row => 3 * MathF.Sin(1.5f * (row[0] + row[1] - row[2]))));
    }

    private static float[][] Rows(Random random, int rows) => [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, Width).Select(_ => (float)((2 * random.NextDouble()) - 1)).ToArray())];

    private static float[] Ones(float[][] x) => Array.ConvertAll(x, _ => 1f);
}
