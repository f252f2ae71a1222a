using Bunit;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Imports.Parts;

namespace RocketTrainer.Tests.Components.Features.Imports;

public sealed class ImportCardTests : ComponentTest
{
    [Fact]
    public void Card_Running_TellsHowFarHowFastAndHowLong()
    {
        var card = Show(Sample.Receipt());
        Assert.Equal("1,209 of 3,980", card.Find(".done").TextContent);
        Assert.Equal("1.96 of 2 requests/s · 412 of 1,000 this hour · about 24 min left", card.Find(".pace").TextContent.Trim());
    }

    [Fact]
    public void Card_WithoutAnyLimit_MakesUpNone()
    {
        var free = Sample.Receipt() with { Quota = new ImportQuota("unlimited", null, 412), EtaSeconds = null };
        var card = Render<ImportCard>(p => p.Add(x => x.Progress, Sample.Progress(free) with { AllowedPerSecond = null }));
        Assert.Equal("1.96 requests/s", card.Find(".pace").TextContent.Trim());
    }

    [Theory]
    [InlineData(ImportState.Queued, true)]
    [InlineData(ImportState.Running, true)]
    [InlineData(ImportState.Waiting, true)]
    [InlineData(ImportState.Paused, true)]
    [InlineData(ImportState.Completed, false)]
    [InlineData(ImportState.Cancelled, false)]
    [InlineData(ImportState.Failed, false)]
    public void Card_CancelButton_IsThereUntilItIsOver(ImportState state, bool shown) =>
        Assert.Equal(shown, Show(Sample.Receipt(state)).FindAll("button").Count == 1);

    [Fact]
    public async Task Card_CancelClicked_CallsBack()
    {
        var cancelled = false;
        var card = Render<ImportCard>(p => p.Add(x => x.Progress, Sample.Progress(Sample.Receipt())).Add(x => x.OnCancel, () => cancelled = true));
        await card.Find("button").ClickAsync();
        Assert.True(cancelled);
    }

    [Fact]
    public void Card_Failed_SaysWhyAndThatWhatCameInIsKept()
    {
        var card = Show(Sample.Receipt(ImportState.Failed) with { Error = "Ballchasing refused the key." });
        Assert.Contains("Ballchasing refused the key. What came in before is kept.", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_InAList_LeadsToItsImportByItsTitle()
    {
        var card = Render<ImportCard>(p => p.Add(x => x.Progress, Sample.Progress(Sample.Receipt())).Add(x => x.Href, "/imports/1"));
        Assert.Equal("Marlowe's history", card.Find("h2 a[href='/imports/1']").TextContent);
    }

    private IRenderedComponent<ImportCard> Show(ImportReceipt receipt) =>
        Render<ImportCard>(p => p.Add(x => x.Progress, Sample.Progress(receipt)).Add(x => x.OnCancel, () => { }));
}
