using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>
/// What Ballchasing's stats vary by in 3v3, made of public collections by <c>-- evaluate components</c>: for as long as too few
/// games are stored here. Means are not among it: those are of a rank and playlist.
/// </summary>
public static class ShippedComponents
{
    /// <summary>Stats are named by their keys in the catalogue, groups as in <see cref="SkillGroup"/>.</summary>
    public static SkillLayout Layout { get; }

    /// <summary>Of one game's score within a rank, by stat: the unit of all else.</summary>
    public static IReadOnlyList<double> Spreads { get; }

    public static LobbyAdjustment Lobby { get; }

    /// <summary>With a mean of 0: of players as their rank usually is.</summary>
    public static VarianceComponents Components { get; }

    public static StatNorms? NormsAt(int tier) => null; // STUB

    static ShippedComponents()
    {
        var rows = EmbeddedTable.Rows(typeof(ShippedNorms), "skill-stats.csv").ToList();
        Layout = new(rows.Select(row => new SkillStat(row[0], Enum.Parse<SkillGroup>(row[1]).ToString(), int.Parse(row[2], CultureInfo.InvariantCulture), Enum.Parse<StatScale>(row[3]), Enum.Parse<LobbyPeers>(row[4]))));
        Spreads = [.. rows.Select(row => Number(row[5]))];
        Lobby = new([.. rows.Select(row => Number(row[6]))], [.. rows.Select(row => Number(row[7]))]);
        Components = new(Vector<double>.Build.Dense(rows.Count), Matrix("skill-between.csv"), Matrix("skill-session.csv"), Matrix("skill-game.csv"));
    }

    private static Matrix<double> Matrix(string name) => Matrix<double>.Build.DenseOfRows(EmbeddedTable.Rows(typeof(ShippedNorms), name).Select((row, i) =>
        row[0] == Layout.Stats[i].Stat ? row.Skip(1).Select(Number) : throw new InvalidOperationException($"{name} has another order than the stats.")));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
