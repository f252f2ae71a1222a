using System.Globalization;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class StatFormatTests : ComponentTest
{
    [Theory]
    [InlineData("core.goals", 0d, "0")]
    [InlineData("core.goals", null, "–")]
    [InlineData("boost.bpm", 412d, "412 per min")]
    [InlineData("boost.percent_zero_boost", 14.06, "14.1 %")]
    [InlineData("movement.total_distance", 534118d, "534,118 uu")]
    [InlineData("movement.avg_powerslide_duration", 0.087, "0.09 s")]
    [InlineData("movement.time_ground", 180d, "180 s")]
    [InlineData("core.mvp", 1d, "yes")]
    [InlineData("core.mvp", 0d, "no")]
    public void WithUnit_AStat_RoundsButNeverAddsDigits(string key, double? value, string text) =>
        Assert.Equal(text, StatFormat.WithUnit(value, StatCatalog.Get(key)));

    [Fact]
    public void Number_InAnotherCulture_IsWrittenItsWay()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Assert.Equal("14,1", StatFormat.Number(14.06, StatCatalog.Get("boost.percent_zero_boost")));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(20d, "under a minute left")]
    [InlineData(1440d, "about 24 min left")]
    [InlineData(11_500d, "about 3 h 10 min left")]
    [InlineData(10_500d, "about 3 h 0 min left")]
    public void TimeLeft_Seconds_AreToldRoughly(double? seconds, string? text) => Assert.Equal(text, StatFormat.TimeLeft(seconds));

    [Theory]
    [InlineData(365, "6:05")]
    [InlineData(59, "0:59")]
    [InlineData(null, "–")]
    public void Duration_Seconds_AreMinutesAndSeconds(int? seconds, string text) => Assert.Equal(text, StatFormat.Duration(seconds));
}
