using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Tests.Unit.Ballchasing.Budget;

public sealed class RateLaneTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RateLane _lane;

    public RateLaneTests() => _lane = new RateLane(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, 0.97)]
    [InlineData(4, 0.97)]
    [InlineData(16, 0.97)]
    public async Task Enter_AMinuteOfDemand_UsesTheRateAndNeverExceedsIt(int perSecond, double share)
    {
        _lane.Limit = new(perSecond, null);
        var sent = await SendForAsync(TimeSpan.FromMinutes(1));

        Assert.InRange(sent.Count, (int)(perSecond * 60 * share), perSecond * 60 + perSecond);
        Assert.All(sent, start => Assert.InRange(sent.Count(t => t >= start && t < start + TimeSpan.FromSeconds(1)), 1, perSecond));
    }

    [Fact]
    public async Task Enter_HourlyLimitUsedUp_WaitsUntilTheFirstOfTheHourIsAnHourOld()
    {
        _lane.Limit = new(null, 10);
        var start = _clock.GetUtcNow();
        for (var i = 0; i < 10; i++)
            (await _lane.EnterAsync(Cancel)).Answered();

        Assert.Equal(10, _lane.UsedThisHour);
        Assert.Equal(TimeSpan.FromHours(1), _lane.NextIn);
        var next = _lane.EnterAsync(Cancel).AsTask();
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
            (await _lane.EnterAsync(Cancel)).Answered();
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(_lane.SecondsFor(6)); // fits into this hour
        Assert.Equal(TimeSpan.FromMinutes(45).TotalSeconds, _lane.SecondsFor(7)); // waits for the first of the four
        Assert.Equal(TimeSpan.FromMinutes(60).TotalSeconds, _lane.SecondsFor(11)); // waits for one that is yet to go out
    }

    [Fact]
    public async Task Enter_CancelledWhileWaiting_LetsTheNextOneIn()
    {
        _lane.Limit = new(1, null);
        (await _lane.EnterAsync(Cancel)).Answered();
        using var impatient = new CancellationTokenSource();
        var given = _lane.EnterAsync(impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        var next = _lane.EnterAsync(Cancel).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2));
        await next;
    }

    [Fact]
    public async Task Enter_RequestThatWasLongOnItsWay_IsCountedWhenItMayHaveArrived()
    {
        _lane.Limit = new(1, 1000);
        var connecting = await _lane.EnterAsync(Cancel);
        var next = _lane.EnterAsync(Cancel).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.False(next.IsCompleted); // no answer yet: it may arrive any moment
        connecting.Answered();
        _clock.Advance(TimeSpan.FromSeconds(0.99));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.01));
        await next;
    }

    [Fact]
    public async Task Enter_SlowButSteadyServer_CostsNextToNothing()
    {
        _lane.Limit = new(4, null);
        var sent = await SendForAsync(TimeSpan.FromMinutes(1), answerTakes: TimeSpan.FromMilliseconds(200));
        Assert.InRange(sent.Count, (int)(4 * 60 * 0.95), 4 * 60);
    }

    [Fact]
    public async Task Enter_RequestNeverAnswered_GivesItsPlaceBack()
    {
        _lane.Limit = new(1, null);
        await _lane.EnterAsync(Cancel);
        Assert.Equal(RateLane.LongestWay + TimeSpan.FromSeconds(1), _lane.NextIn);
    }

    [Fact]
    public async Task Limit_RaisedWhileSomebodyWaits_LetsThemGo()
    {
        _lane.Limit = new(null, 1);
        await _lane.EnterAsync(Cancel);
        var next = _lane.EnterAsync(Cancel).AsTask();
        _lane.Limit = RateLimit.None;
        await next.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task Refused_ForAnAge_ClosesTheLaneForADayAtMost()
    {
        _lane.Refused(TimeSpan.MaxValue, TimeSpan.FromSeconds(1), jitter: 0);
        Assert.Equal(RateLane.LongestClosing, _lane.NextIn);
        var next = _lane.EnterAsync(Cancel).AsTask();
        _clock.Advance(RateLane.LongestClosing);
        await next;
    }

    public void Dispose() => _lane.Dispose();

    /// <summary>Sends as fast as the lane lets it, one after the other, and tells when each was sent.</summary>
    private async Task<List<DateTimeOffset>> SendForAsync(TimeSpan duration, TimeSpan? answerTakes = null)
    {
        var sent = new List<DateTimeOffset>();
        var end = _clock.GetUtcNow() + duration;
        while (_clock.GetUtcNow() < end)
        {
            var entering = _lane.EnterAsync(Cancel).AsTask();
            while (!entering.IsCompleted)
                _clock.Advance(TimeSpan.FromMilliseconds(1));
            var place = await entering;
            sent.Add(_clock.GetUtcNow());
            _clock.Advance(answerTakes ?? TimeSpan.FromMilliseconds(3));
            place.Answered();
        }

        return sent;
    }
}
