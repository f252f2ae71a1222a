using RocketTrainer.Core.Progress;

namespace RocketTrainer.Core.Coaching.Labels;

/// <summary>How far two who sort the same things into the same classes agree beyond what their habits would make them (Cohen 1960): 0 by chance, 1 always.</summary>
internal static class CohenKappa
{
    /// <summary>Fewer say next to nothing, and the interval is that of many.</summary>
    public const int Fewest = 10;

    private const double Normal80 = 1.2815515655446004;

    /// <summary>With an 80 % interval (Fleiss, Cohen and Everitt 1969); null for fewer than <see cref="Fewest"/>, or where both have one class only and the same.</summary>
    public static Estimate? Of<T>(IReadOnlyList<(T One, T Other)> pairs)
        where T : struct, Enum
    {
        if (pairs.Count < Fewest)
            return null;
        var classes = pairs.SelectMany(p => new[] { p.One, p.Other }).Distinct().ToList();
        if (classes.Count < 2)
            return null;
        var share = new double[classes.Count, classes.Count];
        var (ones, others) = (new double[classes.Count], new double[classes.Count]);
        foreach (var (one, other) in pairs)
        {
            var (i, j) = (classes.IndexOf(one), classes.IndexOf(other));
            share[i, j] += 1.0 / pairs.Count;
            ones[i] += 1.0 / pairs.Count;
            others[j] += 1.0 / pairs.Count;
        }

        var places = Enumerable.Range(0, classes.Count).ToList();
        var (same, byChance) = (places.Sum(i => share[i, i]), places.Sum(i => ones[i] * others[i]));
        var kappa = (same - byChance) / (1 - byChance);
        var apart = 1 - kappa;
        var spread = places.Sum(i => share[i, i] * Math.Pow(1 - ((ones[i] + others[i]) * apart), 2))
            + (apart * apart * places.Sum(i => places.Where(j => j != i).Sum(j => share[i, j] * Math.Pow(others[i] + ones[j], 2))))
            - Math.Pow(kappa - (byChance * apart), 2);
        var reach = Normal80 * Math.Sqrt(Math.Max(0, spread) / pairs.Count) / (1 - byChance);
        return new(kappa, Math.Max(-1, kappa - reach), Math.Min(1, kappa + reach));
    }
}
