using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Core.Coaching;

/// <summary>A player-game with a rank, and what the others of its match did.</summary>
/// <param name="Scores">In the order of the layout; so are the others'.</param>
internal sealed record RankedGame(DateTimeOffset PlayedAt, Guid ReplayId, string PlayerId, int Tier, string Season, double[] Scores, double[][] Mates, double[][] Opponents);

/// <summary>
/// Reckons <see cref="SkillNorms"/>. A thin cell is drawn towards its parent, a season's towards the tier's and a tier's towards the
/// shipped one, with a weight of n / (n + 60); so is what players vary by, with m / (m + 40) for m players.
/// </summary>
internal static class SkillPopulation
{
    /// <summary>With so many a cell and its parent count alike.</summary>
    public const double HalfTrustedGames = 60;

    private const int Tiers = 22;
    private const double HalfTrustedPlayers = 40;

    /// <summary>Games that it takes for a player to tell what players vary by, and the most that one tells.</summary>
    private const int FewestOfOne = 10;
    private const int MostOfOne = 100;

    private static readonly TimeSpan Gap = Progress.PlaySessions.UsualGap + TimeSpan.FromMinutes(7); // from start to start

    /// <param name="games">Newest first.</param>
    public static SkillNorms Reckon(string playlist, IReadOnlyList<RankedGame> games)
    {
        var (tiers, seasons) = (new Dictionary<int, SkillCell>(), new Dictionary<string, Dictionary<int, SkillCell>>(StringComparer.Ordinal));
        for (var tier = 1; tier <= Tiers; tier++)
        {
            var near = games.Where(g => Math.Abs(g.Tier - tier) <= 1).ToList();
            var shipped = playlist == ShippedNorms.Playlist && ShippedComponents.NormsAt(tier) is { } norms ? new SkillCell(0, 0, IsShippedToo: true, norms.Mean, norms.Spread) : null;
            if (Cell(near, shipped) is not { } cell)
                continue;
            tiers[tier] = cell;
            foreach (var season in near.Where(g => g.Season.Length > 0).GroupBy(g => g.Season, StringComparer.Ordinal))
            {
                if (!seasons.TryGetValue(season.Key, out var cells))
                    seasons[season.Key] = cells = [];
                cells[tier] = Cell([.. season], cell)!;
            }
        }

        var found = new SkillNorms(tiers, seasons.ToDictionary(s => s.Key, s => (IReadOnlyDictionary<int, SkillCell>)s.Value, StringComparer.Ordinal), 0, [], [], []);
        var (players, components) = Components(found, games);
        return found with { Players = players, Between = components.Between.ToRowArrays(), Session = components.Session.ToRowArrays(), Game = components.Game.ToRowArrays() };
    }

    /// <summary>What a cell's own mean counts for beside its parent's.</summary>
    /// <param name="games">In which the score is known.</param>
    public static double Trust(double games) => games / (games + HalfTrustedGames);

    private static SkillCell? Cell(IReadOnlyList<RankedGame> games, SkillCell? parent)
    {
        var players = games.GroupBy(g => g.PlayerId, StringComparer.Ordinal).Select(g => g.Take(Population.MostOfOnePlayer).Select(x => new ScoredGame(x.Scores, [], [], 0)).ToArray()).ToList();
        if (players.Count == 0)
            return parent;
        var own = StatNorms.Fit(players, SkillScores.Count);
        var (count, sureness) = (players.Sum(p => p.Length), StatNorms.SurenessOf(players.ConvertAll(p => p.Length)));
        if (parent is null)
            return new(count, players.Count, IsShippedToo: false, own.Mean, own.Spread, sureness);
        var (mean, spread) = (new double[SkillScores.Count], new double[SkillScores.Count]);
        for (var s = 0; s < mean.Length; s++)
        {
            double known = players.Sum(p => p.Count(g => !double.IsNaN(g.Scores[s])));
            var trust = Trust(known);
            mean[s] = (trust * own.Mean[s]) + ((1 - trust) * parent.Mean[s]);
            spread[s] = Math.Sqrt((trust * own.Spread[s] * own.Spread[s]) + ((1 - trust) * parent.Spread[s] * parent.Spread[s]));
        }

        return new(count, players.Count, parent.IsShippedToo, mean, spread, sureness);
    }

    private static (int Players, VarianceComponents Components) Components(SkillNorms norms, IReadOnlyList<RankedGame> games)
    {
        var shipped = ShippedComponents.Components;
        var players = games.GroupBy(g => g.PlayerId, StringComparer.Ordinal).Select(g => g.DistinctBy(x => x.ReplayId).Take(MostOfOne).ToList()).Where(g => g.Count >= FewestOfOne)
            .Select(g => Residuals(norms, g)).Where(g => g[^1].Session > 0 && g[^1].Session < g.Length - 1).ToList();
        if (players.Count < 2)
            return (players.Count, shipped);
        var own = VarianceComponents.Fit(players);
        var trust = players.Count / (players.Count + HalfTrustedPlayers);
        return (players.Count, new(shipped.Mean, Blend(own.Between, shipped.Between), Blend(own.Session, shipped.Session), Blend(own.Game, shipped.Game)));

        Matrix<double> Blend(Matrix<double> a, Matrix<double> b) => (a * trust) + (b * (1 - trust));
    }

    private static (double[] Residual, int Session)[] Residuals(SkillNorms norms, List<RankedGame> games)
    {
        var session = 0;
        return [.. games.Select((game, i) =>
        {
            session += i > 0 && games[i - 1].PlayedAt - game.PlayedAt > Gap ? 1 : 0;
            return (ShippedComponents.Lobby.Residual(norms.At(game.Tier, game.Season)!, new(game.Scores, game.Mates, game.Opponents, session)), session);
        })];
    }
}
