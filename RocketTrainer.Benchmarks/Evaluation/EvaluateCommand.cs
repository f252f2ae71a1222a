namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate WHAT</c>: how good a model of the coach is, on the evaluation files; the same figures every time for the same
/// seed. Fails when a bound is missed.
/// </summary>
internal static class EvaluateCommand
{
    public static Task<int> RunAsync(string[] words)
    {
        var options = new Options(words);
        try
        {
            return Task.FromResult(words.FirstOrDefault() switch
            {
                "weaknesses" => WeaknessEvaluation.Run(options),
                "progress" => ProgressEvaluation.Run(options),
                "settings" => SettingsEvaluation.Run(options),
                "stopping" => StoppingEvaluation.Run(options),
                "components" => ComponentsCommand.Run(options),
                "rank" => RankEvaluation.Run(options),
                "league" => LeagueEvaluation.Run(options),
                "train" => TrainRank.Run(options),
                _ => Explain("evaluate weaknesses | progress | settings | stopping | components | rank | league | train"),
            });
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or InvalidDataException)
        {
            return Task.FromResult(Explain(fault.Message));
        }
    }

    private static int Explain(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
