using Bunit;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class TimeAgoTests : ComponentTest
{
    [Theory]
    [InlineData(-30, "just now")]
    [InlineData(59, "just now")]
    [InlineData(120, "2 min ago")]
    [InlineData(3 * 3600, "3 h ago")]
    [InlineData(30 * 3600, "yesterday")]
    [InlineData(5 * 86400, "5 days ago")]
    [InlineData(60 * 86400, "13 Jan 2026")]
    public void TimeAgo_APastMoment_IsToldInWords(int secondsAgo, string words) =>
        Assert.Equal(words, Show(Now.AddSeconds(-secondsAgo)).Find("time").TextContent);

    [Fact]
    public void TimeAgo_TitleAndMachineForm_AreExact()
    {
        var time = Show(Now.AddMinutes(-2)).Find("time");
        Assert.Equal("2026-03-14T18:28:00Z", time.GetAttribute("datetime"));
        Assert.EndsWith("UTC", time.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void TimeAgo_WithTheReadersZone_ShowsHisClock()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"); // four hours behind UTC on that day
        var time = Render<TimeAgo>(p => p.AddCascadingValue(zone).Add(x => x.At, Now.AddMinutes(-2))).Find("time");
        Assert.Contains("2:28", time.GetAttribute("title"), StringComparison.Ordinal);
        Assert.DoesNotContain("UTC", time.GetAttribute("title"), StringComparison.Ordinal);
        Assert.Equal("2026-03-14T18:28:00Z", time.GetAttribute("datetime"));
    }

    [Fact]
    public void TimeAgo_ZoneUnknown_SaysSo()
    {
        var time = Render<TimeAgo>(p => p.Add(x => x.At, Now.AddDays(-1)).Add(x => x.ZoneUnknown, true)).Find("time");
        Assert.EndsWith("local time, zone unknown", time.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void TimeAgo_TimePasses_CorrectsItself()
    {
        var shown = Show(Now.AddSeconds(-90));
        Assert.Equal("1 min ago", shown.Find("time").TextContent);
        Clock.Advance(TimeSpan.FromSeconds(31));
        shown.WaitForAssertion(() => Assert.Equal("2 min ago", shown.Find("time").TextContent));
    }

    private IRenderedComponent<TimeAgo> Show(DateTimeOffset at) => Render<TimeAgo>(p => p.Add(x => x.At, at));
}
