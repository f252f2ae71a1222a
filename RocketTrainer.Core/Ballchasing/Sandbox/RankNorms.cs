using System.Globalization;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>The stats that have a norm by rank, in the order of <c>rank-norms.csv</c>.</summary>
internal enum Norm
{
    Shots, Goals, Saves, Assists, Score, Inflicted,
    CountBig, CountSmall, StolenBig, StolenSmall, AmountBig, AmountSmall, Overfill, OverfillStolen, UsedWhileSupersonic, Bpm, Bcpm,
    AvgAmount, ZeroBoost, FullBoost, Boost0To25, Boost25To50, Boost50To75, Boost75To100,
    AvgSpeed, Distance, Slow, BoostSpeed, Supersonic, Ground, LowAir, HighAir, Powerslides, PowerslideLength,
    BallDistance, BallDistancePossession, BallDistanceNoPossession, MateDistance, DefensiveThird, NeutralThird, OffensiveThird, BehindBall,
    MostBack, MostForward, ClosestToBall, FarthestFromBall,
}

/// <summary>
/// What is usual at a skill: mean and spread (one player-game's standard deviation within a rank) of each stat in 3v3,
/// between tiers interpolated, and scaled to smaller teams. Counts and amounts are per minute of play.
/// </summary>
internal static class RankNorms
{
    public static readonly int Count = Enum.GetValues<Norm>().Length;

    private static readonly double[][] Means;
    private static readonly double[][] Spreads;
    private static readonly double[] Between;

    /// <summary>Mean in 2v2 and 1v1 over the mean in 3v3 at the same rank; 1 where not listed.</summary>
    private static readonly Dictionary<Norm, (double Doubles, double Duels)> ModeFactors = new()
    {
        [Norm.Shots] = (1.5, 2.7), [Norm.Goals] = (1.8, 4.3), [Norm.Saves] = (1.4, 2.4), [Norm.Assists] = (1.3, 0), [Norm.Score] = (1.45, 2.5),
        [Norm.Inflicted] = (.95, .7),
        [Norm.CountBig] = (1.17, 1.38), [Norm.CountSmall] = (1.05, 1.12), [Norm.StolenBig] = (1.25, 1.6), [Norm.StolenSmall] = (1.15, 1.4),
        [Norm.AmountBig] = (1.17, 1.38), [Norm.AmountSmall] = (1.05, 1.12), [Norm.Overfill] = (1.25, 1.5), [Norm.OverfillStolen] = (1.1, 1.6),
        [Norm.UsedWhileSupersonic] = (1.4, 1.5), [Norm.AvgAmount] = (.975, .98), [Norm.ZeroBoost] = (1.05, 1.05), [Norm.FullBoost] = (.98, 1.05),
        [Norm.AvgSpeed] = (1.02, 1.025), [Norm.Distance] = (1.02, 1.025), [Norm.Slow] = (.975, .96), [Norm.Supersonic] = (1.2, 1.25),
        [Norm.Ground] = (1.015, 1.06), [Norm.LowAir] = (.985, .93), [Norm.HighAir] = (.95, .75), [Norm.Powerslides] = (1, 1.05),
        [Norm.BallDistance] = (.86, .68), [Norm.BallDistancePossession] = (.83, .62), [Norm.BallDistanceNoPossession] = (.88, .74),
        [Norm.MateDistance] = (.89, 1), [Norm.DefensiveThird] = (.985, 1.02), [Norm.BehindBall] = (1.025, .97),
    };

    private static readonly double[,] Factors = new double[Count, 4];

    static RankNorms()
    {
        var rows = EmbeddedTable.Rows(typeof(Coaching.SkillGroup), "rank-norms.csv").ToArray();
        if (rows.Length != 2 * Count) throw new InvalidOperationException("rank-norms.csv doesn't have a mean and a spread for every norm.");
        Means = [.. rows.Where(row => row[2] is "mean").Select(Numbers)];
        Spreads = [.. rows.Where(row => row[2] is "spread").Select(Numbers)];
        Between = [.. rows.Where(row => row[2] is "mean").Select(row => Number(row[1]))];
        foreach (var norm in Enum.GetValues<Norm>())
        {
            var (doubles, duels) = ModeFactors.GetValueOrDefault(norm, (1, 1));
            (Factors[(int)norm, 1], Factors[(int)norm, 2], Factors[(int)norm, 3]) = (duels, doubles, 1);
        }
    }

    public static double Mean(Norm norm, double skill, int teamSize) => At(Means[(int)norm], skill) * Factors[(int)norm, Math.Clamp(teamSize, 1, 3)];

    public static double Spread(Norm norm, double skill, int teamSize) => At(Spreads[(int)norm], skill) * Factors[(int)norm, Math.Clamp(teamSize, 1, 3)];

    /// <summary>The share of a stat's variance that lies between players of one rank rather than between one player's games.</summary>
    public static double BetweenPlayers(Norm norm) => Between[(int)norm];

    /// <summary>A tier's row stands for the middle of the tier.</summary>
    private static double At(double[] byTier, double skill)
    {
        var position = Math.Clamp(skill - 1.5, 0, byTier.Length - 1.001);
        var below = (int)position;
        return byTier[below] + ((byTier[below + 1] - byTier[below]) * (position - below));
    }

    private static double[] Numbers(string[] row) => [.. row.Skip(3).Select(Number)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
