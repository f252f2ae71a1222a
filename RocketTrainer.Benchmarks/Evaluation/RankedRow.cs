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
    public static IReadOnlyList<RankedRow> Read(string path) => [.. new StatTable(path).Rows.Where(row => row.Number("dur") >= ShortestSeconds).Select(row => new RankedRow(
        row["source"], row["group"], (int)row.Number("tier"), row["game"], row["team"], row["player"],
        [.. BallchasingStats.Layout.Stats.Select(s => s.Score(row.Number(s.Stat[(s.Stat.IndexOf('.', StringComparison.Ordinal) + 1)..]), row.Number("dur") / 60))]))];
}
