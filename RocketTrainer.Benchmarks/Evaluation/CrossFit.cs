using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>A player whom the detector has not seen: his games as played, and with every stat worse by so much.</summary>
/// <param name="Played">Residuals by game.</param>
/// <param name="Worsened">The same by shift, in standard deviations of a game.</param>
internal sealed record HeldOutPlayer(string Name, WeaknessDetector Detector, DateTime[] Starts, int[] Sessions, double[][] Played, Dictionary<double, double[][]> Worsened)
{
    public int SessionCount => Sessions[^1] + 1;

    /// <summary>Of all games.</summary>
    public double[] OwnMeans { get; } = Means(Played);

    public GameWindow Window(int[] games, int[]? sessions = null, double[][]? rows = null, double[]? weights = null) =>
        GameWindow.Of(Array.ConvertAll(games, i => (rows ?? Played)[i]), Played[0].Length, sessions ?? Array.ConvertAll(games, i => Sessions[i]), weights);

    /// <summary>Games one after the other, the older ones counting less.</summary>
    public GameWindow Aged(int[] games, TimeSpan halfLife) => Window(games, weights: GameWindow.Aged(Array.ConvertAll(games, i => Starts[games[^1]] - Starts[i]), halfLife));

    /// <summary>Games one after the other.</summary>
    public int[] Contiguous(int games, Random random)
    {
        var start = random.Next(Played.Length - games + 1);
        return [.. Enumerable.Range(start, games)];
    }

    /// <summary>Whole sessions drawn with replacement until there are enough games; each draw is a session of its own.</summary>
    public (int[] Games, int[] Sessions) DrawSessions(int games, Random random)
    {
        var (list, tags) = (new List<int>(), new List<int>());
        for (var tag = 0; list.Count < games; tag++)
        {
            var session = random.Next(SessionCount);
            for (var i = 0; i < Sessions.Length && list.Count < games; i++)
            {
                if (Sessions[i] != session)
                    continue;
                list.Add(i);
                tags.Add(tag);
            }
        }

        return ([.. list], [.. tags]);
    }

    private static double[] Means(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(s => rows.Average(row => row[s]))];
}

/// <summary>Norms, lobby slopes and components fitted on four fifths of the players, the other fifth held out; five times.</summary>
internal static class CrossFit
{
    public const int FewestSessions = 6;

    private const int Folds = 5;
    private const int FewestGames = 20;

    public static readonly double[] Shifts = [0.5, 1.0, 1.5];

    /// <summary>Players with 20 games or more; the others only help to fit.</summary>
    public static HeldOutPlayer[] HeldOut(SortedDictionary<string, (ScoredGame Game, DateTime Start)[]> data, int seed)
    {
        var random = new Random(seed);
        var fold = new Dictionary<string, int>(StringComparer.Ordinal);
        // Long histories are dealt out apart, so that each fold has as many of them.
        foreach (var part in data.Keys.GroupBy(name => data[name].Length >= FewestGames))
        {
            var names = part.ToArray();
            random.Shuffle(names);
            for (var i = 0; i < names.Length; i++)
                fold[names[i]] = i % Folds;
        }

        return [.. Enumerable.Range(0, Folds).SelectMany(f =>
        {
            var model = ProfessionalModel.Fit([.. data.Where(p => fold[p.Key] != f).Select(p => Array.ConvertAll(p.Value, g => g.Game))]);
            var detector = new WeaknessDetector(ProfessionalGames.Layout, model.Components);
            return data.Where(p => fold[p.Key] == f && p.Value.Length >= FewestGames).Select(p => new HeldOutPlayer(p.Key, detector, Array.ConvertAll(p.Value, g => g.Start), Array.ConvertAll(p.Value, g => g.Game.Session),
                Array.ConvertAll(p.Value, g => model.Residual(g.Game)), Shifts.ToDictionary(x => x, x => Array.ConvertAll(p.Value, g => model.Residual(g.Game, -x)))));
        }).OrderBy(p => p.Name, StringComparer.Ordinal)];
    }
}

internal sealed record ProfessionalModel(StatNorms Norms, LobbyAdjustment Lobby, VarianceComponents Components)
{
    public static ProfessionalModel Fit(IReadOnlyCollection<ScoredGame[]> players)
    {
        var norms = StatNorms.Fit(players, ProfessionalGames.Layout.Stats.Length);
        var lobby = LobbyAdjustment.Fit(ProfessionalGames.Layout, norms, players);
        return new(norms, lobby, VarianceComponents.Fit([.. players.Select(games => Array.ConvertAll(games, g => (lobby.Residual(norms, g), g.Session)))]));
    }

    public double[] Residual(ScoredGame game, double shift = 0) => Lobby.Residual(Norms, game, shift);
}
