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
        Assert.Equal("1.96 of 2 requests/s · regular key · 412 of 1,000 this hour · about 24 min left", card.Find(".pace").TextContent.Trim());
    }

    [Theory]
    [InlineData(1, "taking turns with somebody else")]
    [InlineData(3, "taking turns with 3 others")]
    public void Card_OnASharedKey_SaysWithHowMany(int others, string words)
    {
        var card = Render<ImportCard>(p => p.Add(x => x.Progress, Sample.Progress(Sample.Receipt()) with { SharedWith = others }));
        Assert.Contains(words, card.Find(".pace").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_WithoutAnyLimit_MakesUpNone()
    {
        var free = Sample.Receipt() with { Quota = new ImportQuota("unlimited", null, 412), EtaSeconds = null };
        var card = Render<ImportCard>(p => p.Add(x => x.Progress, Sample.Progress(free) with { AllowedPerSecond = null }));
        Assert.Equal("1.96 requests/s", card.Find(".pace").TextContent.Trim());
    }

    [Theory]
    [InlineData(ImportState.Queued, "Pause Cancel")]
    [InlineData(ImportState.Running, "Pause Cancel")]
    [InlineData(ImportState.Waiting, "Pause Cancel")]
    [InlineData(ImportState.Paused, "Resume Cancel")]
    [InlineData(ImportState.Completed, "Ask again")] // some files are still being read
    [InlineData(ImportState.Cancelled, "")]
    [InlineData(ImportState.Failed, "Go on")]
    public void Card_Buttons_AreThoseThatFitItsState(ImportState state, string buttons) =>
        Assert.Equal(buttons, string.Join(' ', Show(Sample.Receipt(state)).FindAll("button").Select(b => b.TextContent.Trim())));

    [Fact]
    public void Card_DoneWithNothingLeft_HasNoButtons() =>
        Assert.Empty(Show(Sample.Receipt(ImportState.Completed) with { Pending = 0 }).FindAll("button"));

    [Theory]
    [InlineData(ImportState.Running, ".pause")]
    [InlineData(ImportState.Running, ".cancel")]
    [InlineData(ImportState.Paused, ".resume")]
    [InlineData(ImportState.Failed, ".go-on")]
    public async Task Card_ButtonClicked_CallsBack(ImportState state, string button)
    {
        var called = "";
        var card = Render<ImportCard>(p => p.Add(x => x.Progress, Sample.Progress(Sample.Receipt(state)))
            .Add(x => x.OnCancel, () => called += ".cancel").Add(x => x.OnPause, () => called += ".pause")
            .Add(x => x.OnResume, () => called += ".resume").Add(x => x.OnGoOn, () => called += ".go-on"));
        await card.Find("button" + button).ClickAsync();
        Assert.Equal(button, called);
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
