using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Settings;
using RocketTrainer.Tests.Unit.Coaching.Weaknesses;

namespace RocketTrainer.Tests.Unit.Progress.Settings;

public sealed class SkillShiftTests(ITestOutputHelper output)
{
    private const int Players = 500;
    private const int Games = 150;

    private static readonly WeaknessDetector Detector = new(ShippedComponents.Layout, ShippedComponents.Components);

    private static int Binomial999(int draws)
    {
        var allowed = new Binomial(FalseDiscovery.Rate, draws);
        return Enumerable.Range(0, draws).First(n => allowed.CumulativeDistribution(n) > .999);
    }

    /// <param name="wider">How much more this player's games vary than usual.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    public void Change_AtADayOnWhichNothingChanged_IsClaimedRarely(double wider)
    {
        var (players, random) = (new InventedPlayers(seed: 21), new Random(21));
        var claimed = Enumerable.Range(0, Players).Count(_ =>
        {
            var games = players.Games(players.Player(), Games).Select(g => new SessionGame([.. g.Residual.Select(z => z * wider)], g.Session)).ToList();
            return Claims(games, random.Next(SetupExperiments.Fewest, Games - SetupExperiments.Fewest)).Length > 0;
        });

        output.WriteLine($"{claimed} of {Players}");
        Assert.InRange(claimed, 0, Binomial999(Players)); // 5 % are allowed, and of so many draws that is so many at most but for one test in a thousand
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Change_OfADeviation_IsMostlyFoundWithItsDirection(double by)
    {
        var players = new InventedPlayers(seed: 22);
        var (found, others) = (0, 0);
        for (var i = 0; i < Players; i++)
        {
            var group = Detector.Layout.Groups[i % Detector.Layout.Groups.Length];
            var player = players.Player();
            var games = players.Games(player, 40).Concat(players.Games(player, 40, group, -by).Select(g => (g.Residual, Session: g.Session + 100))).Select(g => new SessionGame(g.Residual, g.Session)).ToList();
            var claims = Claims(games, 40);
            found += claims.Any(c => c.Group == group && Math.Sign(c.Change.Value) == Math.Sign(by)) ? 1 : 0;
            others += claims.Count(c => c.Group != group);
        }

        output.WriteLine($"found {found} of {Players}, others {others}");
        Assert.InRange(found, .8 * Players, Players);
        Assert.InRange(others, 0, .1 * Players);
    }

    [Fact]
    public void Change_OfFewGames_IsTheDifferenceOfTheMeansWithAnIntervalAroundIt()
    {
        double[] usual = InventedPlayers.Usual, faster = [.. Detector.Layout.Stats.Select(s => s.Group == nameof(SkillGroup.Speed) ? .5 : 0)];
        var shifts = SkillShift.Of(Detector, [new(usual, 1), new(usual, 2)], [new(faster, 3), new(faster, 4)]);

        Assert.Equal(Detector.Layout.Groups, shifts.Select(s => s.Group));
        Assert.All(shifts, s => Assert.Equal(s.Group == nameof(SkillGroup.Speed) ? .5 : 0, s.Change.Value, 12));
        Assert.All(shifts, s => Assert.True(s.Change.Low < s.Change.Value && s.Change.High > s.Change.Value));
        Assert.All(shifts.Where(s => s.Group != nameof(SkillGroup.Speed)), s => Assert.Equal(1, s.P, 12));
    }

    [Fact]
    public void Change_OfWhatOneSideDoesNotKnow_IsLeftOut()
    {
        var players = new InventedPlayers(seed: 23);
        var known = players.Games(players.Player(), 10).Select(g => new SessionGame(g.Residual, g.Session)).ToList();
        var playmaking = Detector.Layout.StatsOf[Detector.Layout.Groups.IndexOf(nameof(SkillGroup.Playmaking))][0];
        var speed = Detector.Layout.StatsOf[Detector.Layout.Groups.IndexOf(nameof(SkillGroup.Speed))][0];
        var gaps = known.ConvertAll(g => g with { Scores = [.. g.Scores.Select((z, s) => s == playmaking || s == speed ? double.NaN : z)] });

        var shifts = SkillShift.Of(Detector, known, gaps);

        Assert.DoesNotContain(shifts, s => s.Group == nameof(SkillGroup.Playmaking));
        // The same games: what is known on both sides is the same.
        Assert.All(shifts, s => Assert.Equal(0, s.Change.Value, 12));
        Assert.Contains(shifts, s => s.Group == nameof(SkillGroup.Speed));
    }

    private static SkillShift[] Claims(List<SessionGame> games, int at)
    {
        var shifts = SkillShift.Of(Detector, games[Math.Max(0, at - SetupExperiments.Most)..at], games[at..Math.Min(games.Count, at + SetupExperiments.Most)]);
        var clear = FalseDiscovery.Clear([.. shifts.Select(s => (double?)s.P)]);
        return [.. shifts.Where((_, i) => clear[i])];
    }
}
