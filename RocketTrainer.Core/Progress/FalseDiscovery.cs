namespace RocketTrainer.Core.Progress;

/// <summary>
/// Which of many differences hold up: of eighteen stats that only wobble, at 5 % one would pass for a change nearly every
/// time. After Benjamini and Hochberg (1995), <i>Controlling the false discovery rate</i>, J. R. Stat. Soc. B 57, 289–300.
/// </summary>
public static class FalseDiscovery
{
    /// <summary>Of all that is called clear, at most this share is chance, on average.</summary>
    public const double Rate = 0.05;

    /// <summary>For each p value, in their order, whether it is clear; one that is unknown is not.</summary>
    /// <param name="p">0 to 1, or null.</param>
    public static bool[] Clear(IReadOnlyList<double?> p)
    {
        var sorted = p.OfType<double>().Order().ToList();
        var rank = sorted.Count;
        while (rank > 0 && sorted[rank - 1] > Rate * rank / sorted.Count)
            rank--;
        var bound = rank == 0 ? -1 : sorted[rank - 1];
        return [.. p.Select(value => value <= bound)];
    }
}
