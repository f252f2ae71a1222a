using System.Globalization;
using Bunit;
using RocketTrainer.Core.Progress;
using RocketTrainer.Web.Components.Charts;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class WinRateTests : ComponentTest
{
    [Fact]
    public void WinRate_WithoutAResult_IsADash()
    {
        var rate = Render<WinRate>(p => p.Add(x => x.Results, new WinLoss(3, 0, 0, 1, 2)));
        Assert.Equal(StatFormat.NotGiven, rate.Find("span").TextContent);
        Assert.Empty(rate.FindAll("svg"));
    }

    [Fact]
    public void WinRate_OfWinsAndLosses_LeavesTheRestOut()
    {
        var results = new WinLoss(10, 6, 2, 1, 1);
        var rate = Render<WinRate>(p => p.Add(x => x.Results, results).Add(x => x.Tone, "better"));
        Assert.Equal(.75.ToString("P0", CultureInfo.CurrentCulture), rate.Find(".number").TextContent);
        var drawn = rate.FindComponent<DotInterval>().Instance;
        Assert.Equal((.75, results.WinRate!.Low, results.WinRate.High, 0, 1, .5, "better"), (drawn.Value, drawn.Low, drawn.High, drawn.Min, drawn.Max, drawn.Zero, drawn.Tone));
        Assert.Equal($"Won {.75:P0} of 8, 80 % interval {results.WinRate.Low:P0} to {results.WinRate.High:P0}", drawn.Label);
    }
}
