using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Stopping;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Progress.Stopping;

public sealed class StopRulesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Matches_ThatAreNotRanked_KeepASessionTogetherAndCountForNothing()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(Match(0), Match(25) with { Playlist = "unranked-doubles" }, Match(50), Match(500) with { Playlist = "private" });

        var reading = (await ReadAsync(stored, PlaySessions.UsualGap))!;

        Assert.Equal((2, 1), (reading.Matches, reading.Sessions));
    }

    [Fact]
    public async Task Reading_OfStoredMatches_CutsThemWhereTheBreakIsLonger()
    {
        await using var stored = await EmptyAsync();
        // Five minutes each: breaks of 5, 5 and 45 minutes. The second has no goals, and in the last one he stood twice.
        await stored.AddAsync(Match(0), Match(10) with { BlueGoals = null }, Match(20, won: false), new StoredMatch(Evening.AddMinutes(70), new StoredLine(Hero), new StoredLine(Hero)));

        var usual = (await ReadAsync(stored, PlaySessions.UsualGap))!;
        var longer = (await ReadAsync(stored, TimeSpan.FromMinutes(45)))!;

        Assert.Equal((3, 2, StopVerdict.TooFew), (usual.Matches, usual.Sessions, usual.Verdict));
        Assert.Equal((3, 1), (longer.Matches, longer.Sessions));
        var all = Assert.Single(longer.ByNumber);
        Assert.Equal((1, 2, 1), (all.From, all.Results.Wins, all.Results.Losses));
    }

    [Fact]
    public async Task Reading_UnderAFilter_IsOfItsMatches()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(Match(0), Match(10) with { Playlist = "ranked-standard" }, Match(20, won: false));

        Assert.Equal(2, (await ReadAsync(stored, PlaySessions.UsualGap, OfHero with { Playlists = ["ranked-doubles"] }))!.Matches);
        Assert.Equal(0, (await ReadAsync(stored, PlaySessions.UsualGap, OfHero with { Playlists = ["ranked-duels"] }))!.Matches);
        Assert.Null(await ReadAsync(stored, PlaySessions.UsualGap, OfHero with { Result = MatchResult.Win }));
    }

    private static Task<StopReading?> ReadAsync(StoredMatches stored, TimeSpan gap, ReplayFilter? filter = null) => stored.Get<StopRules>().ReadAsync(stored.Me, filter ?? OfHero, gap, Cancel);

    private static StoredMatch Match(int minute, bool won = true) => new(Evening.AddMinutes(minute), new StoredLine(Hero)) { BlueGoals = won ? 3 : 0 };
}
