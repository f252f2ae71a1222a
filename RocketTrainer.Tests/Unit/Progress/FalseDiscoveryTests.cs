using CsCheck;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class FalseDiscoveryTests
{
    [Fact]
    public void Clear_OfTheArticlesFifteenValues_LeavesFourStanding()
    {
        // Benjamini and Hochberg 1995, section 4.2.
        double?[] p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.000];

        Assert.Equal(Enumerable.Range(0, 15).Select(i => i < 4), FalseDiscovery.Clear(p));
        Assert.Equal(Enumerable.Range(0, 15).Select(i => i >= 11), FalseDiscovery.Clear([.. p.Reverse()]));
    }

    [Fact]
    public void Clear_WithUnknownValues_LeavesThemUnclearAndUncounted()
    {
        Assert.Equal([false, true, false], FalseDiscovery.Clear([null, .03, null]));
        Assert.Equal([false, false], FalseDiscovery.Clear([.9, .03]));
        Assert.Equal([true, true], FalseDiscovery.Clear([.049, .03])); // the smaller one goes with the larger
        Assert.Empty(FalseDiscovery.Clear([]));
    }

    [Fact]
    public void Clear_OfAnyValues_IsBetweenBonferroniAndEachForItself() => Gen.Double[0, 1].Select(p => (double?)p).Array[1, 30].Sample(p =>
    {
        var clear = FalseDiscovery.Clear(p);
        return p.Select((value, i) => (!clear[i] || value <= FalseDiscovery.Rate) && (clear[i] || value > FalseDiscovery.Rate / p.Length)).All(fits => fits);
    }, iter: 2_000, seed: "0000000000000");
}
