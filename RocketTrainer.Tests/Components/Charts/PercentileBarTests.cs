using Bunit;
using RocketTrainer.Web.Components.Charts;

namespace RocketTrainer.Tests.Components.Charts;

public sealed class PercentileBarTests : ComponentTest
{
    [Theory]
    [InlineData(0, "3%", "low")]
    [InlineData(10, "12.4%", "low")]
    [InlineData(10.1, "12.494%", null)]
    [InlineData(50, "50%", null)]
    [InlineData(90, "87.6%", "high")]
    [InlineData(100, "97%", "high")]
    [InlineData(140, "97%", "high")]
    public void Bar_APercentile_IsItsPlaceAndItsTone(double value, string at, string? tone)
    {
        var dot = Render<PercentileBar>(p => p.Add(x => x.Value, value).Add(x => x.Label, "Better than most")).Find("circle");
        Assert.Equal((at, tone), (dot.GetAttribute("cx"), dot.ClassList.SingleOrDefault(c => c != "dot")));
    }

    [Fact]
    public void Bar_ItsPassport_IsReadAndPointedAt()
    {
        var bar = Render<PercentileBar>(p => p.Add(x => x.Value, 50).Add(x => x.Label, "Better than most"));
        Assert.Equal(("Better than most", "Better than most"), (bar.Find("svg[role=img]").GetAttribute("aria-label"), bar.Find("title").TextContent));
    }
}
