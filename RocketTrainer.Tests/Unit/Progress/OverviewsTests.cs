using RocketTrainer.Core.Progress;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class OverviewsTests
{
    [Fact]
    public async Task Ranks_OfAReaderFarFromUtc_AreTheLastOfEachOfHisDays()
    {
        await using var stored = await EmptyAsync();
        // In New York one evening, half past seven to half past eight, and the next noon.
        await stored.AddAsync([.. new[] { (3.5, 12), (4.5, 13), (21, 14) }.Select(m => new StoredMatch(Evening.AddHours(m.Item1), new StoredLine(Hero) { Tier = m.Item2 }))]);

        Assert.Equal([13, 14], await TiersAsync(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));
        Assert.Equal([12, 14], await TiersAsync(zone: null));

        async Task<IEnumerable<int>> TiersAsync(TimeZoneInfo? zone) =>
            Assert.Single((await stored.Get<Overviews>().ReadAsync(stored.Me, OfHero, playlist: null, TestContext.Current.CancellationToken, zone))!.Ranks).Points.Select(p => p.Tier);
    }

    [Fact]
    public async Task Session_OfMoreMatchesThanTheStripHas_IsWhole()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync([.. Enumerable.Range(0, 150).Select(i => new StoredMatch(Evening.AddMinutes(10 * i), new StoredLine(Hero))), new StoredMatch(Evening.AddDays(-1), new StoredLine(Hero))]);

        var overview = (await stored.Get<Overviews>().ReadAsync(stored.Me, OfHero, playlist: null, TestContext.Current.CancellationToken))!;

        Assert.Equal((Evening, 150), (overview.Session!.StartedAt, overview.Session.Matches.Count));
        Assert.Equal(Overviews.Marks, overview.Marks.Count);
    }
}
