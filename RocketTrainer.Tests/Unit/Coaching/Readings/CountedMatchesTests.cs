using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Unit.Coaching.Readings;

public sealed class CountedMatchesTests
{
    private const string Doubles = "ranked-doubles";

    [Fact]
    public void Match_OfFullTeamsToTheEnd_Counts() => Assert.Null(CountedMatches.WhyNot(Doubles, Match()));

    [Theory]
    [InlineData("private")]
    [InlineData("unranked-doubles")]
    [InlineData("tournament")]
    [InlineData("something-new")]
    [InlineData(null)]
    public void Match_OfAnotherKind_IsNotRanked(string? playlist) => Assert.Equal(NotCounted.NotRanked, CountedMatches.WhyNot(playlist, Match()));

    [Fact]
    public void Match_OfAPlaylistThatIsNewAndRanked_Counts() => Assert.Null(CountedMatches.WhyNot("ranked-quads", Match()));

    [Fact]
    public void Match_WithABot_DoesNotCount() => Assert.Equal(NotCounted.Bots, CountedMatches.WhyNot(Doubles, Match(p => p with { IsBot = true, PlayerId = null })));

    [Fact]
    public void Match_WithAMaskedAccount_Counts() => Assert.Null(CountedMatches.WhyNot(Doubles, Match(p => p with { PlayerId = null })));

    [Fact]
    public void Match_TwoAgainstThree_IsUneven() => Assert.Equal(NotCounted.UnevenTeams, CountedMatches.WhyNot(Doubles, Match(more: Player(TeamColor.Orange))));

    [Theory]
    [InlineData(0, 269, true)] // of 300 seconds
    [InlineData(0, 270, false)]
    [InlineData(31, 300, true)]
    [InlineData(30, 300, false)]
    public void Match_ThatSomebodyLeftOrCameLateTo_DoesNotCount(double start, double end, bool left) =>
        Assert.Equal(left ? NotCounted.Leaver : null, CountedMatches.WhyNot(Doubles, Match(p => p with { StartTime = start, EndTime = end })));

    [Fact]
    public void Match_InWhichSomebodyCameForALeaver_IsALeavers() =>
        Assert.Equal(NotCounted.Leaver, CountedMatches.WhyNot(Doubles, Match(p => p with { EndTime = 100 }, Player(TeamColor.Orange) with { StartTime = 110 })));

    [Theory]
    [InlineData(149.9, NotCounted.TooShort)]
    [InlineData(150, null)]
    [InlineData(0, NotCounted.NoStats)]
    [InlineData(double.NaN, NotCounted.NoStats)]
    public void Match_ByItsTimeOnTheField_CountsFromTwoAndAHalfMinutes(double seconds, NotCounted? expected) => Assert.Equal(expected, CountedMatches.WhyNot(Doubles, Match(seconds: seconds)));

    private static Lobby Match(Func<LobbyPlayer, LobbyPlayer>? last = null, LobbyPlayer? more = null, double seconds = 300)
    {
        var other = last ?? (p => p);
        List<LobbyPlayer> players = [Player(TeamColor.Blue, seconds), Player(TeamColor.Blue), Player(TeamColor.Orange), other(Player(TeamColor.Orange))];
        if (more is not null)
            players.Add(more);
        return new(Guid.Empty, DateTimeOffset.UnixEpoch, MatchResult.Win, "f21", 2, 300, players, 0);
    }

    private static LobbyPlayer Player(TeamColor color, double seconds = 300)
    {
        var values = new double[SkillScores.Stats.Length];
        values.AsSpan(SkillScores.Count).Fill(seconds / 3);
        return new("steam:1", IsBot: false, color, 10, 0, 300, values);
    }
}
