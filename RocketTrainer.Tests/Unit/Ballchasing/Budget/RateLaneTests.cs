using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Tests.Unit.Ballchasing.Budget;

public sealed class RateLaneTests : IDisposable
{
    private static readonly LaneGuest Somebody = new(Guid.Empty, IsFirst: false);

    private readonly FakeTimeProvider _clock = new();
    private readonly RateLane _lane;

    public RateLaneTests() => _lane = new RateLane(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, 3)]
    [InlineData(4, 3)]
    [InlineData(16, 3)]
    [InlineData(2, 180)]
    [InlineData(16, 40)]
    public async Task Enter_AMinuteOfDemandOnAnEvenLine_UsesTheRateAndNeverExceedsIt(int perSecond, int delay)
    {
        _lane.Limit = new(perSecond, null);
        var arrivals = await ArrivalsAsync(TimeSpan.FromMinutes(1), perSecond, _ => (delay / 2, delay));

        Assert.InRange(arrivals.Count, perSecond * 60 * 0.97, perSecond * 61);
        AssertNeverMore(arrivals, perSecond);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Enter_LineThatDelaysUnevenly_StillNeverExceedsTheRate(int seed)
    {
        var random = new Random(seed);
        _lane.Limit = new(8, null);
        var arrivals = await ArrivalsAsync(TimeSpan.FromMinutes(1), 16, _ =>
        {
            var there = 5 + (random.Next(10) == 0 ? random.Next(600) : random.Next(20));
            return (there, there + 5 + random.Next(30));
        });

        AssertNeverMore(arrivals, 8);
    }

    [Theory]
    [InlineData(16)] // a burst, all of it slow
    [InlineData(40)]
    public async Task Enter_LineThatIsSlowAtFirstAndQuickThen_StillNeverExceedsTheRate(int slow)
    {
        _lane.Limit = new(16, null);
        var arrivals = await ArrivalsAsync(TimeSpan.FromSeconds(20), 16, sent => sent < slow ? (80, 90) : (1, 3));

        AssertNeverMore(arrivals, 16);
    }

    [Fact]
    public async Task Enter_HourlyLimitUsedUp_WaitsUntilTheFirstOfTheHourIsAnHourOld()
    {
        _lane.Limit = new(null, 10);
        var start = _clock.GetUtcNow();
        for (var i = 0; i < 10; i++)
            (await _lane.EnterAsync(Somebody, Cancel)).Answered();

        Assert.Equal(10, _lane.UsedThisHour);
        Assert.Equal(TimeSpan.FromHours(1), _lane.NextIn);
        var next = _lane.EnterAsync(Somebody, Cancel).AsTask();
        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await next;
        Assert.Equal(start + TimeSpan.FromHours(1), _clock.GetUtcNow());
    }

    [Fact]
    public void Refused_WithRetryAfter_ClosesTheLaneForThatLong()
    {
        _lane.Refused(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1), jitter: 1);
        Assert.Equal(TimeSpan.FromSeconds(7), _lane.NextIn);
    }

    [Fact]
    public void Refused_WithoutRetryAfter_PausesTwiceAsLongEachTimeInARowUpToAMinute()
    {
        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            _lane.Refused(null, TimeSpan.FromSeconds(1), jitter: 0);
            _lane.Refused(null, TimeSpan.FromSeconds(1), jitter: 0); // one that was under way; the lane is closed already
            pauses.Add(_lane.NextIn.TotalSeconds);
            _clock.Advance(_lane.NextIn);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
        _lane.Accepted();
        _lane.Refused(null, TimeSpan.FromSeconds(1), jitter: 1);
        Assert.Equal(1.25, _lane.NextIn.TotalSeconds);
    }

    [Fact]
    public async Task SecondsFor_HourlyLimit_CountsWhatIsUsedAlready()
    {
        _lane.Limit = new(2, 1000);
        Assert.Equal(50, _lane.SecondsFor(100));
        Assert.Equal(0, _lane.SecondsFor(0));

        _lane.Limit = new(null, 10);
        for (var i = 0; i < 4; i++)
            (await _lane.EnterAsync(Somebody, Cancel)).Answered();
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(_lane.SecondsFor(6)); // fits into this hour
        Assert.Equal(TimeSpan.FromMinutes(45).TotalSeconds, _lane.SecondsFor(7)); // waits for the first of the four
        Assert.Equal(TimeSpan.FromMinutes(60).TotalSeconds, _lane.SecondsFor(11)); // waits for one that is yet to go out
    }

    [Fact]
    public async Task Enter_CancelledWhileWaiting_LetsTheNextOneIn()
    {
        _lane.Limit = new(1, null);
        (await _lane.EnterAsync(Somebody, Cancel)).Answered();
        using var impatient = new CancellationTokenSource();
        var given = _lane.EnterAsync(Somebody, impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        var next = _lane.EnterAsync(Somebody, Cancel).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2));
        await next;
    }

    [Fact]
    public async Task Enter_RequestThatWasLongOnItsWay_IsCountedWhenItMayHaveArrived()
    {
        _lane.Limit = new(1, 1000);
        var connecting = await _lane.EnterAsync(Somebody, Cancel);
        var next = _lane.EnterAsync(Somebody, Cancel).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.False(next.IsCompleted); // no answer yet: it may arrive any moment
        connecting.Answered();
        _clock.Advance(TimeSpan.FromSeconds(0.99));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.01));
        await next;
    }

    [Fact]
    public async Task Enter_RequestNeverAnswered_GivesItsPlaceBack()
    {
        _lane.Limit = new(1, null);
        await _lane.EnterAsync(Somebody, Cancel);
        Assert.Equal(RateLane.LongestWay + TimeSpan.FromSeconds(1), _lane.NextIn);
    }

    [Fact]
    public async Task Limit_RaisedWhileSomebodyWaits_LetsThemGo()
    {
        _lane.Limit = new(null, 1);
        await _lane.EnterAsync(Somebody, Cancel);
        var next = _lane.EnterAsync(Somebody, Cancel).AsTask();
        _lane.Limit = RateLimit.None;
        await next.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task Refused_ForAnAge_ClosesTheLaneForADayAtMost()
    {
        _lane.Refused(TimeSpan.MaxValue, TimeSpan.FromSeconds(1), jitter: 0);
        Assert.Equal(RateLane.LongestClosing, _lane.NextIn);
        var next = _lane.EnterAsync(Somebody, Cancel).AsTask();
        _clock.Advance(RateLane.LongestClosing);
        await next;
    }

    [Fact]
    public async Task Enter_SomebodysFirstRequests_GoBeforeManyOfOthersButNotAlone()
    {
        _lane.Limit = new(1, null);
        var (crowd, newcomer) = (Guid.NewGuid(), Guid.NewGuid());
        await _lane.EnterAsync(Somebody, Cancel);
        var order = Serving([.. Enumerable.Repeat(new LaneGuest(crowd, false), 20), .. Enumerable.Repeat(new LaneGuest(newcomer, true), 8)]);

        Assert.Equal("nnnnCnnnnCCC", Names(await order(12), crowd)); // after four of the first one of the others
    }

    [Fact]
    public async Task Enter_SeveralPeople_TakeTurnsHoweverManyRequestsEachHas()
    {
        _lane.Limit = new(1, null);
        var (many, few) = (Guid.NewGuid(), Guid.NewGuid());
        await _lane.EnterAsync(Somebody, Cancel);
        var order = Serving([.. Enumerable.Repeat(new LaneGuest(many, false), 30), .. Enumerable.Repeat(new LaneGuest(few, false), 3)]);

        Assert.Equal((1, 1, 2), (_lane.PeopleBeside(many), _lane.PeopleBeside(few), _lane.PeopleBeside(Guid.NewGuid())));
        Assert.Equal("CnCnCnCC", Names(await order(8), many));
        Assert.Equal(0, _lane.PeopleBeside(many));
    }

    [Fact]
    public async Task Recall_OfAnEarlierProcess_CountsWithinTheHour()
    {
        _lane.Limit = new(null, 10);
        _lane.Recall(8, TimeSpan.FromMinutes(-20));
        Assert.Equal(8, _lane.UsedThisHour);
        await _lane.EnterAsync(Somebody, Cancel);
        await _lane.EnterAsync(Somebody, Cancel);
        var next = _lane.EnterAsync(Somebody, Cancel).AsTask();
        _clock.Advance(TimeSpan.FromMinutes(40) - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await next;
    }

    public void Dispose() => _lane.Dispose();

    private static string Names(IEnumerable<Guid> served, Guid crowd) => string.Concat(served.Select(who => who == crowd ? 'C' : 'n'));

    /// <summary>Has all of these wait at once, and tells who of them came in first, second and so on.</summary>
    private Func<int, Task<List<Guid>>> Serving(List<LaneGuest> guests)
    {
        var waiting = guests.ConvertAll(guest => (guest.Who, Place: _lane.EnterAsync(guest, Cancel).AsTask()));
        return async count =>
        {
            var served = new List<Guid>();
            while (served.Count < count)
            {
                _clock.Advance(TimeSpan.FromSeconds(0.1));
                foreach (var (who, place) in waiting.Where(w => w.Place.IsCompleted).ToList())
                {
                    (await place).Answered();
                    served.Add(who);
                    waiting.Remove((who, place));
                }
            }

            return served;
        };
    }

    private static void AssertNeverMore(List<DateTimeOffset> arrivals, int perSecond) =>
        Assert.All(arrivals, start => Assert.InRange(arrivals.Count(t => t >= start && t < start + TimeSpan.FromSeconds(1)), 1, perSecond));

    /// <summary>Sends as fast as the lane lets it, so many at once, and tells when each request arrived at the server.</summary>
    /// <param name="way">Milliseconds until a request arrives, and until its answer is back.</param>
    private Task<List<DateTimeOffset>> ArrivalsAsync(TimeSpan duration, int atOnce, Func<int, (int There, int Back)> way) =>
        Task.Run(() => SimulateAsync(duration, atOnce, way), Cancel); // without the test's context, so that the clock moves everything along

    private async Task<List<DateTimeOffset>> SimulateAsync(TimeSpan duration, int atOnce, Func<int, (int There, int Back)> way)
    {
        var arrivals = new List<DateTimeOffset>();
        var underWay = new List<(RateLane.Place Place, DateTimeOffset BackAt)>();
        var end = _clock.GetUtcNow() + duration;
        Task<RateLane.Place>? entering = null;
        while (_clock.GetUtcNow() < end)
        {
            foreach (var back in underWay.Where(u => u.BackAt <= _clock.GetUtcNow()).ToList())
            {
                back.Place.Answered();
                underWay.Remove(back);
                for (var turn = 0; turn < 5; turn++)
                    await Task.Yield(); // whoever waits in the lane looks again before the clock goes on
            }

            if (underWay.Count < atOnce && (entering ??= _lane.EnterAsync(Somebody, Cancel).AsTask()).IsCompleted)
            {
                var (there, back) = way(arrivals.Count);
                var now = _clock.GetUtcNow();
                arrivals.Add(now + TimeSpan.FromMilliseconds(there));
                underWay.Add((await entering, now + TimeSpan.FromMilliseconds(back)));
                entering = null;
                continue;
            }

            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        return arrivals;
    }
}
