using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Tests.Unit.Coaching.Weaknesses;

public sealed class ComponentsTests
{
    private static readonly VarianceComponents True = new(
        Vector<double>.Build.Dense(2),
        Matrix<double>.Build.DenseOfRowArrays([.3, .1], [.1, .2]), Matrix<double>.Build.DenseOfRowArrays([.1, -.05], [-.05, .1]), Matrix<double>.Build.DenseOfRowArrays([.6, .2], [.2, .7]));

    private static readonly SkillLayout Layout = new([new("a", "one", 1, StatScale.AsIs), new("b", "two", 1, StatScale.AsIs)]);

    [Fact]
    public void Fit_OfManyPlayers_FindsWhatTheyWereDrawnFrom()
    {
        var players = new InventedPlayers(seed: 1, Layout, True);

        var found = VarianceComponents.Fit([.. Enumerable.Range(0, 2000).Select(i => players.Games(players.Player(), 10 + (i % 30)))]);

        Assert.All(new[] { (True.Between, found.Between), (True.Session, found.Session), (True.Game, found.Game) }, pair =>
            Assert.True((pair.Item1 - pair.Item2).Enumerate().All(v => Math.Abs(v) < .03), $"{pair.Item1}{pair.Item2}"));
    }

    [Fact]
    public void Fit_WithGapsAndAConstantStat_GivesNumbers()
    {
        var players = new InventedPlayers(seed: 2, Layout, True);
        var games = Enumerable.Range(0, 50).Select(_ => Array.ConvertAll(players.Games(players.Player(), 20), g => (new[] { g.Residual[0], g.Residual[1] > 1 ? double.NaN : g.Residual[1], double.NaN, 0 }, g.Session))).ToList();

        var found = VarianceComponents.Fit(games);
        var layout = new SkillLayout([.. Layout.Stats, new("never known", "three", 1, StatScale.AsIs), new("always the same", "four", 1, StatScale.AsIs)]);
        var look = new WeaknessDetector(layout, found).Find(InventedPlayers.Window(games[0], 4));

        Assert.All(new[] { found.Between, found.Session, found.Game }, m => Assert.True(m.Enumerate().All(double.IsFinite)));
        Assert.Equal([true, true, false, false], look.Select(f => f.Mean is not null));
        Assert.All(look, f => Assert.True(double.IsFinite(f.Level.Value) && double.IsFinite(f.Probability)));
    }

    [Fact]
    public void Error_OfEqualGames_CountsSessionsToo()
    {
        var window = GameWindow.Of([[1, 2], [2, 4], [6, 6]], 2, [0, 0, 1]);

        Assert.Equal([3, 4], window.Means);
        Assert.Equal(3, window.EffectiveGames, 12);
        Assert.True(window.Error(True).AlmostEqual((True.Game / 3) + (True.Session * 5 / 9), 1e-12));
    }

    [Fact]
    public void Error_OfAStatThatIsUnknownInSomeGames_IsThatOfTheOthers()
    {
        var window = GameWindow.Of([[1, 2], [double.NaN, 4], [5, 6]], 2, [0, 0, 1]);

        Assert.Equal([3, 4], window.Means);
        Assert.Equal((True.Game[0, 0] / 2) + (True.Session[0, 0] / 2), window.Error(True)[0, 0], 12);
        Assert.Equal((True.Game[1, 1] / 3) + (True.Session[1, 1] * 5 / 9), window.Error(True)[1, 1], 12);
        // Both share the first and the last game, and the first one's session with the second.
        Assert.Equal((True.Game[0, 1] / 3) + (True.Session[0, 1] / 2), window.Error(True)[0, 1], 12);
    }

    [Fact]
    public void Window_WithOldGames_GoesByTheNewOnes()
    {
        var weights = GameWindow.Aged([TimeSpan.Zero, TimeSpan.FromDays(365), TimeSpan.FromDays(730)], TimeSpan.FromDays(365));

        Assert.Equal([1, .5, .25], weights);
        Assert.Equal(4 / 7.0, GameWindow.Of([[1], [0], [0]], 1, [0, 1, 2], weights).Means[0], 12);
    }

    [Fact]
    public void Norms_OfAStatThatIsTheSameForAll_SayNothing()
    {
        var norms = StatNorms.Fit([[Game(1, 1), Game(2, 1), Game(double.NaN, 1)]], 2);

        Assert.Equal((1.5, .5), (norms.Mean[0], norms.Spread[0]));
        Assert.Equal([-1, StatNorms.Clip, -StatNorms.Clip], new[] { 1, 100, -100.0 }.Select(v => norms.Standardise(0, v)));
        Assert.True(double.IsNaN(norms.Standardise(1, 1)) && double.IsNaN(norms.Standardise(0, double.NaN)));
    }

    [Fact]
    public void Adjustment_WherePaceIsEverybodys_TakesItOff()
    {
        var random = new Random(9);
        var layout = new SkillLayout([new("shared", "one", 1, StatScale.AsIs), new("own", "two", 1, StatScale.AsIs, LobbyPeers.None)]);
        ScoredGame[] games = [.. Enumerable.Range(0, 500).Select(_ =>
        {
            var pace = random.NextDouble() * 10;
            double[] One() => [pace + random.NextDouble(), pace + random.NextDouble()];
            return new ScoredGame(One(), [One(), One()], [One(), One(), One()], 0);
        })];
        var norms = StatNorms.Fit([games], 2);

        var lobby = LobbyAdjustment.Fit(layout, norms, [games]);

        Assert.InRange(lobby.MateSlopes[0] + lobby.OpponentSlopes[0], .9, 1.1);
        Assert.Equal((0, 0), (lobby.MateSlopes[1], lobby.OpponentSlopes[1]));
        Assert.All(games, game => Assert.InRange(lobby.Residual(norms, game)[0], -.5, .5));
        Assert.Equal(norms.Standardise(0, 3), lobby.Residual(norms, new([3, 3], [], [[double.NaN, 0]], 0))[0]); // nobody to go by
    }

    private static ScoredGame Game(double a, double b) => new([a, b], [], [], 0);
}
