namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>A player's game of ranked 3v3.</summary>
/// <param name="Source">The collection that it is from.</param>
/// <param name="Group">What must stay together when rows are split.</param>
/// <param name="Tier">1 to 21.</param>
/// <param name="Player">Empty where unknown.</param>
/// <param name="Scores">In the order of <see cref="BallchasingStats.Layout"/>, NaN where unknown.</param>
internal sealed record RankedRow(string Source, string Group, int Tier, string Game, string Team, string Player, double[] Scores)
{
    private const double ShortestSeconds = 150;

    /// <summary>Games of 150 s or more.</summary>
    public static IReadOnlyList<RankedRow> Read(string path) => [.. EvaluationFiles.Rows(path).Where(row => EvaluationFiles.Number(row["dur"]) >= ShortestSeconds).Select(row => new RankedRow(
        row["source"], row["group"], (int)EvaluationFiles.Number(row["tier"]), row["game"], row["team"], row["player"],
        [.. BallchasingStats.Layout.Stats.Select(s => s.Score(EvaluationFiles.Number(row[s.Stat[(s.Stat.IndexOf('.', StringComparison.Ordinal) + 1)..]]), EvaluationFiles.Number(row["dur"]) / 60))]))];
}
