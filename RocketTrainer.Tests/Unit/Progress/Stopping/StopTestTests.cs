using RocketTrainer.Core.Progress.Stopping;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.InventedSessions;

namespace RocketTrainer.Tests.Unit.Progress.Stopping;

public sealed class StopTestTests(ITestOutputHelper output)
{
    private const int Players = 500;
    private const int Sessions = 100; // of seven matches on average

    /// <summary>Evenings that differ by a lot, and every way to end one that can look like tilt.</summary>
    public static TheoryData<string, double> WithoutTilt => new()
    {
        { "whenever", 0 }, { "whenever", 0.3 }, { "two losses", 0 }, { "two losses", 0.3 }, { "a win", 0 }, { "a win", 0.3 }, { "a loss", 0.3 }, { "a win after a loss", 0.3 }, { "ahead", 0.3 }, { "behind", 0.3 },
    };

    [Theory]
    [MemberData(nameof(WithoutTilt))]
    public void Suggestion_ToWhomOrderMeansNothing_IsRare(string stops, double evenings)
    {
        var players = new InventedSessions(seed: 1) { Evenings = evenings, Stops = Habit(stops) };
        Assert.InRange(Told(() => players.Player(Sessions)).Count, 0, .05 * Players);
    }

    [Theory]
    [InlineData("whenever")]
    [InlineData("two losses")]
    [InlineData("behind")]
    public void Suggestion_ToWhoHasTwoKindsOfEvenings_IsRare(string stops)
    {
        var players = new InventedSessions(seed: 8) { Evenings = .3, TwoKinds = true, Stops = Habit(stops) };
        Assert.InRange(Told(() => players.Player(3 * Sessions)).Count, 0, .05 * Players);
    }

    [Fact]
    public void Comparison_OfAllMatches_FindsTiltWhereOnlyEveningsDiffer()
    {
        var players = new InventedSessions(seed: 9) { Evenings = .3 };
        var (all, score) = (0, 0);
        for (var i = 0; i < Players; i++)
        {
            var situations = Situation.In(players.Player(Sessions));
            all += StratifiedDifference.Of(situations.Select(s => (0, s.LossesBefore >= 2, s.Won)))!.P < .05 ? 1 : 0;
            score += OrderEffect.Of(situations, s => s.LossesBefore >= 2)!.P < .05 ? 1 : 0;
        }

        output.WriteLine($"{all} and {score} of {Players}");
        Assert.InRange(all, .5 * Players, Players);
        Assert.InRange(score, 0, (.05 * Players) + (3 * Math.Sqrt(.05 * .95 * Players)));
    }

    [Fact]
    public void Suggestion_AfterTheOrderOfTiltedSessionsIsDrawnAnew_IsRare()
    {
        var players = new InventedSessions(seed: 2) { Tilt = Tilted };
        Assert.InRange(Told(() => players.Shuffled(players.Player(Sessions))).Count, 0, .05 * Players);
    }

    [Theory]
    [InlineData("whenever", 0)]
    [InlineData("whenever", 0.3)]
    [InlineData("a win", 0.3)]
    public void Suggestion_ToWhoTilts_IsMadeMostly(string stops, double evenings)
    {
        var players = new InventedSessions(seed: 3) { Evenings = evenings, Stops = Habit(stops), Tilt = Tilted };
        var told = Told(() => players.Player(Sessions));

        Assert.InRange(told.Count, .6 * Players, Players);
        Assert.All(told, s => Assert.True(s.Difference is { Value: <= -.05, Low: { } low, High: { } high } && low < s.Difference.Value && high > s.Difference.Value));
        Assert.True(told.Count(s => s.Rule.Cue == StopCue.LossesInARow) > .9 * told.Count);
    }

    [Fact]
    public void Suggestion_ToWhoTires_IsToStopAfterSoManyMatches()
    {
        var players = new InventedSessions(seed: 4) { Evenings = 0.3, Tilt = won => won.Count >= 5 ? .3 : 0 };
        var told = Told(() => players.Player(Sessions));

        Assert.InRange(told.Count, .6 * Players, Players);
        Assert.True(told.Count(s => s.Rule.Cue == StopCue.Matches) > .9 * told.Count);
    }

    [Fact]
    public void Verdict_OfSessionsOfOneMatch_IsUntested()
    {
        var reading = StopRules.Of([.. Enumerable.Range(0, StopRules.Fewest).Select(i => (IReadOnlyList<SessionMatch>)[Match(i % 2 == 0)])]);

        Assert.Equal((StopVerdict.Untested, null, null), (reading.Verdict, reading.Suggestion, reading.Detectable));
        Assert.Equal((StopRules.Fewest, StopRules.Fewest), (reading.Matches, reading.Sessions));
    }

    [Fact]
    public void Verdict_OfFewMatches_IsTooFew()
    {
        Assert.Equal(StopVerdict.TooFew, StopRules.Of([]).Verdict);
        Assert.Equal(StopVerdict.TooFew, StopRules.Of([[.. Enumerable.Range(0, StopRules.Fewest - 1).Select(i => Match(i % 3 > 0))]]).Verdict);
    }

    [Fact]
    public void Detectable_OfMoreSessions_IsSmaller()
    {
        var players = new InventedSessions(seed: 5);
        var few = StopRules.Of(players.Player(80));
        var many = StopRules.Of(players.Player(800));

        Assert.Equal((StopVerdict.NoSign, StopVerdict.NoSign), (few.Verdict, many.Verdict));
        Assert.InRange(many.Detectable!.Drop, .02, few.Detectable!.Drop / 2);
    }

    [Fact]
    public void Verdict_OfTheSameSessions_IsTheSame()
    {
        var sessions = new InventedSessions(seed: 6) { Tilt = Tilted }.Player(Sessions);
        Assert.Equivalent(StopRules.Of(sessions), StopRules.Of([.. sessions]), strict: true);
    }

    [Fact]
    public void Difference_OfTwoStrata_IsMantelsAndHaenszels()
    {
        // 1 of 3 won against 4 of 5, and 2 of 4 against 1 of 1.
        var found = StratifiedDifference.Of([.. Of(1, 1, 3, true), .. Of(1, 4, 5, false), .. Of(2, 2, 4, true), .. Of(2, 1, 1, false), .. Of(3, 5, 9, true)])!;

        var (excess, weight) = (1 - (3 * 5 / 8.0) + 2 - (4 * 3 / 5.0), (15 / 8.0) + (4 / 5.0));
        var variance = (15.0 * 5 * 3 / (64 * 7)) + (4.0 * 3 * 2 / (25 * 4));
        Assert.Equal((7, 6), (found.Exposed, found.Others));
        Assert.Equal(excess / weight, found.Value, 12);
        Assert.Equal(Math.Sqrt(variance) / weight, found.Error, 12);
        Assert.Equal(MathNet.Numerics.Distributions.Normal.CDF(0, 1, (excess + .5) / Math.Sqrt(variance)), found.P, 12);
        Assert.Null(StratifiedDifference.Of([.. Of(1, 2, 4, true), .. Of(2, 2, 4, false)]));
        Assert.Null(StratifiedDifference.Of([.. Of(1, 2, 2, true), .. Of(1, 2, 2, false)]));

        static IEnumerable<(int, bool, bool)> Of(int stratum, int wins, int matches, bool exposed) => Enumerable.Range(0, matches).Select(i => (stratum, exposed, i < wins));
    }

    private static SessionMatch Match(bool won) => new(won ? MatchResult.Win : MatchResult.Loss, "ranked-doubles");

    private List<StopSuggestion> Told(Func<List<List<SessionMatch>>> player)
    {
        var readings = Enumerable.Range(0, Players).Select(_ => StopRules.Of(player())).ToList();
        var told = readings.Select(r => r.Suggestion).OfType<StopSuggestion>().ToList();
        output.WriteLine($"{told.Count} of {Players}, {readings.Average(r => r.Matches):0} matches each: {string.Join(", ", told.CountBy(s => s.Rule).OrderByDescending(c => c.Value).Select(c => $"{c.Value} {c.Key.Cue} {c.Key.Count}"))}");
        return told;
    }
}
