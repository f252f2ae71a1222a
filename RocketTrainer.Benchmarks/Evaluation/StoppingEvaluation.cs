using System.Globalization;
using RocketTrainer.Core.Progress.Stopping;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.InventedSessions;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate stopping [--players 500] [--seed 1]</c>: simulated players of a hundred sessions, 700 matches, who win 55 %. How often is one told
/// to stop to whom order means nothing, however he ends his evenings; and how often one who tilts?
/// </summary>
internal static class StoppingEvaluation
{
    private const int Sessions = 100;
    private const double Evenings = .3;
    private const double Significant = .05;

    private static readonly string[] Habits = ["whenever", "two losses", "a win", "a loss", "a win after a loss", "ahead", "behind"];

    public static int Run(Options options)
    {
        var (players, seed) = (options.Number("--players", 500), options.Number("--seed", 1));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"When to stop, {players} simulated players of each kind, seed {seed}\n"));
        var table = new FigureTable("stopping");
        foreach (var habit in Habits)
            Add($"order means nothing; evenings end {Words(habit)}", new(seed) { Evenings = Evenings, Stops = Habit(habit) }, Bound.Most(Significant));
        foreach (var habit in (string[])["whenever", "two losses", "behind"])
            Add($"the same; evenings of two kinds only; they end {Words(habit)}", new(seed) { Evenings = Evenings, TwoKinds = true, Stops = Habit(habit) }, Bound.Most(Significant), 3 * Sessions);
        var tilted = new InventedSessions(seed) { Tilt = Tilted };
        table.Add("tilts; the matches of each session in another order", Told(players, () => tilted.Shuffled(tilted.Player(Sessions))), bound: Bound.Most(Significant));
        Add("wins 30 points less after two losses in a row", new(seed) { Evenings = Evenings, Tilt = Tilted }, Bound.Least(.6));
        Add("the same; ends evenings after a win", new(seed) { Evenings = Evenings, Tilt = Tilted, Stops = Habit("a win") }, Bound.Least(.6));
        Add("the same; mostly stops after two losses", new(seed) { Evenings = Evenings, Tilt = Tilted, Stops = Habit("two losses") });
        foreach (var sessions in (int[])[Sessions, 150, 300])
            Add($"wins 20 points less after two losses in a row; {sessions} sessions", new(seed) { Evenings = Evenings, Tilt = won => Lost(won, 2) ? .2 : 0 }, default, sessions);
        Add("wins 30 points less from the sixth match on", new(seed) { Evenings = Evenings, Tilt = won => won.Count >= 5 ? .3 : 0 }, Bound.Least(.6));

        var other = new InventedSessions(seed) { Evenings = Evenings };
        table.Add("order means nothing; all matches after two losses compared with all others", Of(players, () =>
            StratifiedDifference.Of(Situation.In(other.Player(Sessions)).Select(s => (0, s.LossesBefore >= 2, s.Won))) is { P: < Significant }));
        return table.Finish(options);

        void Add(string name, InventedSessions of, Bound bound = default, int sessions = Sessions) => table.Add(name, Told(players, () => of.Player(sessions)), bound: bound);
    }

    private static ClusteredMean Told(int players, Func<List<List<SessionMatch>>> player) => Of(players, () => StopRules.Of(player()).Suggestion is not null);

    private static ClusteredMean Of(int players, Func<bool> isTold) =>
        ClusteredMean.Of(Enumerable.Range(0, players).Select(i => (i.ToString(CultureInfo.InvariantCulture), isTold() ? 1.0 : 0)));

    private static string Words(string habit) => habit switch { "whenever" => habit, "ahead" or "behind" => $"when {habit} by two", _ => $"after {habit}" };
}
