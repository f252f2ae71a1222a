using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Imports;

namespace RocketTrainer.Tests.Components.Features.Imports;

public sealed class ImportPageTests : PersonPageTest<ImportPage>
{
    private readonly Guid _id = Guid.NewGuid();

    public ImportPageTests(EmptyDatabase empty)
        : base(empty)
    {
        using var db = Database.CreateDbContext();
        db.Imports.Add(new Import
        {
            Id = _id, UserId = Me, Source = ImportSource.Group, GroupId = "scrim-night", State = ImportState.Completed, Listed = 3, Imported = 2, Failed = 1, CreatedAt = Now.AddHours(-1), FinishedAt = Now,
        });
        db.ImportItems.Add(new ImportItem { ImportId = _id, BallchasingId = "gone", Ordinal = 0, State = ImportItemState.Failed, Reason = "Ballchasing could not read it.", Attempts = 2, Retryable = true });
        db.SaveChanges();
    }

    protected override string Loading => "Loading the import";

    protected override string Failed => "This import could not be read.";

    protected override string Content => "article.import";

    [Fact]
    public void Import_ThatIsNone_SaysSo()
    {
        var page = Show<ImportPage>("/imports/x", p => p.Add(x => x.Id, Guid.NewGuid()));
        page.WaitForAssertion(() => Assert.Equal("There is no such import", page.Find("h1").TextContent));
        Assert.Empty(page.FindAll(Content));
    }

    [Fact]
    public void Import_ThatIsOver_SaysWhatIsMissingAndWhereTheRestIs()
    {
        var page = Read();
        Assert.Equal("Import of Group scrim-night", page.Find("h1").TextContent);
        Assert.Equal("/replays", page.FindAll(".onward a").First(a => a.TextContent.Trim() == "See the matches").GetAttribute("href"));
        Assert.Equal("Nothing is on its way any more. What came in is among the matches.", page.Find(".just-in p").TextContent);
        Assert.Equal("Ballchasing could not read it.", page.Find(".failures .reason").TextContent);
    }

    [Fact]
    public async Task Import_ThatRuns_ShowsWhatComesIn()
    {
        var receipt = Sample.Receipt() with { Id = _id };
        Get<ImportFeed>().Publish(Sample.Progress(receipt) with { UserId = Me });
        var page = Read();

        Get<ImportFeed>().Publish(Sample.Progress(receipt) with
        {
            UserId = Me, Arrivals = [new(Sample.ReplayId, Now.AddHours(-3), "DFH Stadium", "Ranked Doubles", 4, 2, Core.Replays.MatchResult.Win, Now)],
        });

        await AdvanceUntilAsync(() => page.FindAll(".just-in li").Count > 0);
        Assert.Contains("DFH Stadium", page.Find(".just-in li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfSomebodyElse_KeepsItsMatchesFromAnAdministrator()
    {
        SignIn(Guid.NewGuid(), Web.Auth.Roles.Administrator);
        var page = Read();
        Assert.Equal("These matches are for whoever brings them in.", page.Find(".just-in p").TextContent);
        Assert.DoesNotContain("Keep in sync", page.FindAll("button").Select(b => b.TextContent.Trim()));
        SignIn(Guid.NewGuid());
        page = Show();
        await page.InvokeAsync(() => { });
        page.WaitForAssertion(() => Assert.Equal("There is no such import", page.Find("h1").TextContent));
    }

    [Fact]
    public async Task Group_KeptInSync_SaysSo()
    {
        var page = Read();
        await Button(page, "Keep in sync").ClickAsync();
        page.WaitForAssertion(() => Assert.True(Button(page, "Kept in sync").HasAttribute("disabled")));
        Assert.Equal("scrim-night", Assert.Single(await Get<GroupSync>().ListAsync(Me, Cancel)).GroupId);
    }

    [Fact]
    public async Task Retry_ThatCannotBeStored_SaysThatAllIsAsItWas()
    {
        var page = Read();
        Database.Break();
        await page.Find("button.retry").ClickAsync();
        page.WaitForAssertion(() => Assert.StartsWith("That did not work; the import is as it was.", Assert.Single(Services.GetRequiredService<ISnackbar>().ShownSnackbars).Message, StringComparison.Ordinal));
    }

    protected override IRenderedComponent<ImportPage> Show(string address = "/") => Show<ImportPage>($"/imports/{_id}", p => p.Add(x => x.Id, _id));
}
