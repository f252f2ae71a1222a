using System.Globalization;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>A share summed over players, with a 95 % interval from drawing players anew (bootstrap).</summary>
internal sealed class ByPlayer
{
    private const int Draws = 2000;
    private const int Seed = 7;

    private readonly SortedDictionary<string, (double Sum, double Count)> _cells = new(StringComparer.Ordinal);

    public double Count => _cells.Values.Sum(c => c.Count);

    public double Value => _cells.Values.Sum(c => c.Sum) / Count;

    public void Add(string player, double value, double count = 1)
    {
        var (sum, n) = _cells.GetValueOrDefault(player);
        _cells[player] = (sum + value, n + count);
    }

    public void Add(string player, bool hit) => Add(player, hit ? 1 : 0);

    public (double Low, double High) Interval()
    {
        var random = new Random(Seed);
        var cells = _cells.Values.ToArray();
        var values = new double[Draws];
        for (var d = 0; d < Draws; d++)
        {
            double sum = 0, n = 0;
            for (var i = 0; i < cells.Length; i++)
            {
                var (s, c) = cells[random.Next(cells.Length)];
                (sum, n) = (sum + s, n + c);
            }

            values[d] = n > 0 ? sum / n : double.NaN;
        }

        Array.Sort(values);
        return (values[(int)(0.025 * Draws)], values[(int)(0.975 * Draws)]);
    }

    public override string ToString()
    {
        var (low, high) = Interval();
        return string.Create(CultureInfo.InvariantCulture, $"{Value:.000} [{low:.000}, {high:.000}]");
    }
}
