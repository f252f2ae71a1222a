using System.Globalization;
using MathNet.Numerics;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate weaknesses [--file pro_games_3v3.csv] [--seed 1] [--to FILE]</c>: every stat of a group is made worse in all games of a window of
/// real players, each group in turn; is it found first? How often is somebody flagged whose own mean was taken off? Is a flagged
/// group low again in the next games? Players are held out; their own weaknesses count as errors.
/// </summary>
internal static class WeaknessEvaluation
{
    private const int WindowsOfPlayer = 20;
    private const int NullWindows = 200;

    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(365);

    public static int Run(Options options)
    {
        Control.UseSingleThread();
        var seed = options.Number("--seed", 1);
        var players = CrossFit.HeldOut(ProfessionalGames.Read(EvaluationFiles.Find(options, "--file", "pro_games_3v3.csv")), seed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Weaknesses, {players.Length} held-out players, seed {seed}\n"));
        int[] sizes = [5, 10, 20, 50];
        var planted = sizes.ToDictionary(n => n, n => Planted.Of(players, n, seed));
        var table = new FigureTable("weaknesses");
        table.Add("1 SD first in 5 games", planted[5].First[1], method: "0.77");
        table.Add("1 SD first in 10 games", planted[10].First[1], method: "0.83", bound: Bound.Least(.85));
        table.Add("1 SD first in 20 games", planted[20].First[1], method: "0.87", bound: Bound.Least(.90));
        table.Add("1 SD first in 50 games", planted[50].First[1], method: "0.89");
        table.Add("1 SD among the first three in 10 games", planted[10].FirstThree[1], method: "0.95", bound: Bound.Least(.96));
        table.Add("0.5 SD first in 10 games", planted[10].First[.5], method: "0.48");
        table.Add("1.5 SD first in 10 games", planted[10].First[1.5], method: "0.95");
        table.Add("1 SD first by the lowest mean alone in 10 games", planted[10].LowestMean, method: "0.77");
        table.Add("1 SD flagged in 10 games", planted[10].Flagged, method: "0.75");
        table.Add("1 SD flagged in 20 games", planted[20].Flagged, method: "0.91");
        string?[] falseAlarms = ["0.020", "0.031", "0.038", "0.050"], again = [null, "0.98", "0.93", "0.81"];
        var nulls = Array.ConvertAll(sizes, n => FalseAlarms(players, n, seed));
        for (var i = 0; i < sizes.Length; i++)
            table.Add($"any flag without a weakness in {sizes[i]} games", nulls[i].Contiguous, method: falseAlarms[i], bound: Bound.Most(.05));
        for (var i = 0; i < sizes.Length; i++)
            table.Add($"any flag without a weakness in {sizes[i]} games of sessions drawn anew", nulls[i].Drawn, method: "0.018 to 0.030", bound: Bound.Most(.05));
        for (var i = 0; i < sizes.Length; i++)
        {
            var flags = Replication(players, sizes[i]);
            table.Add(string.Create(CultureInfo.InvariantCulture, $"flagged and low again in the next {sizes[i]} games ({flags.Count} flags)"), flags, method: again[i], bound: Bound.Least(.93));
        }

        var aged = Replication(players, 50, HalfLife);
        table.Add(string.Create(CultureInfo.InvariantCulture, $"flagged and low again in the next 50 games with a year old counting half ({aged.Count} flags)"), aged);
        AddShipped(table, players, seed);

        return table.Finish(options);
    }

    /// <summary>The tables that the product carries, made of other people's games, in place of what professionals' own games say.</summary>
    private static void AddShipped(FigureTable table, HeldOutPlayer[] players, int seed)
    {
        var shipped = Array.ConvertAll(players, p => p with { Detector = new WeaknessDetector(ProfessionalGames.Layout, ShippedOnProfessionals.Of(p.Detector.Components)) });
        table.Add("shipped components: 1 SD first in 10 games", Planted.Of(shipped, 10, seed).First[1], method: "0.83");
        table.Add("shipped components: 1 SD first in 20 games", Planted.Of(shipped, 20, seed).First[1], method: "0.87");
        table.Add("shipped components: any flag without a weakness in 10 games", FalseAlarms(shipped, 10, seed).Contiguous, method: "0.031");
        table.Add("shipped components: flagged and low again in the next 10 games", Replication(shipped, 10), method: "0.98");
    }

    /// <summary>The own mean taken off: any flag is false. With six sessions or more, so that the mean isn't most of the noise.</summary>
    private static (ClusteredMean Contiguous, ClusteredMean Drawn) FalseAlarms(HeldOutPlayer[] players, int games, int seed)
    {
        var (contiguous, drawn) = (new ClusteredMean(), new ClusteredMean());
        var random = new Random((seed * 1000) + games + 17);
        foreach (var player in players.Where(p => p.Played.Length >= games && p.SessionCount >= CrossFit.FewestSessions))
        {
            for (var w = 0; w < NullWindows; w++)
            {
                contiguous.Add(player.Name, IsFlagged(player, player.Window(player.Contiguous(games, random))));
                var (rows, sessions) = player.DrawSessions(games, random);
                drawn.Add(player.Name, IsFlagged(player, player.Window(rows, sessions)));
            }
        }

        return (contiguous, drawn);

        static bool IsFlagged(HeldOutPlayer player, GameWindow window) =>
            Array.Exists(player.Detector.For(window).Find([.. window.Means.Select((v, s) => player.Detector.Components.Mean[s] + (v - player.OwnMeans[s]))]), f => f.IsFlagged);
    }

    /// <summary>Players as they are, one window after the other: whether a flagged group's mean lies below average in the next.</summary>
    /// <param name="halfLife">Of the games of the window that is flagged.</param>
    private static ClusteredMean Replication(HeldOutPlayer[] players, int games, TimeSpan? halfLife = null)
    {
        var flags = new ClusteredMean();
        foreach (var player in players)
        {
            for (var start = 0; start + (2 * games) <= player.Played.Length; start += games)
            {
                int[] window = [.. Enumerable.Range(start, games)];
                var now = player.Detector.Find(halfLife is { } life ? player.Aged(window, life) : player.Window(window));
                var next = player.Detector.Find(player.Window(Array.ConvertAll(window, i => i + games)));
                for (var g = 0; g < now.Count; g++)
                {
                    if (now[g].IsFlagged)
                        flags.Add(player.Name, next[g].Mean < 0);
                }
            }
        }

        return flags;
    }

    /// <param name="First">By shift: whether the group has the most evidence.</param>
    /// <param name="LowestMean">At 1 SD: whether its mean is the lowest, for comparison.</param>
    /// <param name="Flagged">At 1 SD.</param>
    private sealed record Planted(Dictionary<double, ClusteredMean> First, Dictionary<double, ClusteredMean> FirstThree, ClusteredMean LowestMean, ClusteredMean Flagged)
    {
        public static Planted Of(HeldOutPlayer[] players, int games, int seed)
        {
            var result = new Planted(CrossFit.Shifts.ToDictionary(x => x, _ => new ClusteredMean()), CrossFit.Shifts.ToDictionary(x => x, _ => new ClusteredMean()), new(), new());
            var random = new Random((seed * 1000) + games);
            foreach (var player in players.Where(p => p.Played.Length >= games))
            {
                for (var w = 0; w < WindowsOfPlayer; w++)
                    result.Add(player, player.Contiguous(games, random));
            }

            return result;
        }

        private void Add(HeldOutPlayer player, int[] games)
        {
            var played = player.Window(games);
            var scorer = player.Detector.For(played);
            foreach (var x in CrossFit.Shifts)
            {
                var worsened = player.Window(games, rows: player.Worsened[x]).Means;
                for (var g = 0; g < player.Detector.Layout.Groups.Length; g++)
                {
                    var means = (double[])played.Means.Clone();
                    foreach (var s in player.Detector.Layout.StatsOf[g])
                        means[s] = worsened[s];
                    var evidence = scorer.Evidence(means);
                    var above = evidence.Count(e => e > evidence[g]);
                    First[x].Add(player.Name, above == 0);
                    FirstThree[x].Add(player.Name, above < 3);
                    if (x != 1)
                        continue;
                    var found = scorer.Find(means);
                    LowestMean.Add(player.Name, found.All(f => f.Mean >= found[g].Mean));
                    Flagged.Add(player.Name, found[g].IsFlagged);
                }
            }
        }
    }
}
