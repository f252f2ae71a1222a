using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Web.Rest.Limits;

namespace RocketTrainer.Tests.Unit.Rest.Limits;

public sealed class RequestQuotaTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(1, 50)]
    [InlineData(60, 61)]
    [InlineData(600, 2000)]
    public async Task Take_ManyAtOnce_LetsExactlyTheQuotaThroughAndGivesEachItsOwnNumber(int limit, int requests)
    {
        var quota = new RequestQuota("default", limit, _time);
        for (var window = 0; window < 3; window++)
        {
            var taken = await AllAtOnceAsync(requests, () => quota.Take("somebody"));

            Assert.Equal(Enumerable.Range(0, limit), taken.Where(s => !s.IsExceeded).Select(s => s.Left).Order());
            Assert.All(taken.Where(s => s.IsExceeded), s => Assert.Equal(0, s.Left));
            Assert.All(taken, s => Assert.Equal(60, s.Seconds));
            _time.Advance(RequestQuota.WindowLength);
        }
    }

    [Fact]
    public void Take_TellsWhenTheWindowEnds_AndThenItHasEnded()
    {
        var quota = new RequestQuota("default", 2, _time);
        Assert.Equal((false, 1, 60), Told(quota.Take("somebody")));
        _time.Advance(TimeSpan.FromSeconds(20.5));
        Assert.Equal((false, 0, 40), Told(quota.Take("somebody")));
        Assert.Equal((true, 0, 40), Told(quota.Take("somebody")));

        _time.Advance(TimeSpan.FromSeconds(39.4));
        Assert.Equal((true, 0, 1), Told(quota.Take("somebody")));
        _time.Advance(TimeSpan.FromSeconds(1)); // as it said
        Assert.Equal((false, 1, 60), Told(quota.Take("somebody")));
    }

    [Fact]
    public void Take_OfSeveralCallers_CountsEachApart()
    {
        var quota = new RequestQuota("default", 1, _time);
        Assert.False(quota.Take("one").IsExceeded);
        Assert.False(quota.Take("other").IsExceeded);
        Assert.True(quota.Take("one").IsExceeded);
    }

    [Fact]
    public void Look_CountsNothing_AndSaysWhenTheNextWouldBeTooMany()
    {
        var quota = new RequestQuota("default", 2, _time);
        Assert.Equal((false, 2, 60), Told(quota.Look("somebody")));
        quota.Take("somebody");
        Assert.Equal((false, 1, 60), Told(quota.Look("somebody")));
        quota.Take("somebody");
        Assert.Equal((true, 0, 60), Told(quota.Look("somebody")));
        _time.Advance(RequestQuota.WindowLength);
        Assert.Equal((false, 2, 60), Told(quota.Look("somebody")));
    }

    [Fact]
    public void Take_FromAFloodOfAddresses_RemembersNoMoreThanAllowedAndForgetsThemAfterwards()
    {
        var quota = new RequestQuota("anonymous", 5, _time);
        for (var i = 0; i < RequestQuota.MostCallers; i++)
            quota.Take(i.ToString(CultureInfo.InvariantCulture));

        // From here on newcomers share one quota, and still look unsuspicious, so that a good key is believed.
        Assert.Equal([false, false, false, false, false, true], Enumerable.Range(0, 6).Select(i => quota.Take($"new {i}").IsExceeded));
        Assert.False(quota.Look("another").IsExceeded);
        Assert.Equal(3, quota.Take("7").Left); // known ones keep their own

        _time.Advance(RequestQuota.WindowLength);
        Assert.Equal(4, quota.Take("new 1").Left);
        Assert.Equal(4, quota.Take("new 2").Left);
    }

    [Fact]
    public void Header_SaysPolicyQuotaAndRest()
    {
        var quota = new RequestQuota("default", 600, _time);
        Assert.Equal("\"default\";q=600;w=60", quota.PolicyHeader);
        Assert.Equal("\"default\";r=599;t=60", quota.Header(quota.Take("somebody")));
    }

    [Theory]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void ClientAddress_TheSameClient_IsTheSame(string one, string other, bool same) =>
        Assert.Equal(same, ClientAddress.Of(IPAddress.Parse(one)) == ClientAddress.Of(IPAddress.Parse(other)));

    private static (bool, int, long) Told(QuotaState state) => (state.IsExceeded, state.Left, state.Seconds);

    private static async Task<QuotaState[]> AllAtOnceAsync(int times, Func<QuotaState> take)
    {
        using var start = new ManualResetEventSlim();
        var requests = Enumerable.Range(0, times).Select(_ => Task.Run(() =>
        {
            start.Wait(TestContext.Current.CancellationToken);
            return take();
        }, TestContext.Current.CancellationToken)).ToList();
        start.Set();
        return await Task.WhenAll(requests);
    }
}
