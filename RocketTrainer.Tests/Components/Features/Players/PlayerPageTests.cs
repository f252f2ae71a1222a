using System.Security.Claims;
using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Players.Dashboard;

namespace RocketTrainer.Tests.Components.Features.Players;

public sealed class PlayerPageTests : StoredComponentTest
{
    private readonly Import _import;

    public PlayerPageTests(StoredMatches stored)
        : base(stored)
    {
        User.SetAuthorized("Regular").SetClaims(new Claim(ClaimTypes.NameIdentifier, Me.UserId.ToString()));
        _import = new Import
        {
            Id = Guid.NewGuid(), UserId = Me.UserId, Source = ImportSource.Player, PlayerId = Me.Player.ToString(), State = ImportState.Running, CreatedAt = Clock.GetUtcNow(),
        };
        using var db = Database.CreateDbContext();
        db.Imports.ExecuteDelete(); // those of the other tests are as new
        db.Imports.Add(_import);
        db.SaveChanges();
    }

    [Fact]
    public async Task Page_AnImportThatStartsLater_ShowsItToo()
    {
        using (var db = Database.CreateDbContext())
            db.Imports.ExecuteDelete();
        Navigation.NavigateTo("/");
        var page = Render<PlayerPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".latest tbody tr")));
        Assert.Empty(page.FindAll(".running"));

        Publish(_import.Id, ImportState.Running);
        page.WaitForAssertion(() => Assert.Equal($"/imports/{_import.Id}", page.Find(".running a").GetAttribute("href")));

        Publish(_import.Id, ImportState.Completed);
        await AdvanceUntilAsync(() => page.FindAll(".running").Count == 0);
        var next = Guid.NewGuid();
        Publish(next, ImportState.Running);
        await AdvanceUntilAsync(() => page.FindAll($".running a[href='/imports/{next}']").Count == 1);
    }

    [Theory]
    [InlineData("/", "ranked-duels")]
    [InlineData("/players/{me}", "ranked-duels")]
    [InlineData("/players/{rival}", null)]
    public async Task Page_OfOnesOwn_KnowsTheMainPlaylistOfTheProfile(string address, string? expected)
    {
        await SetMainPlaylistAsync("ranked-duels");
        try
        {
            Navigation.NavigateTo(address.Replace("{me}", Me.Player.ToString(), StringComparison.Ordinal).Replace("{rival}", Rival.Player.ToString(), StringComparison.Ordinal));
            var page = Render<PlayerPage>();
            page.WaitForAssertion(() => Assert.Equal(expected, page.FindComponent<PlayerFrame>().Instance.Room.MainPlaylist));
        }
        finally
        {
            await SetMainPlaylistAsync(null);
        }
    }

    [Fact]
    public void Page_AnImportOfSomebodyElse_IsNotShown()
    {
        using (var db = Database.CreateDbContext())
            db.Imports.ExecuteDelete();
        Navigation.NavigateTo("/");
        var page = Render<PlayerPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".latest tbody tr")));

        Get<ImportFeed>().Publish(Sample.Progress(Sample.Receipt()) with { UserId = Rival.UserId });
        Publish(_import.Id, ImportState.Running);

        page.WaitForAssertion(() => Assert.Equal($"/imports/{_import.Id}", page.Find(".running a").GetAttribute("href")));
    }

    private void Publish(Guid import, ImportState state) => Get<ImportFeed>().Publish(Sample.Progress(Sample.Receipt(state) with { Id = import }) with { UserId = Me.UserId });

    [Fact]
    public async Task Page_ItsImportMoves_DrawsThatAndNothingElseAgain()
    {
        Navigation.NavigateTo("/");
        var page = Render<PlayerPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".latest tbody tr")));
        var running = page.FindComponent<RunningImport>();
        var others = page.RenderCount - running.RenderCount; // what is drawn inside of a component counts as its own

        Get<ImportFeed>().Publish(Sample.Progress(Sample.Receipt() with { Id = _import.Id, Imported = 0, Listed = 9000, Remaining = 4321 }) with { UserId = Me.UserId });

        await AdvanceUntilAsync(() => running.Find(".done").TextContent.Contains("4,679", StringComparison.Ordinal));
        Assert.Equal(others, page.RenderCount - running.RenderCount);
    }
}
