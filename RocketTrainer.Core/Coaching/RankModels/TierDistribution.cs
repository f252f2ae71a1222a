namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>
/// How the true tier lies around a prediction, learnt from predictions of rows that the predicting model hadn't seen: a Gaussian kernel over the
/// prediction, wider where there are few of them, tabulated in quarters of a tier.
/// </summary>
internal sealed class TierDistribution
{
    /// <summary>Supersonic Legend.</summary>
    public const int Highest = 22;

    private const double Bandwidth = 0.6;
    private const double FewestAround = 40;
    private const double Step = 0.25;
    private const int Cells = (int)((Highest + 1) / Step) + 1;

    private readonly float[][] _table; // by prediction from 0 in steps, then by tier from 1

    private TierDistribution(float[][] table) => (_table, Most) = (table, 1 + table.Max(row => Array.FindLastIndex(row, chance => chance > 0)));

    /// <summary>The highest tier that is held possible.</summary>
    public int Most { get; }

    /// <param name="tiers">True ones, 1 to 22; none is held possible above the highest.</param>
    public static TierDistribution Fit(float[] predicted, int[] tiers)
    {
        var most = tiers.Max();
        return new([.. Enumerable.Range(0, Cells).Select(c => Around(c * Step))]);

        float[] Around(double at)
        {
            for (var width = Bandwidth; ; width *= 1.5)
            {
                var (masses, sum) = (new double[Highest], 0.0);
                for (var i = 0; i < tiers.Length; i++)
                {
                    var away = (predicted[i] - at) / width;
                    if (Math.Abs(away) > 4)
                        continue;
                    var mass = Math.Exp(-away * away / 2);
                    // The outcome, moved along with the prediction and shared between the two nearest tiers.
                    var moved = Math.Clamp(tiers[i] + at - predicted[i], 1, most);
                    var (below, share) = ((int)moved, moved - (int)moved);
                    masses[below - 1] += mass * (1 - share);
                    if (share > 0)
                        masses[below] += mass * share;
                    sum += mass;
                }

                if (sum >= FewestAround || (sum > 0 && width > Highest))
                    return Array.ConvertAll(masses, m => (float)(m / sum));
            }
        }
    }

    /// <summary>The chance of each tier, from 1 to 22.</summary>
    public double[] At(double point)
    {
        var place = Math.Clamp(point / Step, 0, Cells - 1.001);
        var (cell, share) = ((int)place, place - (int)place);
        return [.. _table[cell].Zip(_table[cell + 1], (low, high) => (low * (1 - share)) + (high * share))];
    }

    /// <summary>The fewest neighbouring tiers that hold at least <paramref name="mass"/>; among as few, the likeliest.</summary>
    public static (int Low, int High) Shortest(double[] chances, double mass)
    {
        for (var width = 1; width < chances.Length; width++)
        {
            var (low, held) = Enumerable.Range(1, chances.Length - width + 1).Select(from => (from, chances.AsSpan(from - 1, width).ToArray().Sum())).MaxBy(w => w.Item2);
            if (held >= mass)
                return (low, low + width - 1);
        }

        return (1, chances.Length);
    }

    public void Write(BinaryWriter to)
    {
        foreach (var row in _table)
            to.WriteAll(row);
    }

    /// <exception cref="InvalidDataException">It isn't of 22 tiers.</exception>
    public static TierDistribution Read(BinaryReader from)
    {
        var table = Enumerable.Range(0, Cells).Select(_ => from.ReadFloats()).ToArray();
        return Array.TrueForAll(table, row => row.Length == Highest && Array.Exists(row, chance => chance > 0)) ? new(table) : throw new InvalidDataException("A distribution of other tiers.");
    }
}
