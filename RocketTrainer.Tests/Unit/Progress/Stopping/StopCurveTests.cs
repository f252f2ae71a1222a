using RocketTrainer.Core.Progress.Stopping;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Progress.Stopping;

public sealed class StopCurveTests
{
    [Fact]
    public void Situations_OfASession_KnowOnlyWhatWasBefore()
    {
        SessionMatch[] first = [Lost, Lost, Won, Unknown, Lost, Drawn, Won], second = [Won];

        var situations = Situation.In([first, second]);

        Assert.Equal(
            [(0, 1, 0, 0, 0, false), (0, 2, 1, 1, 0, false), (0, 3, 2, 2, 0, true), (0, 5, 0, 3, 1, false), (0, 7, 0, 4, 1, true), (1, 1, 0, 0, 0, true)],
            situations.Select(s => (s.Session, s.Number, s.LossesBefore, s.DecidedBefore, s.WinsBefore, s.Won)));
    }

    [Fact]
    public void ByNumber_OfThinPlaces_TellsThemTogether()
    {
        // 25 sessions of two matches, six of them of four.
        var sessions = Enumerable.Range(0, 25).Select(i => (IReadOnlyList<SessionMatch>)[Won, Lost, .. i < 6 ? new[] { Won, Won } : []]).ToList();

        var buckets = StopCurve.ByNumber(Situation.In(sessions));

        Assert.Equal([(1, 1, 25, 0), (2, null, 12, 25)], buckets.Select(b => (b.From, b.To, b.Results.Wins, b.Results.Losses)));
        // What the sessions give: half in nineteen of them, three quarters in six.
        Assert.Equal([((19 * .5) + (6 * .75)) / 25, ((19 * .5) + (18 * .75)) / 37], buckets.Select(b => b.Expected));
        Assert.Empty(StopCurve.ByNumber([]));
    }

    [Fact]
    public void ByLosses_OfManyRows_StopsAtTheFifth()
    {
        var sessions = Enumerable.Range(0, 30).Select(_ => (IReadOnlyList<SessionMatch>)[.. Enumerable.Repeat(Lost, 8)]).ToList();

        var buckets = StopCurve.ByLosses(Situation.In(sessions));

        Assert.Equal([(0, 0, 30), (1, 1, 30), (2, 2, 30), (3, 3, 30), (4, null, 120)], buckets.Select(b => (b.From, b.To, b.Results.Losses)));
        Assert.All(buckets, b => Assert.Equal(0, b.Expected));
    }

    [Fact]
    public void ByLosses_OfEveningsThatOnlyDiffer_LiesWhereItIsExpected()
    {
        // Half of the evenings are lost for sure by most, and rows of losses stand in them: what happens is what the score lets expect.
        var sessions = new InventedSessions(seed: 7) { Evenings = .4 }.Player(4_000);

        var buckets = StopCurve.ByLosses(Situation.In(sessions));

        Assert.True(buckets[0].Results.WinRate!.Value - buckets[3].Results.WinRate!.Value > .1); // as if he tilted
        Assert.All(buckets, b => Assert.InRange(b.Results.WinRate!.Value - b.Expected, -.02, .02));
    }

    private static SessionMatch Won => new(MatchResult.Win, null);

    private static SessionMatch Lost => new(MatchResult.Loss, null);

    private static SessionMatch Drawn => new(MatchResult.Draw, null);

    private static SessionMatch Unknown => new(null, null);
}
