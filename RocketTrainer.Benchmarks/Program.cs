using BenchmarkDotNet.Running;
using RocketTrainer.Benchmarks;
using RocketTrainer.Benchmarks.Evaluation;

// A command by its name measures a whole process and fails when its bound is missed; anything else goes to BenchmarkDotNet.
return args switch
{
    ["auth", .. var options] => await AuthCommand.RunAsync(new Options(options)),
    ["import", .. var options] => await ImportCommand.RunAsync(new Options(options)),
    ["api", .. var options] => await ApiCommand.RunAsync(new Options(options)),
    ["chaos", .. var options] => await ChaosCommand.RunAsync(new Options(options)),
    ["rate", .. var options] => await RateCommand.RunAsync(new Options(options)),
    ["first-visit", .. var options] => await FirstVisitCommand.RunAsync(new Options(options)),
    ["circuits", .. var options] => await CircuitsCommand.RunAsync(new Options(options)),
    [CircuitServer.Command, .. var options] => await CircuitServer.ServeAsync(new Options(options)),
    ["queries", .. var options] => await QueriesCommand.RunAsync(new Options(options)),
    [LocalBallchasing.Command, .. var options] => await LocalBallchasing.ServeAsync(new Options(options)),
    ["evaluate", .. var options] => await EvaluateCommand.RunAsync(options),
    _ => Switch(args),
};

static int Switch(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(AuthCommand).Assembly).Run(args);
    return 0;
}
