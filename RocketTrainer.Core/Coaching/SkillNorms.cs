using System.ComponentModel;
using System.Text.Json.Serialization;
using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Core.Coaching;

/// <summary>What is usual of the scores of <see cref="ShippedComponents.Layout"/> in one playlist, and what they vary by.</summary>
/// <param name="Tiers">By tier, 1 to 22: of all seasons; of this tier and of the ones beside it.</param>
/// <param name="Seasons">By a season's id, then by tier; drawn towards the tier's by as much as it is thin.</param>
/// <param name="Players">Those whose matches say what players vary by here; the fewer, the more the shipped figures count.</param>
[ImmutableObject(true)]
public sealed record SkillNorms(
    IReadOnlyDictionary<int, SkillCell> Tiers, IReadOnlyDictionary<string, IReadOnlyDictionary<int, SkillCell>> Seasons, int Players, double[][] Between, double[][] Session, double[][] Game)
{
    /// <summary>That is what drawing towards it with n / (n + 60) takes it for; collections of ranked players differ by about as much.</summary>
    private static readonly Peers Shipped = new(double.PositiveInfinity, SkillPopulation.HalfTrustedGames);

    private WeaknessDetector? _detector;

    [JsonIgnore]
    public WeaknessDetector Detector => _detector ??= new(ShippedComponents.Layout, new(Vector<double>.Build.Dense(ShippedComponents.Layout.Stats.Length), Matrix(Between), Matrix(Session), Matrix(Game)));

    /// <summary>Null where nobody of the tier is known.</summary>
    /// <param name="season">The tier's own cell where it is unknown.</param>
    public StatNorms? At(int tier, string season) =>
        (Seasons.TryGetValue(season, out var cells) && cells.TryGetValue(tier, out var cell)) || Tiers.TryGetValue(tier, out cell) ? new(cell.Mean, cell.Spread) : null;

    /// <summary>How surely <see cref="At"/> is known; for tiers that are.</summary>
    public Peers PeersAt(int tier, string season)
    {
        var all = Tiers[tier] is { IsShippedToo: true } drawn ? drawn.PeersBeside(Shipped) : Tiers[tier].Own;
        return Seasons.TryGetValue(season, out var cells) && cells.TryGetValue(tier, out var cell) ? cell.PeersBeside(all) : all;
    }

    private static Matrix<double> Matrix(double[][] rows) => Matrix<double>.Build.DenseOfRowArrays(rows);
}

/// <summary>Mean and standard deviation of one game's score, by stat of the layout.</summary>
/// <param name="Games">Player-games, each player's newest <see cref="Population.MostOfOnePlayer"/>; 0 where only shipped figures are known.</param>
/// <param name="IsShippedToo">Whether the shipped cell is mixed in.</param>
/// <param name="Sureness">How surely these games alone tell the mean; null where there are none, and in norms of earlier versions, which took each player and game for a whole one.</param>
[ImmutableObject(true)]
public sealed record SkillCell(int Games, int Players, bool IsShippedToo, double[] Mean, double[] Spread, Peers? Sureness = null)
{
    internal Peers Own => Sureness ?? new(Players, Games);

    /// <summary>How surely the mean is known, drawn towards a parent's by as much as <see cref="SkillPopulation.Trust"/> says.</summary>
    internal Peers PeersBeside(Peers parent)
    {
        var trust = SkillPopulation.Trust(Games);
        return Games == 0 ? parent : Peers.Of([(trust, Own), (1 - trust, parent)]);
    }
}
