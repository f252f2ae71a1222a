using System.Globalization;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate train [--rows FILE] [--out FILE] [--seed 1] [--no-trees]</c>: makes the rank model that comes with the application, which holds nothing of the rows
/// but what was learnt. The same rows and seed make a model of the same id.
/// </summary>
internal static class TrainRank
{
    private const string Data = "Ranked 3v3 in public replay collections of 2021 and 2026, Bronze I to Grand Champion III";
    private const string Split = "matches with both their teams, and known players, on one side only";

    public static int Run(Options options)
    {
        var rows = RankFile.ReadRejoined(EvaluationFiles.Find(options, "--rows", "rank_rows.csv")).Rows;
        var path = options.Text("--out") ?? Path.Combine(Repository.Root, "RocketTrainer.Core/Coaching/RankModels/shipped.rank");
        var (model, cost) = MeasuredTraining.Of(rows, new(Data, Split, options.Number("--seed", 1), !options.Has("--no-trees")));
        using (var file = File.Create(path))
            model.Save(file);
        Console.WriteLine(model.Card);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {new FileInfo(path).Length / 1e3:0} kB; {cost.Elapsed.TotalSeconds:0.0} s, {cost.Busy.TotalSeconds:0.0} s of processor time, {cost.PeakMegabytes:0} MB at most"));
        return 0;
    }
}
