using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class TrendsTests
{
    private static readonly Stat Shots = StatCatalog.Get("core.shots");

    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"); // five hours behind UTC in January

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Moving_OverFullWindows_IsTheMeanOfEach()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync([.. new double?[] { 1, 2, null, 6, 3 }.Select((shots, i) => Match(Evening.AddMinutes(10 * i), shots))]);

        var trend = await stored.Get<Trends>().MovingAsync(stored.Me, OfHero, Shots, 2, Cancel);

        Assert.Equal(4, trend.Matches); // the stat is unknown in one
        Assert.Equal([(10, 1.5), (30, 4), (40, 4.5)], trend.Points.Select(p => ((int)(p.At - Evening).TotalMinutes, p.Mean.Value)));
        Assert.All(trend.Points, p => Assert.True(p.Mean.Low < p.Mean.Value));
        Assert.Equal(3, Assert.Single((await stored.Get<Trends>().MovingAsync(stored.Me, OfHero, Shots, 4, Cancel)).Points).Mean.Value);
        Assert.Empty((await stored.Get<Trends>().MovingAsync(stored.Me, OfHero, Shots, 5, Cancel)).Points);
    }

    [Fact]
    public async Task Moving_OverTwelveDays_HasOnePointForEachDaysLast()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync([.. Enumerable.Range(0, 36).Select(i => Match(Evening.AddDays(i / 3).AddMinutes(10 * (i % 3)), i))]);

        var trend = await stored.Get<Trends>().MovingAsync(stored.Me, OfHero, Shots, 2, Cancel);

        Assert.Equal(Enumerable.Range(0, 12).Select(day => Evening.AddDays(day).AddMinutes(20)), trend.Points.Select(p => p.At));
        Assert.Equal(Enumerable.Range(0, 12).Select(day => (3 * day) + 1.5), trend.Points.Select(p => p.Mean.Value));
    }

    [Fact]
    public async Task Moving_OverAReadersEvenings_HasOnePointForEach()
    {
        await using var stored = await EmptyAsync();
        // In New York half past seven and half past eight in the evening, in UTC before and after midnight.
        await stored.AddAsync([.. Enumerable.Range(0, 24).Select(i => Match(Evening.AddDays(i / 2).AddHours(3.5 + (i % 2)), i))]);

        var trend = await stored.Get<Trends>().MovingAsync(stored.Me, OfHero, Shots, 2, Cancel, NewYork);

        Assert.Equal(Enumerable.Range(0, 12).Select(day => Evening.AddDays(day).AddHours(4.5)), trend.Points.Select(p => p.At));
    }

    [Fact]
    public async Task Trend_OfAReaderFarFromUtc_IsOfHisDaysAndWeeks()
    {
        await using var stored = await EmptyAsync();
        // A Sunday's evening in New York, a Monday's.
        var sunday = new DateTimeOffset(2026, 1, 11, 23, 0, 0, TimeSpan.Zero);
        await stored.AddAsync([.. new[] { 0, 3, 24, 27 }.Select((hours, i) => Match(sunday.AddHours(hours), i))]);

        Assert.Equal([(11, 2, .5), (12, 2, 2.5)], await ReadAsync(TrendStep.Day, NewYork));
        Assert.Equal([(5, 2, .5), (12, 2, 2.5)], await ReadAsync(TrendStep.Week, NewYork));
        Assert.Equal([(11, 1, 0), (12, 2, 1.5), (13, 1, 3)], await ReadAsync(TrendStep.Day, zone: null));
        Assert.Equal([(5, 1, 0), (12, 3, 2)], await ReadAsync(TrendStep.Week, zone: null));

        async Task<IEnumerable<(int Day, int Matches, double Mean)>> ReadAsync(TrendStep step, TimeZoneInfo? zone) =>
            (await stored.Get<Trends>().ReadAsync(stored.Me, OfHero, Shots, step, Cancel, zone)).Select(p => (p.From.Day, p.Matches, p.Mean!.Value));
    }

    [Fact]
    public async Task Moving_OverMorePointsThanAScreenHas_IsThinnedBetweenFirstAndLast()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync([.. Enumerable.Range(0, 450).Select(i => Match(Evening.AddHours(-19).AddMinutes(i), i))]);

        var trend = await stored.Get<Trends>().MovingAsync(stored.Me, OfHero, Shots, 2, Cancel);

        Assert.Equal(MovingTrend.MostPoints, trend.Points.Count);
        Assert.Equal((0.5, 448.5), (trend.Points[0].Mean.Value, trend.Points[^1].Mean.Value));
        Assert.All(trend.Points.Zip(trend.Points.Skip(1)), pair => Assert.InRange((pair.Second.At - pair.First.At).TotalMinutes, 2, 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(PlayerStatistics.LargestWindow + 1)]
    public async Task Moving_OverAnOddWindow_IsRefused(int window)
    {
        await using var stored = await EmptyAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => stored.Get<Trends>().MovingAsync(stored.Me, OfHero, Shots, window, Cancel));
    }

    [Fact]
    public async Task Marks_TellSeasonsAndSettingsButNotTheFirstOnes()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(
            Match(Evening, 1, fov: 100, steering: 1) with { Season = 20 },
            Match(Evening.AddDays(1), 1, fov: 110, steering: 1) with { Season = 20 },
            Match(Evening.AddDays(2), 1) with { Season = 21 },
            Match(Evening.AddDays(3), 1, fov: 105, steering: 1.4) with { Season = 21 });

        var marks = await stored.Get<Trends>().MarksAsync(stored.Me, OfHero, Cancel);

        Assert.Equal(
            [new(TrendMarkKind.Settings, Evening.AddDays(1), "fov"), new(TrendMarkKind.Season, Evening.AddDays(2), "f21"), new TrendMark(TrendMarkKind.Settings, Evening.AddDays(3), "fov, steering")], marks);
    }

    private static StoredMatch Match(DateTimeOffset at, double? shots, double? fov = null, double? steering = null) =>
        new(at, new StoredLine(Hero) { Stats = [("core.shots", shots)], Fov = fov, Steering = steering });
}
