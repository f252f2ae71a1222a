using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Imports;

namespace RocketTrainer.Tests.Components.Features.Imports;

public sealed class ImportListTests(EmptyDatabase empty) : PersonPageTest<ImportList>(empty)
{
    protected override string Loading => "Loading imports";

    protected override string Failed => "The list of imports could not be read.";

    protected override string Content => "ol.imports, .empty";

    [Fact]
    public void List_OfNobody_IsEmptyAndHasItsForm()
    {
        var page = Read();
        Assert.Equal("No imports yet", page.Find(".empty h2").TextContent);
        Assert.NotEmpty(page.FindAll("section.start form"));
        Assert.Empty(page.FindAll("section.groups"));
    }

    [Fact]
    public async Task List_OfMoreThanAPage_LeadsToTheOlderOnesAndBack()
    {
        var other = new User { Id = Guid.NewGuid(), DisplayName = "Somebody else", CreatedAt = Now, SessionStamp = Guid.NewGuid() };
        await StoreAsync(other);
        await StoreAsync([.. Enumerable.Range(0, 21).Select(i => Import(Me, $"night-{i}", i)), Import(other.Id, "theirs", 0)]);
        var page = Read();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Group night-{i}"), Titles(page));
        Assert.Equal(["Older imports"], page.FindAll("nav.pages a").Select(a => a.TextContent));

        page = Read(page.Find("nav.pages a").GetAttribute("href")!);
        Assert.Equal(["Group night-20"], Titles(page));
        Assert.Equal([("Newest imports", "/imports")], page.FindAll("nav.pages a").Select(a => (a.TextContent, a.GetAttribute("href")!)));
    }

    [Fact]
    public async Task List_AnImportStartsMeanwhile_IsReadAgain()
    {
        var page = Read();
        var (started, _) = await Get<ImportService>().StartAsync(Viewer, new ImportRequest { Source = ImportSource.Group, GroupId = "scrim-night" }, Cancel);
        await AdvanceUntilAsync(() => Titles(page).Any());
        Assert.Equal(["Group scrim-night"], Titles(page));
        Assert.Equal($"/imports/{started!.Receipt.Id}", page.Find("ol.imports h2 a").GetAttribute("href"));
    }

    [Fact]
    public async Task Groups_KeptInSync_AreNamedUntilTheyAreStopped()
    {
        await StoreAsync(new FollowedGroup { Id = Guid.NewGuid(), UserId = Me, GroupId = "scrim-night", AddedAt = Now.AddDays(-1), SyncedAt = Now.AddHours(-2) });
        var page = Read();
        page.WaitForAssertion(() => Assert.Equal("scrim-night", page.Find("section.groups strong").TextContent));
        Assert.Contains("last 2 h ago", string.Join(' ', page.Find("section.groups li .quiet").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        await page.Find("section.groups button").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section.groups")));
    }

    private static IEnumerable<string> Titles(IRenderedComponent<ImportList> page) => page.FindAll("ol.imports h2").Select(h => h.TextContent.Trim());

    private static Import Import(Guid user, string group, int age) =>
        new() { Id = Guid.NewGuid(), UserId = user, Source = ImportSource.Group, GroupId = group, State = ImportState.Completed, CreatedAt = Now.AddHours(-age) };
}
