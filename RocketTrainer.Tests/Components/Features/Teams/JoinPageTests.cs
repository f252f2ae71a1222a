using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Teams;
using RocketTrainer.Web.Features.Teams;

namespace RocketTrainer.Tests.Components.Features.Teams;

public sealed class JoinPageTests(EmptyDatabase empty) : PersonPageTest<JoinPage>(empty)
{
    private string _invitation = "nonsense";

    protected override string Loading => "Looking at the invitation";

    protected override string Failed => "The invitation could not be read or taken.";

    protected override string Content => "h1";

    [Fact]
    public void Invitation_ThatIsNone_SaysSo()
    {
        var page = Read();
        Assert.Equal("This invitation doesn't work", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("section.card"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invitation_Taken_LetsOneInAndSharesOnlyIfOneSaysSo(bool shares)
    {
        var coach = new User { Id = Guid.NewGuid(), DisplayName = "Coach", CreatedAt = Now, SessionStamp = Guid.NewGuid() };
        await StoreAsync(coach);
        var teams = Get<TeamService>();
        var (team, _) = await teams.CreateAsync(coach.Id, "Quiet Harbour", Caller.Server, Cancel);
        _invitation = (await teams.InviteAsync(coach.Id, team!.Value, TeamRole.Player, Cancel))!.Value.Secret;
        var page = Read();
        Assert.Equal("Join Quiet Harbour?", page.Find("h1").TextContent);

        if (shares)
            await page.Find("input[type=checkbox]").ChangeAsync(new() { Value = true });
        await Button(page, "Join").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("http://localhost/teams", Navigation.Uri));
        Assert.Equal([coach.Id, Me], (await teams.ListAsync(Me, Cancel))[0].Members.Select(m => m.UserId));
        Assert.Equal(shares ? ProfileVisibility.Team : ProfileVisibility.Private, (await Get<Profiles>().FindAsync(Me, Cancel))!.Visibility);
        Assert.Equal("This invitation doesn't work", Read().Find("h1").TextContent); // it lets in once
    }

    protected override IRenderedComponent<JoinPage> Show(string address = "/") => Show<JoinPage>(address, p => p.Add(x => x.Invitation, _invitation));
}
