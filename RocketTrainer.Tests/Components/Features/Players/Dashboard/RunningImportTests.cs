using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Players;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Players.Dashboard;

namespace RocketTrainer.Tests.Components.Features.Players.Dashboard;

public sealed class RunningImportTests(EmptyDatabase empty) : PersonComponentTest(empty)
{
    [Fact]
    public void Import_ThatCannotBeRead_LeavesThePageWithoutOne()
    {
        Database.Break();
        Assert.Empty(Show(Viewer).FindAll(".running, [role=alert]"));
    }

    [Theory]
    [InlineData(ImportState.Queued, 1)]
    [InlineData(ImportState.Paused, 1)]
    [InlineData(ImportState.Completed, 0)]
    public async Task Import_OfTheViewer_IsThereUntilItIsOver(ImportState state, int shown)
    {
        await StoreAsync(new Import { Id = Guid.NewGuid(), UserId = Me, Source = ImportSource.Group, GroupId = "night", State = state, CreatedAt = Now });
        var before = Database.Asked;
        var view = Show(Viewer);
        view.WaitForAssertion(() => Assert.Equal(shown, view.FindAll(".running").Count));
        Assert.True(Database.Asked > before);
    }

    [Fact]
    public async Task Import_OfWhoeverIsLookedAtByALink_IsNotTold()
    {
        await StoreAsync(new Import { Id = Guid.NewGuid(), UserId = Me, Source = ImportSource.Group, GroupId = "night", State = ImportState.Queued, CreatedAt = Now });
        Assert.Empty(Show(new Viewer.Guest(Me)).FindAll(".running"));
    }

    private IRenderedComponent<RunningImport> Show(Viewer viewer) =>
        Show<RunningImport>("/", p => p.Add(x => x.Room, new PlayerRoom(viewer, PlayerId.FromReplay("steam", "76561190000000001")!.Value, Name, IsMine: true, Base: "", Players: [])));
}
