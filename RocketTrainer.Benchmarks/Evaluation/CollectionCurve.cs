namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// One stat's mean score by tier, from collections that differ at one tier too: score = curve(tier) + offset(collection) + rest, by least
/// squares. What the collection of 2026 and the older ones differ by may be the years or how each was gathered; that can't be told
/// apart, so the curve lies half-way between, as far from either as it must.
/// </summary>
internal sealed class CollectionCurve
{
    public const int Tiers = 21;

    private const int Rounds = 100; // alternating between curve and offsets; converges long before

    private readonly Dictionary<string, double> _offsets = new(StringComparer.Ordinal);
    private readonly (double Count, double Sum)[] _byTier = new (double, double)[Tiers + 1];

    /// <param name="rows">Those whose score is unknown are left out.</param>
    public CollectionCurve(IEnumerable<RankedRow> rows, int stat)
    {
        var cells = rows.Where(r => !double.IsNaN(r.Scores[stat])).GroupBy(r => (r.Source, r.Tier)).Select(g => (g.Key.Source, g.Key.Tier, Count: (double)g.Count(), Sum: g.Sum(r => r.Scores[stat]))).ToList();
        var counts = cells.GroupBy(c => c.Source, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Count), StringComparer.Ordinal);
        foreach (var source in counts.Keys)
            _offsets[source] = 0;
        for (var round = 0; round < Rounds; round++)
        {
            Tally();
            foreach (var source in cells.GroupBy(c => c.Source, StringComparer.Ordinal))
                _offsets[source.Key] = source.Sum(c => c.Sum - (c.Count * _byTier[c.Tier].Sum / _byTier[c.Tier].Count)) / counts[source.Key];
        }

        var older = counts.Keys.Where(source => source != RankFile.OneTierLobbies).ToList();
        var middle = (_offsets[RankFile.OneTierLobbies] + (older.Sum(source => counts[source] * _offsets[source]) / older.Sum(source => counts[source]))) / 2;
        foreach (var source in counts.Keys)
            _offsets[source] -= middle;
        Tally();

        void Tally()
        {
            Array.Clear(_byTier);
            foreach (var cell in cells)
                _byTier[cell.Tier] = (_byTier[cell.Tier].Count + cell.Count, _byTier[cell.Tier].Sum + cell.Sum - (cell.Count * _offsets[cell.Source]));
        }
    }

    /// <summary>By how much a collection lies above the curve.</summary>
    public double OffsetOf(string source) => _offsets[source];

    /// <summary>
    /// At tiers 1 to 21, at the places 0 to 20: a straight line through the tiers around each, which count by their games and, by a Gaussian of this
    /// width in tiers, the less the farther they are (local linear regression; Fan and Gijbels 1996, ch. 3).
    /// </summary>
    public double[] Smooth(double width)
    {
        var curve = new double[Tiers];
        for (var at = 1; at <= Tiers; at++)
        {
            double s0 = 0, s1 = 0, s2 = 0, y0 = 0, y1 = 0;
            for (var tier = 1; tier <= Tiers; tier++)
            {
                var (away, kernel) = (tier - at, Math.Exp(-0.5 * Math.Pow((tier - at) / width, 2)));
                var (weight, sum) = (kernel * _byTier[tier].Count, kernel * _byTier[tier].Sum);
                (s0, s1, s2) = (s0 + weight, s1 + (weight * away), s2 + (weight * away * away));
                (y0, y1) = (y0 + sum, y1 + (sum * away));
            }

            curve[at - 1] = ((s2 * y0) - (s1 * y1)) / ((s0 * s2) - (s1 * s1));
        }

        return curve;
    }
}
