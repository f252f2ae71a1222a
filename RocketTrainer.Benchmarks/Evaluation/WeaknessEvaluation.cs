using System.Globalization;
using MathNet.Numerics;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate weaknesses [--file pro_games_3v3.csv] [--seed 1]</c>: every stat of a group is made worse in all games of a window of
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
        var table = new FigureTable();
        table.Show("1 SD first, 5 games", ".77", planted[5].First[1]);
        table.AtLeast("1 SD first, 10 games", ".83", planted[10].First[1], .85);
        table.AtLeast("1 SD first, 20 games", ".87", planted[20].First[1], .90);
        table.Show("1 SD first, 50 games", ".89", planted[50].First[1]);
        table.AtLeast("1 SD among the first three, 10 games", ".95", planted[10].FirstThree[1], .96);
        table.Show("0.5 SD first, 10 games", ".48", planted[10].First[.5]);
        table.Show("1.5 SD first, 10 games", ".95", planted[10].First[1.5]);
        table.Show("1 SD first by the lowest mean alone, 10 games", ".77", planted[10].LowestMean);
        table.Show("1 SD flagged, 10 games", ".75", planted[10].Flagged);
        table.Show("1 SD flagged, 20 games", ".91", planted[20].Flagged);
        string[] falseAlarms = [".020", ".031", ".038", ".050"], again = ["", ".98", ".93", ".81"];
        var nulls = Array.ConvertAll(sizes, n => FalseAlarms(players, n, seed));
        for (var i = 0; i < sizes.Length; i++)
            table.AtMost($"any flag without a weakness, {sizes[i]} games", falseAlarms[i], nulls[i].Contiguous, .05);
        for (var i = 0; i < sizes.Length; i++)
            table.AtMost($"the same, sessions drawn, {sizes[i]} games", ".018 to .030", nulls[i].Drawn, .05);
        for (var i = 0; i < sizes.Length; i++)
        {
            var flags = Replication(players, sizes[i]);
            table.AtLeast(string.Create(CultureInfo.InvariantCulture, $"flagged, then low again in the next {sizes[i]} games ({flags.Count} flags)"), again[i], flags, .93);
        }

        var aged = Replication(players, 50, HalfLife);
        table.Show(string.Create(CultureInfo.InvariantCulture, $"the same, a year old counting half, 50 games ({aged.Count} flags)"), "", aged);
        ShowShipped(table, players, seed);

        return table.Print();
    }

    /// <summary>The tables that the product carries, made of other people's games, in place of what professionals' own games say.</summary>
    private static void ShowShipped(FigureTable table, HeldOutPlayer[] players, int seed)
    {
        var shipped = Array.ConvertAll(players, p => p with { Detector = new WeaknessDetector(ProfessionalGames.Layout, ShippedOnProfessionals.Of(p.Detector.Components)) });
        table.Show("shipped components: 1 SD first, 10 games", ".83", Planted.Of(shipped, 10, seed).First[1]);
        table.Show("shipped components: 1 SD first, 20 games", ".87", Planted.Of(shipped, 20, seed).First[1]);
        table.Show("shipped components: any flag without a weakness, 10 games", ".031", FalseAlarms(shipped, 10, seed).Contiguous);
        table.Show("shipped components: flagged, then low again in the next 10 games", ".98", Replication(shipped, 10));
    }

    /// <summary>The own mean taken off: any flag is false. With six sessions or more, so that the mean isn't most of the noise.</summary>
    private static (ByPlayer Contiguous, ByPlayer Drawn) FalseAlarms(HeldOutPlayer[] players, int games, int seed)
    {
        var (contiguous, drawn) = (new ByPlayer(), new ByPlayer());
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
    private static ByPlayer Replication(HeldOutPlayer[] players, int games, TimeSpan? halfLife = null)
    {
        var flags = new ByPlayer();
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
    private sealed record Planted(Dictionary<double, ByPlayer> First, Dictionary<double, ByPlayer> FirstThree, ByPlayer LowestMean, ByPlayer Flagged)
    {
        public static Planted Of(HeldOutPlayer[] players, int games, int seed)
        {
            var result = new Planted(CrossFit.Shifts.ToDictionary(x => x, _ => new ByPlayer()), CrossFit.Shifts.ToDictionary(x => x, _ => new ByPlayer()), new(), new());
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
