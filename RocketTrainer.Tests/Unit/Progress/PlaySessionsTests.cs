using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class PlaySessionsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stories_OfAllSessions_HaveTheSessionsOwnTotals()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync([.. Enumerable.Range(0, 40).Select(i => new StoredMatch(Evening.AddDays(i / 4).AddMinutes(10 * (i % 4)), new StoredLine(Hero), new StoredLine(Account(2 + (i % 5))))
        { BlueGoals = i % 3 == 0 ? null : i % 7, OrangeGoals = 2 })]);
        var sessions = (await stored.Get<PlaySessions>().ListAsync(stored.Me, OfHero, PlaySessions.UsualGap, before: null, 20, Cancel)).Items;

        var stories = await stored.Get<PlaySessions>().TellAsync(stored.Me, OfHero, sessions, Cancel);

        Assert.Equal(10, sessions.Count);
        Assert.Equal(sessions, stories.Select(s => s.Session));
        Assert.Equal(sessions.Select(s => (s.Matches, s.Wins, s.Losses, s.StartedAt)),
            stories.Select(s => (s.Marks.Count, s.Marks.Count(m => m.Result == MatchResult.Win), s.Marks.Count(m => m.Result == MatchResult.Loss), s.Marks[0].PlayedAt)));
        Assert.All(stories, s => Assert.Equal(s.Marks.Count, s.Scores.Count));
        Assert.Empty(await stored.Get<PlaySessions>().TellAsync(stored.Me, OfHero, [], Cancel));
    }

    [Fact]
    public async Task Story_OfASessionThatIsGoneMeanwhile_IsEmpty()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new StoredMatch(Evening, new StoredLine(Hero)));
        var gone = new PlaySession(Evening.AddDays(1), Evening.AddDays(1).AddMinutes(6), 1, 1, 0, 1);

        var story = Assert.Single(await stored.Get<PlaySessions>().TellAsync(stored.Me, OfHero, [gone], Cancel));

        Assert.Empty(story.Marks);
        Assert.Empty(story.Mates);
    }

    [Fact]
    public async Task Story_OfAnUnusualEvening_NamesWhatWasBestAndWorst()
    {
        await using var stored = await EmptyAsync();
        // Usually 2 or 4 shots and 1 or 3 saves; that evening 9 shots and no saves.
        await stored.AddAsync([.. Enumerable.Range(0, 20).Select(i => Match(Evening.AddDays(i), shots: 2 + (i % 2 * 2), saves: 1 + (i % 2 * 2), score: 400))]);
        await stored.AddAsync([.. Enumerable.Range(0, 3).Select(i => Match(Evening.AddDays(20).AddMinutes(10 * i), shots: 9, saves: 0, score: 400 + i))]);

        var story = await NewestAsync(stored);

        Assert.Equal(3, story.Session.Matches);
        Assert.Equal([400, 401, 402], story.Scores);
        // The evening itself is among what is usual: (20 · 3 + 3 · 9) / 23, and (20 · 2 + 0) / 23.
        Assert.Equal(("core.shots", 9), (story.Best!.Stat, story.Best.Mean));
        Assert.Equal(87 / 23.0, story.Best.Usual, 12);
        Assert.Equal(("core.saves", 0), (story.Worst!.Stat, story.Worst.Mean));
        Assert.Equal(40 / 23.0, story.Worst.Usual, 12);
    }

    [Fact]
    public async Task Story_OfTwoMatches_NamesNothing()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync([.. Enumerable.Range(0, 20).Select(i => Match(Evening.AddDays(i), shots: i % 3, saves: 1, score: 300))]);
        await stored.AddAsync([.. Enumerable.Range(0, 2).Select(i => Match(Evening.AddDays(20).AddMinutes(10 * i), shots: 9, saves: 0, score: 400))]);

        var story = await NewestAsync(stored);

        Assert.Equal((2, null, null), (story.Session.Matches, story.Best, story.Worst));
    }

    [Fact]
    public async Task Story_InSeveralPlaylists_HoldsEachMatchAgainstItsOwn()
    {
        await using var stored = await EmptyAsync();
        // In one playlist 1 or 3 shots, in the other 11 or 13: an evening of 2 and 12 is as usual as can be.
        await stored.AddAsync([.. Enumerable.Range(0, 20).Select(i => Match(Evening.AddDays(i), shots: 1 + (i % 2 * 2) + (i < 10 ? 0 : 10), saves: 1, score: 300) with { Playlist = i < 10 ? "ranked-duels" : "ranked-standard" })]);
        await stored.AddAsync([.. Enumerable.Range(0, 4).Select(i => Match(Evening.AddDays(20).AddMinutes(10 * i), shots: i == 0 ? 12 : 2, saves: 1, score: 300) with { Playlist = i == 0 ? "ranked-standard" : "ranked-duels" })]);

        var story = await NewestAsync(stored);

        Assert.Equal((4, null, null), (story.Session.Matches, story.Best, story.Worst));
    }

    [Fact]
    public async Task Story_WithMates_CountsTheThreeMostFrequentOfTheOwnSide()
    {
        await using var stored = await EmptyAsync();
        StoredLine[][] mates =
        [
            [new(Account(2), Name: "Old"), new(Account(3))], [new(Account(2)), new(Account(4))], [new(Account(2), Name: "New"), new(Account(4))], [new(Account(5)), new(Account(6), TeamColor.Orange)],
        ];
        await stored.AddAsync([.. mates.Select((beside, i) => new StoredMatch(Evening.AddMinutes(10 * i), [new(Hero), .. beside]) { BlueGoals = i < 2 ? 3 : 0 })]);

        Assert.Equal(
            [(Account(2).ToString(), "New", 3, 2, 1), (Account(4).ToString(), "Player 0004", 2, 1, 1), (Account(3).ToString(), "Player 0003", 1, 1, 0)],
            (await NewestAsync(stored)).Mates.Select(m => (m.PlayerId, m.Name, m.Matches, m.Wins, m.Losses)));
    }

    private static async Task<PlaySessionStory> NewestAsync(StoredMatches stored)
    {
        var sessions = (await stored.Get<PlaySessions>().ListAsync(stored.Me, OfHero, PlaySessions.UsualGap, before: null, 1, Cancel)).Items;
        return Assert.Single(await stored.Get<PlaySessions>().TellAsync(stored.Me, OfHero, sessions, Cancel));
    }

    private static StoredMatch Match(DateTimeOffset at, double shots, double saves, double score) =>
        new(at, new StoredLine(Hero) { Stats = [("core.shots", shots), ("core.saves", saves), ("core.score", score)] });
}
