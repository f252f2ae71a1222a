using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Home;

namespace RocketTrainer.Tests.Components.Features.Home;

public sealed class WelcomeTests(EmptyDatabase empty) : PersonPageTest<Welcome>(empty)
{
    protected override string Loading => "Loading";

    protected override string Failed => "The start page could not be read.";

    protected override string Content => "section[aria-labelledby=try]";

    [Fact]
    public void Welcome_OnASandbox_OffersItsPlayersAndNothingElse()
    {
        var page = Read();
        Assert.Equal(Get<SandboxLeague>().FeaturedPlayers.Select(p => p.Name), page.FindAll(".sandbox h3").Select(h => h.TextContent));
        Assert.Equal("Start with one of these players", page.Find("#try").TextContent);
        Assert.Empty(page.FindAll("#newest-import, #latest, form"));
    }

    [Fact]
    public async Task Welcome_OneClick_BringsAPlayersMatchesIn()
    {
        var page = Read();
        await page.FindAll(".sandbox button")[0].ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("/imports/", Navigation.Uri, StringComparison.Ordinal));
        var import = Assert.Single(await Get<ImportService>().ListAsync(Viewer, before: null, 10, Cancel));
        Assert.Equal(Get<SandboxLeague>().FeaturedPlayers[0].Id, import.PlayerId);
    }

    [Fact]
    public void Welcome_WithoutAKey_SaysWhoGivesOne()
    {
        Use(new BallchasingOptions { Sandbox = SandboxMode.Off });
        var page = Show();
        page.WaitForAssertion(() => Assert.Equal("This server has no Ballchasing key yet", page.Find(".empty h2").TextContent));
        Assert.Empty(page.FindAll("form, .sandbox"));
    }

    [Fact]
    public void Welcome_WithAKey_AsksWhoseMatches()
    {
        Use(new BallchasingOptions { ApiKey = "a-key" });
        var page = Show();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("section[aria-labelledby=start] form")));
        Assert.Empty(page.FindAll(".sandbox, .empty"));
    }

    [Theory]
    [InlineData(ImportState.Queued, "Coming in right now")]
    [InlineData(ImportState.Completed, "Your last import")]
    public async Task Welcome_WithAnImport_ShowsIt(ImportState state, string head)
    {
        var import = new Import { Id = Guid.NewGuid(), UserId = Me, Source = ImportSource.Group, GroupId = "night", State = state, CreatedAt = Now };
        await StoreAsync(import);
        var page = Read();
        Assert.Equal(head, page.Find("#newest-import").TextContent);
        Assert.Equal($"/imports/{import.Id}", page.Find("article.import h2 a").GetAttribute("href"));
    }

    [Fact]
    public async Task Welcome_ImportsMove_SaysSoToThePageAroundIt()
    {
        var told = new TaskCompletionSource();
        var page = Show<Welcome>("/", p => p.Add(w => w.OnChanged, EventCallback.Factory.Create(this, () => { told.TrySetResult(); })));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(Content)));
        Get<ImportFeed>().Publish(Sample.Progress(Sample.Receipt()));
        await told.Task.WaitAsync(DefaultWaitTimeout, Cancel);
    }
}
