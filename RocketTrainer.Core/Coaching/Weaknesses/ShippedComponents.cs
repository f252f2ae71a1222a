using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>
/// What Ballchasing's stats vary by in 3v3 and what is usual at each tier of ranked 3v3, made of public collections by <c>-- evaluate
/// components</c>: for as long as too few games are stored here.
/// </summary>
public static class ShippedComponents
{
    private static readonly int[] GamesOfTier;
    private static readonly StatNorms[] Norms; // of tiers 1 up

    /// <summary>Stats are named by their keys in the catalogue, groups as in <see cref="SkillGroup"/>.</summary>
    public static SkillLayout Layout { get; }

    /// <summary>Of one game's score within a rank, by stat: the unit of all else.</summary>
    public static IReadOnlyList<double> Spreads { get; }

    public static LobbyAdjustment Lobby { get; }

    /// <summary>With a mean of 0: of players as their rank usually is.</summary>
    public static VarianceComponents Components { get; }

    /// <summary>Mean score by stat at a tier, 1 to 21, with <see cref="Spreads"/>; null at others: Supersonic Legend was in no collection.</summary>
    public static StatNorms? NormsAt(int tier) => tier >= 1 && tier <= Norms.Length ? Norms[tier - 1] : null;

    /// <summary>Player-games of this tier alone in the collections, 0 where there are no norms; a mean also looks at the tiers around it.</summary>
    public static int NormGamesAt(int tier) => tier >= 1 && tier <= GamesOfTier.Length ? GamesOfTier[tier - 1] : 0;

    static ShippedComponents()
    {
        var rows = EmbeddedTable.Rows(typeof(ShippedNorms), "skill-stats.csv").ToList();
        Layout = new(rows.Select(row => new SkillStat(row[0], Enum.Parse<SkillGroup>(row[1]).ToString(), int.Parse(row[2], CultureInfo.InvariantCulture), Enum.Parse<StatScale>(row[3]), Enum.Parse<LobbyPeers>(row[4]))));
        Spreads = [.. rows.Select(row => Number(row[5]))];
        Lobby = new([.. rows.Select(row => Number(row[6]))], [.. rows.Select(row => Number(row[7]))]);
        Components = new(Vector<double>.Build.Dense(rows.Count), Matrix("skill-between.csv"), Matrix("skill-session.csv"), Matrix("skill-game.csv"));
        var norms = EmbeddedTable.Rows(typeof(ShippedNorms), "skill-norms.csv").ToList();
        GamesOfTier = [.. norms[0].Skip(1).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        var means = OfStats("skill-norms.csv", norms.Skip(1)).ToList();
        Norms = [.. GamesOfTier.Select((_, tier) => new StatNorms([.. means.Select(stat => stat[tier])], [.. Spreads]))];
    }

    private static Matrix<double> Matrix(string name) => Matrix<double>.Build.DenseOfRows(OfStats(name, EmbeddedTable.Rows(typeof(ShippedNorms), name)));

    /// <exception cref="InvalidOperationException">Not a row for each stat, in their order.</exception>
    private static IEnumerable<double[]> OfStats(string name, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        return all.Select(row => row[0]).SequenceEqual(Layout.Stats.Select(s => s.Stat), StringComparer.Ordinal)
            ? all.Select(row => row.Skip(1).Select(Number).ToArray()) : throw new InvalidOperationException($"{name} has another order than the stats.");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
