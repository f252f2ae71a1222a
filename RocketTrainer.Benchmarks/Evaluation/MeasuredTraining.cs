using System.Diagnostics;
using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>What training both rank models took.</summary>
/// <param name="Elapsed">Also that of whatever else the machine does.</param>
/// <param name="Busy">Processor time, the training's alone, of all cores together.</param>
/// <param name="PeakMegabytes">Of the whole process until then.</param>
internal sealed record MeasuredTraining(TimeSpan Elapsed, TimeSpan Busy, double PeakMegabytes)
{
    private const double Megabyte = 1 << 20;

    public static (RankModel Model, MeasuredTraining Cost) Of(IReadOnlyList<RankRow> rows, RankTraining training)
    {
        var (watch, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var model = new RankTrainer(TimeProvider.System).Train(rows, training);
        return (model, new(watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - before, Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte));
    }
}
