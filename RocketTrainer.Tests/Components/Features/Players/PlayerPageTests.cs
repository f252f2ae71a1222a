using System.Security.Claims;
using Bunit;
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
        db.Imports.Add(_import);
        db.SaveChanges();
    }

    [Fact]
    public void Page_ItsImportMoves_DrawsThatAndNothingElseAgain()
    {
        Navigation.NavigateTo("/");
        var page = Render<PlayerPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".latest tbody tr")));
        var running = page.FindComponent<RunningImport>();
        var others = page.RenderCount - running.RenderCount; // what is drawn inside of a component counts as its own

        Get<ImportFeed>().Publish(Sample.Progress(Sample.Receipt() with { Id = _import.Id, Imported = 0, Listed = 9000, Remaining = 4321 }) with { UserId = Me.UserId });

        running.WaitForAssertion(() => Assert.Contains("4,679", running.Find(".done").TextContent, StringComparison.Ordinal));
        Assert.Equal(others, page.RenderCount - running.RenderCount);
    }
}
