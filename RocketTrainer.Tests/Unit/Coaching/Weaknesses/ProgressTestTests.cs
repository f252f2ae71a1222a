using RocketTrainer.Core.Coaching.Weaknesses;
using static RocketTrainer.Tests.Unit.Coaching.Weaknesses.InventedPlayers;

namespace RocketTrainer.Tests.Unit.Coaching.Weaknesses;

public sealed class ProgressTestTests
{
    private const int Players = 1000;

    private static readonly WeaknessDetector Detector = new(ShippedComponents.Layout, ShippedComponents.Components);

    [Fact]
    public void Change_OfWhoPlaysAsBefore_IsNoImprovementThoughHisWorstWasDrilled()
    {
        var improved = Drill(gain: 0);

        Assert.True(improved <= (.05 * Players) + (3 * Math.Sqrt(.05 * .95 * Players)), $"{improved} of {Players}");
    }

    [Fact]
    public void Change_OfWhoGainedADeviation_IsAnImprovement() => Assert.InRange(Drill(gain: 1), .8 * Players, Players);

    [Fact]
    public void Change_OfTheSameGames_IsNoneAndOfBetterOnesIsOne()
    {
        var usual = Window([.. Enumerable.Range(0, 10).Select(i => (Usual, i / 5))]);
        for (var g = 0; g < Detector.Layout.Groups.Length; g++)
        {
            var better = Window([.. Enumerable.Range(0, 10).Select(i => (Usual.Select((_, s) => Detector.Layout.StatsOf[g].Contains(s) ? 1.0 : 0).ToArray(), i / 5))]);
            var (none, one) = (ProgressTest.Of(Detector, g, usual, usual)!, ProgressTest.Of(Detector, g, usual, better)!);

            Assert.Equal((0, 0, .5, false), (none.Change.Value, none.SingleChange, none.Probability, none.IsImproved));
            Assert.Equal((1, 1, true), (Math.Round(one.Change.Value, 9), Math.Round(one.SingleChange, 9), one.IsImproved));
            Assert.True(one.Change.Low < 1 && one.Change.High > 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Change_OfFewGamesWithGaps_IsANumberOrNothing(int games)
    {
        var players = new InventedPlayers(seed: 13);
        var before = Window(players.Games(players.Player(), games));
        var after = Window(Array.ConvertAll(players.Games(players.Player(), games), g => (g.Residual.Select((v, s) => s is 0 or 2 ? double.NaN : v).ToArray(), g.Session)));

        var found = Enumerable.Range(0, Detector.Layout.Groups.Length).Select(g => ProgressTest.Of(Detector, g, before, after)).ToList();

        Assert.Equal([Detector.Layout.Groups.IndexOf("Playmaking")], Enumerable.Range(0, found.Count).Where(g => found[g] is null)); // its one stat is unknown
        Assert.All(found.OfType<ProgressFinding>(), f => Assert.All([f.SingleChange, f.StandardError, f.Probability, f.Change.Value, f.Change.Low!.Value, f.Change.High!.Value], number => Assert.True(double.IsFinite(number))));
        Assert.Null(ProgressTest.Of(Detector, 0, Window([]), before));
        Assert.Null(ProgressTest.Of(Detector, 0, before, Window([])));
    }

    /// <summary>How many are said to have improved in the group that came out worst before.</summary>
    private static int Drill(double gain)
    {
        var players = new InventedPlayers(seed: 12);
        return Enumerable.Range(0, Players).Count(_ =>
        {
            var player = players.Player();
            var before = Window(players.Games(player, 10));
            var found = Detector.Find(before);
            var worst = Enumerable.Range(0, found.Count).MaxBy(g => found[g].Evidence);
            return ProgressTest.Of(Detector, worst, before, Window(players.Games(player, 10, Detector.Layout.Groups[worst], -gain)))!.IsImproved;
        });
    }
}
