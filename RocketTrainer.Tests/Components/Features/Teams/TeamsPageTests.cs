using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Teams;
using RocketTrainer.Web.Features.Teams;

namespace RocketTrainer.Tests.Components.Features.Teams;

public sealed class TeamsPageTests(EmptyDatabase empty) : PersonPageTest<TeamsPage>(empty)
{
    protected override string Loading => "Loading your teams";

    protected override string Failed => "Your teams could not be read or changed.";

    protected override string Content => "form.card";

    [Fact]
    public async Task Teams_OfNobody_AreNoneUntilOneIsMade()
    {
        var page = Read();
        Assert.Equal("You are in no team", page.Find(".empty h2").TextContent);

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("form .mud-input-error"), e => e.TextContent.Contains("A name has 1 to 40 characters.", StringComparison.Ordinal)));

        await Field(page, "Name").ChangeAsync(new() { Value = "Quiet Harbour" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Quiet Harbour", page.Find("section.card h2").TextContent));
        Assert.Empty(page.FindAll(".empty"));
        Assert.Contains("coach, you", page.Find(".lines li").TextContent, StringComparison.Ordinal);

        await Button(page, "Invite a player").ClickAsync();
        page.WaitForAssertion(() => Assert.StartsWith("http://localhost/teams/join/", page.Find(".secret code").TextContent, StringComparison.Ordinal));
        Assert.Equal(TeamRole.Player, (await Get<TeamService>().FindInvitationAsync(page.Find(".secret code").TextContent.Split('/')[^1], Cancel))!.Role);
    }

    [Fact]
    public async Task Team_AsAPlayer_ShowsWhoSharesAndOffersOnlyToLeave()
    {
        var (coach, mate) = (Person("Coach", ProfileVisibility.Private), Person("Mate", ProfileVisibility.Team));
        var team = new Team { Id = Guid.NewGuid(), Name = "Quiet Harbour", CreatedAt = Now };
        await StoreAsync(coach, mate, team, new LinkedAccount { Id = Guid.NewGuid(), UserId = mate.Id, Platform = "epic", PlayerId = $"epic:{mate.Id:N}", Name = "Mate", LinkedAt = Now, VerifiedAt = Now, Proof = AccountProof.Administrator });
        await StoreAsync(Member(team, coach.Id, TeamRole.Coach, 0), Member(team, mate.Id, TeamRole.Player, 1), Member(team, Me, TeamRole.Player, 2));
        var page = Read();
        var lines = page.FindAll(".lines li");
        Assert.Equal(["Coach", "Mate", Name], lines.Select(l => l.QuerySelector("strong")!.TextContent));
        Assert.Contains("keeps matches private", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Equal($"/replays?player={Uri.EscapeDataString($"epic:{mate.Id:N}")}", lines[1].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("/account/privacy", lines[2].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(["Leave Quiet Harbour"], page.FindAll(".card button[aria-label]").Select(b => b.GetAttribute("aria-label")));

        await page.Find("button[aria-label^=Leave]").ClickAsync();
        Assert.Equal(3, page.FindAll(".lines li").Count);
        await page.Find("button[aria-label^=Leave]").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("You are in no team", page.Find(".empty h2").TextContent));
    }

    private static User Person(string name, ProfileVisibility visibility) => new() { Id = Guid.NewGuid(), DisplayName = name, Visibility = visibility, CreatedAt = Now, SessionStamp = Guid.NewGuid() };

    private static TeamMember Member(Team team, Guid user, TeamRole role, int minutes) => new() { TeamId = team.Id, UserId = user, Role = role, JoinedAt = Now.AddMinutes(minutes) };
}
