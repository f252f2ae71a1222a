using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Tests.Unit.Coaching.Weaknesses;

/// <summary>From what Ballchasing tells to what is found, with signs that point both ways.</summary>
public sealed class SkillLayoutTests
{
    private const int Players = 60;
    private const int Games = 20;

    private static readonly SkillLayout Layout = new(
    [
        new("goals", "more is better", 1, StatScale.RootPerMinute), new("speed", "more is better", 1, StatScale.AsIs),
        new("empty", "less is better", -1, StatScale.AsIs), new("wasted", "less is better", -1, StatScale.RootPerMinute),
    ]);

    private readonly Random _random = new(11);

    [Fact]
    public void Find_OfWhoHasMuchOfWhatIsBetterLow_CallsThatHisWeaknessAndTheOppositeHisStrength()
    {
        var peers = Enumerable.Range(0, Players).Select(_ => Player(0)).ToList();
        var norms = StatNorms.Fit(peers, 4);
        var lobby = LobbyAdjustment.Fit(Layout, norms, peers);
        var detector = new WeaknessDetector(Layout, VarianceComponents.Fit([.. peers.Select(Residuals)]));

        var (much, little) = (Look(Player(2)), Look(Player(-2)));

        Assert.Equal("less is better", much.MaxBy(f => f.Evidence)!.Group);
        Assert.Equal(["less is better"], much.Where(f => f.IsFlagged).Select(f => f.Group));
        Assert.True(much[1].Level.High < 0 && little[1].Level.Low > 0 && !little[1].IsFlagged);

        (double[] Residual, int Session)[] Residuals(ScoredGame[] games) => Array.ConvertAll(games, g => (lobby.Residual(norms, g), g.Session));
        IReadOnlyList<GroupFinding> Look(ScoredGame[] games) => detector.Find(InventedPlayers.Window(Residuals(games), 4));
    }

    [Theory]
    [InlineData(StatScale.AsIs)]
    [InlineData(StatScale.RootPerMinute)]
    public void Score_GrowsWithTheValueTimesItsSign(StatScale scale) => Assert.All([1, -1], sign =>
    {
        var stat = new SkillStat("any", "any", sign, scale);
        Assert.Equal(sign, Math.Sign(stat.Score(9, 5) - stat.Score(4, 5)));
        Assert.True(double.IsNaN(stat.Score(double.NaN, 5)));
    });

    [Fact]
    public void Score_NearAThird_IsHighestThere()
    {
        var stat = new SkillStat("last back", "rotation", 1, StatScale.NearAThird);

        Assert.Equal([-10, 0, -10], new[] { (100.0 / 3) - 10, 100.0 / 3, (100.0 / 3) + 10 }.Select(v => Math.Round(stat.Score(v, 5), 9)));
    }

    /// <summary>Alike but for chance, and for so many deviations more of what is better low.</summary>
    private ScoredGame[] Player(double more)
    {
        double[] own = [.. Enumerable.Range(0, 4).Select(_ => Normal.Sample(_random, 0, 1))];
        return [.. Enumerable.Range(0, Games).Select(i => new ScoredGame(Scores(own, more), [Scores(own, 0)], [Scores(own, 0)], i / 5))];
    }

    private double[] Scores(double[] own, double more)
    {
        double[] values = [Count(20 + own[0]), 1500 + (100 * (own[1] + Chance())), 15 + (4 * (own[2] + more + Chance())), Count(60 + (5 * own[3]) + (15 * more))];
        return [.. values.Select((v, s) => Layout.Stats[s].Score(v, 5))];
    }

    private double Chance() => Normal.Sample(_random, 0, 1);

    private double Count(double mean) => Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Chance())));
}
