using Bunit;
using RocketTrainer.Web.Components.Charts;

namespace RocketTrainer.Tests.Components.Charts;

public sealed class ReceiptBarTests : ComponentTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bar_AnyReceipt_StatesEveryCountInItsTextAlternative(bool compact)
    {
        var bar = Render<ReceiptBar>(p => p.Add(x => x.Receipt, Sample.Receipt()).Add(x => x.Compact, compact));
        Assert.Equal(
            "3,980 listed: 1,180 imported, 12 known already, 5 skipped, 8 pending there, 4 failed, 2,771 remaining",
            bar.Find("svg[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void Bar_NothingListed_SaysSoAndDrawsNoPart()
    {
        var empty = Sample.Receipt() with { Listed = 0, Imported = 0, Duplicates = 0, Skipped = 0, Pending = 0, Failed = 0, Remaining = 0 };
        var bar = Render<ReceiptBar>(p => p.Add(x => x.Receipt, empty));
        Assert.Equal("Nothing listed yet", bar.Find("svg[role=img]").GetAttribute("aria-label"));
        Assert.Empty(bar.FindAll(".bar > rect"));
    }

    [Fact]
    public void Bar_AFewOfThousands_AreStillSeenAndTheBarStaysFull()
    {
        var bar = Render<ReceiptBar>(p => p.Add(x => x.Receipt, Sample.Receipt()));
        var widths = bar.FindAll(".bar > rect").Select(r => double.Parse(r.GetAttribute("width")!.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(6, widths.Count);
        Assert.All(widths, w => Assert.True(w > 1));
        Assert.Equal(100, widths.Sum(), tolerance: 0.1);
    }

    [Fact]
    public void Bar_EveryState_HasAFillOfItsOwn()
    {
        var bar = Render<ReceiptBar>(p => p.Add(x => x.Receipt, Sample.Receipt()));
        var patterns = bar.FindAll(".bar > rect").Select(r => r.GetAttribute("fill")).OfType<string>().ToList();
        Assert.Equal(4, patterns.Distinct(StringComparer.Ordinal).Count());
    }
}
