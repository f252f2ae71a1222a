using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Tests.Unit.Coaching.Weaknesses;

namespace RocketTrainer.Tests.Unit.Coaching.Readings;

public sealed class SkillEvidenceTests
{
    private static readonly WeaknessDetector Detector = new(ShippedComponents.Layout, ShippedComponents.Components);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void LeaveOneOut_IsWhatTheDetectorSaysOfTheOtherMatches(int sign)
    {
        var games = new InventedPlayers(seed: 3).Games(InventedPlayers.Usual, 12, nameof(SkillGroup.Aerial), by: 1);
        games[4].Residual[2] = double.NaN; // unknown in one match

        var carried = SkillEvidence.LeaveOneOut(Window(games), sign);

        var all = Evidence(games);
        for (var i = 0; i < games.Length; i++)
        {
            var rest = Evidence([.. games.Where((_, j) => j != i)]);
            for (var g = 0; g < rest.Length; g++)
                Assert.Equal(all[g] - rest[g], carried[i][g], 9);
        }

        double[] Evidence((double[] Residual, int Session)[] of) => [.. Detector.Find(InventedPlayers.Window([.. of.Select(x => (Array.ConvertAll(x.Residual, r => sign * r), x.Session))])).Select(f => f.Evidence)];
    }

    [Fact]
    public void Stability_OfOneStrongWeakness_IsOverNinetyPerCent()
    {
        var games = new InventedPlayers(seed: 5).Games(InventedPlayers.Usual, 60, nameof(SkillGroup.Speed), by: 1.5);

        Assert.True(SkillEvidence.StabilityOf(Window(games)).Weak[SkillGroups.Of(SkillGroup.Speed).Place] is { First: > .9, AmongThree: <= 1 });
    }

    [Fact]
    public void Stability_OfTwoEqualWeaknesses_IsShared()
    {
        // Two groups of two stats, and players who differ as much in either: which comes out first is decided by the draw of sessions alone.
        var unit = Matrix<double>.Build.DenseIdentity(SkillScores.Count);
        var alike = new VarianceComponents(ShippedComponents.Components.Mean, unit * .2, unit * .1, unit * .7);
        var (finishing, aerial) = (SkillGroups.Of(SkillGroup.Finishing).Place, SkillGroups.Of(SkillGroup.Aerial).Place);
        var shares = Enumerable.Range(0, 40).Select(seed =>
        {
            var games = new InventedPlayers(seed, ShippedComponents.Layout, alike).Games(InventedPlayers.Usual, 60, nameof(SkillGroup.Finishing), by: 1);
            foreach (var (residual, _) in games)
            {
                foreach (var s in ShippedComponents.Layout.StatsOf[aerial])
                    residual[s] -= 1;
            }

            var stability = SkillEvidence.StabilityOf(Window(games, new(ShippedComponents.Layout, alike))).Weak;
            return (Finishing: stability[finishing].First, Aerial: stability[aerial].First);
        }).ToList();

        Assert.True(shares.Average(s => s.Finishing + s.Aerial) > .95);
        Assert.InRange(shares.Average(s => s.Finishing / (s.Finishing + s.Aerial)), .35, .65);
    }

    [Fact]
    public void Stability_OfTheSameMatches_IsTheSame()
    {
        var games = new InventedPlayers(seed: 6).Games(InventedPlayers.Usual, 20);

        Assert.Equal(SkillEvidence.StabilityOf(Window(games)).Weak, SkillEvidence.StabilityOf(Window(games)).Weak);
    }

    [Fact]
    public void SameLobby_OfAMatchThatIsSlowForEverybody_SeesNothing()
    {
        // Speed lies two steps below the norm in each match, for everybody in it.
        var norms = new StatNorms(new double[SkillScores.Count], [.. Enumerable.Repeat(1.0, SkillScores.Count)]);
        var random = new Random(8);
        var speed = SkillGroups.Of(SkillGroup.Speed).Place;
        var games = Enumerable.Range(0, 40).Select(i => new ScoredGame(Slow(), [Slow()], [Slow(), Slow()], i / 5)).ToList();
        var window = Window([.. games.Select(g => (g.Scores, g.Session))]);

        Assert.True(window.Weaknesses()[speed].IsFlagged); // without the lobby it looks like his own
        var same = SkillEvidence.SameLobby(window, games, norms, speed)!;
        Assert.InRange(same.Value, -.15, .15);
        Assert.True(same.Low < 0 && same.High > 0, $"{same}");

        double[] Slow() => [.. ShippedComponents.Layout.Stats.Select(s => (random.NextDouble() - .5) - (s.Group == nameof(SkillGroup.Speed) ? 2 : 0))];
    }

    [Fact]
    public void SameLobby_WithoutAnybodyElse_IsUnknown()
    {
        var games = new InventedPlayers(seed: 9).Games(InventedPlayers.Usual, 6);
        var norms = new StatNorms(new double[SkillScores.Count], [.. Enumerable.Repeat(1.0, SkillScores.Count)]);

        Assert.Null(SkillEvidence.SameLobby(Window(games), [.. games.Select(g => new ScoredGame(g.Residual, [], [], g.Session))], norms, 0));
    }

    private static SkillWindow Window((double[] Residual, int Session)[] games, WeaknessDetector? detector = null) => new(
        [.. games.Select(_ => new Lobby(Guid.Empty, DateTimeOffset.UnixEpoch, null, "", null, null, [], 0))], [.. games.Select(g => g.Session)], [.. games.Select(g => g.Residual)], detector ?? Detector);
}
