namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary><c>-- evaluate NAME …</c>: holds a part of coaching against its bounds; fails when one is missed.</summary>
internal static class EvaluateCommand
{
    public static Task<int> RunAsync(string[] words) => Task.FromResult(words switch
    {
        ["rank", .. var options] => RankEvaluation.Run(new Options(options)),
        ["league", .. var options] => LeagueEvaluation.Run(new Options(options)),
        ["train", .. var options] => TrainRank.Run(new Options(options)),
        _ => throw new ArgumentException("What is to be evaluated? rank, league or train.", nameof(words)),
    });
}
