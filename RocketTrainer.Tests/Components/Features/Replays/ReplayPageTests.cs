using System.Security.Claims;
using Bunit;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Replays;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class ReplayPageTests : StoredComponentTest
{
    public ReplayPageTests(StoredMatches stored)
        : base(stored) => User.SetAuthorized("Regular").SetClaims(new Claim(ClaimTypes.NameIdentifier, Me.UserId.ToString()));

    [Fact]
    public async Task Page_WithAPlayerInItsAddress_IsLookedAtFromHis()
    {
        var page = Show(await NewestAsync(), "?player=steam:76561190000000404");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".board tbody tr")));
        Assert.Empty(page.FindAll("tr.viewer"));
    }

    [Fact]
    public void Page_OfNoMatch_SaysSo()
    {
        var page = Show(Guid.NewGuid(), "");
        page.WaitForAssertion(() => Assert.Equal("This match isn't here", page.Find("h1").TextContent));
    }

    private async Task<Guid> NewestAsync() => (await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 1, Cancel)).Items[0].ReplayId;

    private IRenderedComponent<ReplayPage> Show(Guid id, string query)
    {
        Navigation.NavigateTo($"/replays/{id}{query}");
        return Render<ReplayPage>(p => p.Add(x => x.Id, id));
    }
}
