namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>The training rows' mean and standard deviation, column by column. What was the same in all of them says nothing of others.</summary>
internal sealed class FeatureScale(float[] mean, float[] spread)
{
    private const float Cut = 4;
    private const double LeastSpread = 1e-6;

    public int Width => mean.Length;

    public static FeatureScale Of(float[][] rows)
    {
        var (mean, spread) = (new float[rows[0].Length], new float[rows[0].Length]);
        for (var c = 0; c < mean.Length; c++)
        {
            var known = rows.Select(r => (double)r[c]).Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).ToArray();
            var middle = known.Average();
            mean[c] = (float)middle;
            var deviation = Math.Sqrt(known.Average(v => (v - middle) * (v - middle)));
            spread[c] = deviation < LeastSpread ? float.MaxValue : (float)deviation;
        }

        return new(mean, spread);
    }

    /// <summary>With the mean where a row has NaN.</summary>
    public float[] Fill(float[] row) => [.. row.Select((v, c) => float.IsNaN(v) ? mean[c] : v)];

    /// <summary>Standard deviations from the mean, cut off at 4 either way; 0 where a row has NaN.</summary>
    public float[] Z(float[] row) => [.. row.Select((v, c) => float.IsNaN(v) ? 0 : Math.Clamp((v - mean[c]) / spread[c], -Cut, Cut))];

    public void Write(BinaryWriter to)
    {
        to.WriteAll(mean);
        to.WriteAll(spread);
    }

    /// <exception cref="InvalidDataException">There are other means than standard deviations.</exception>
    public static FeatureScale Read(BinaryReader from)
    {
        var (mean, spread) = (from.ReadFloats(), from.ReadFloats());
        return mean.Length == spread.Length ? new(mean, spread) : throw new InvalidDataException("A scale with other means than standard deviations.");
    }
}
