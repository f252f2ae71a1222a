using CsCheck;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class StreakTests
{
    private static readonly DateTimeOffset Last = StoredMatches.Evening;

    [Fact]
    public void In_OfMatchesNewestFirst_TellsWhenEachBeganAndEnded() => Assert.Equal(
        [
            new(MatchResult.Win, 2, Last.AddHours(-1), Last), new(MatchResult.Loss, 1, Last.AddHours(-2), Last.AddHours(-2)),
            new Streak(MatchResult.Win, 1, Last.AddHours(-3), Last.AddHours(-3)), new(MatchResult.Draw, 2, Last.AddHours(-5), Last.AddHours(-4)),
        ],
        Streak.In(Played(MatchResult.Win, MatchResult.Win, MatchResult.Loss, MatchResult.Win, MatchResult.Draw, MatchResult.Draw)));

    [Fact]
    public void In_WithAnUnknownResultBetween_AreTwo() => Assert.Equal([1, 2], Streak.In(Played(MatchResult.Win, null, MatchResult.Win, MatchResult.Win)).Select(s => s.Matches));

    [Fact]
    public void In_WithoutMatches_AreNone() => Assert.Empty(Streak.In([]));

    [Fact]
    public void In_OfAnyMatches_HoldEachKnownResultOnce() => Gen.Int[0, 3].Select(i => i == 3 ? (MatchResult?)null : (MatchResult)i).Array[0, 40].Sample(results =>
    {
        var streaks = Streak.In(Played(results));
        return Enum.GetValues<MatchResult>().All(result => streaks.Where(s => s.Result == result).Sum(s => s.Matches) == results.Count(r => r == result))
            && streaks.TrueForAll(s => (s.To - s.From).TotalHours == s.Matches - 1);
    }, iter: 1_000, seed: "0000000000000");

    private static IEnumerable<(DateTimeOffset, MatchResult?)> Played(params MatchResult?[] results) => results.Select((result, i) => (Last.AddHours(-i), result));
}
