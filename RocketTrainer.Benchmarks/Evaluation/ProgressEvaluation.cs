using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate progress [--file pro_games_3v3.csv] [--seed 1] [--to FILE]</c>: before and after are sessions of one player drawn twice, so nothing
/// changed; how often is the group that came out worst before said to have improved? And how often, when it really gained?
/// </summary>
internal static class ProgressEvaluation
{
    private const int Trials = 60;

    private enum Drilled { Random, Lowest, First }

    public static int Run(Options options)
    {
        Control.UseSingleThread();
        var seed = options.Number("--seed", 1);
        var players = CrossFit.HeldOut(ProfessionalGames.Read(EvaluationFiles.Find(options, "--file", "pro_games_3v3.csv")), seed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Progress, {players.Count(p => p.SessionCount >= CrossFit.FewestSessions)} held-out players, seed {seed}\n"));
        var table = new FigureTable("progress");
        int[] sizes = [10, 20, 40];
        string[] falsely = ["0.037", "0.037", "0.030"], anyFalsely = ["0.045", "0.059", "0.030"], welch = ["0.23", "0.19", "0.14"];
        var results = Array.ConvertAll(sizes, n => Evaluate(players, n, seed));
        for (var i = 0; i < sizes.Length; i++)
            table.Add($"no change but said to improve: weakest group drilled over {sizes[i]} + {sizes[i]} games", results[i].Falsely[Drilled.First], method: falsely[i], bound: Bound.Most(.05));
        for (var i = 0; i < sizes.Length; i++)
            table.Add($"no change but said to improve: group of the lowest mean drilled over {sizes[i]} + {sizes[i]}", results[i].Falsely[Drilled.Lowest], method: falsely[i], bound: Bound.Most(.05));
        for (var i = 0; i < sizes.Length; i++)
            table.Add($"no change but said to improve: any group drilled over {sizes[i]} + {sizes[i]}", results[i].Falsely[Drilled.Random], method: anyFalsely[i], bound: Bound.Most(.05));
        for (var i = 0; i < sizes.Length; i++)
            table.Add($"no change but said to improve by Welch's t test: weakest group drilled over {sizes[i]} + {sizes[i]}", results[i].Welch, method: welch[i]);
        table.Add("gain of 1 SD found: weakest group drilled over 10 + 10", results[0].Truly[(Drilled.First, 1)], method: "0.89", bound: Bound.Least(.85));
        table.Add("gain of 1 SD found: group of the lowest mean drilled over 10 + 10", results[0].Truly[(Drilled.Lowest, 1)], method: "0.89", bound: Bound.Least(.85));
        table.Add("gain of 0.5 SD found: weakest group drilled over 10 + 10", results[0].Truly[(Drilled.First, .5)], method: "0.42");
        table.Add("gain of 0.5 SD found: weakest group drilled over 40 + 40", results[2].Truly[(Drilled.First, .5)], method: "0.83");
        return table.Finish(options);
    }

    private static Result Evaluate(HeldOutPlayer[] players, int games, int seed)
    {
        var result = new Result();
        var random = new Random((seed * 1000) + games + 31);
        foreach (var player in players.Where(p => p.SessionCount >= CrossFit.FewestSessions))
        {
            for (var t = 0; t < Trials; t++)
            {
                var (b, sessionsBefore) = player.DrawSessions(games, random);
                var (a, sessionsAfter) = player.DrawSessions(games, random);
                var (before, after) = (player.Window(b, sessionsBefore), player.Window(a, sessionsAfter));
                var found = player.Detector.Find(before);
                var groups = Enumerable.Range(0, found.Count);
                result.Add(player, Drilled.Random, random.Next(found.Count), before, after);
                result.Add(player, Drilled.Lowest, groups.MinBy(g => found[g].Mean / found[g].StandardError), before, after);
                var first = groups.MaxBy(g => found[g].Evidence);
                result.Add(player, Drilled.First, first, before, after);
                result.Welch.Add(player.Name, Estimate.OfDifference(Composites(player, first, a), Composites(player, first, b)) is { Value: > 0, P: < .1 }); // 5 %, one-sided
            }
        }

        return result;
    }

    private static double[] Composites(HeldOutPlayer player, int group, int[] games) =>
        Array.ConvertAll(games, i => player.Detector.Layout.StatsOf[group].Average(s => player.Played[i][s]));

    private sealed class Result
    {
        private static readonly double[] Gains = [.5, 1];

        public Dictionary<Drilled, ClusteredMean> Falsely { get; } = Enum.GetValues<Drilled>().ToDictionary(d => d, _ => new ClusteredMean());

        public Dictionary<(Drilled Which, double Gain), ClusteredMean> Truly { get; } = Enum.GetValues<Drilled>().SelectMany(d => Gains.Select(gain => (d, gain))).ToDictionary(k => k, _ => new ClusteredMean());

        public ClusteredMean Welch { get; } = new();

        public void Add(HeldOutPlayer player, Drilled which, int group, GameWindow before, GameWindow after)
        {
            var finding = ProgressTest.Of(player.Detector, group, before, after)!;
            Falsely[which].Add(player.Name, finding.IsImproved);
            // The change is linear in the means after: a gain in all stats of the group adds itself.
            foreach (var gain in Gains)
                Truly[(which, gain)].Add(player.Name, Normal.CDF(0, 1, (finding.SingleChange + gain) / finding.StandardError) > ProgressTest.Sure);
        }
    }
}
