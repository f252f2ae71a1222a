using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>Who one is: profile, link, own numbers, roles, teams, what was noted.</summary>
public sealed class ProfileTests : IAsyncLifetime
{
    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private KnownUser _hero = null!;
    private HttpClient _heros = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server, settings: ("Admin:SteamIds", "76561190000000061, 76561190000000062"));
        _ = _app.Address;
        _hero = await _app.PersonAsync("76561190000000001", "Hero");
        _heros = await _app.ProgramAsync(_hero);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Profile_NewUser_IsPrivateAndNamesTheSteamName()
    {
        var profile = await _heros.ReadAsync("me/profile");
        Assert.Equal(("Hero", "private", "system"), (profile.Text("displayName"), profile.Text("visibility"), profile.Text("theme")));
        Assert.Equal([null, null, null, null], new[] { "timeZone", "mainPlaylist", "targetRank", "profileLink" }.Select(name => profile.Text(name)));
    }

    [Fact]
    public async Task Profile_Changed_StaysSoAndWhatIsNotNamedStaysToo()
    {
        await PutAsync(new { displayName = " Ace ", timeZone = "Europe/Berlin", mainPlaylist = "ranked-doubles", targetRank = "champion-1", theme = "dark" });
        await PutAsync(new { targetRank = (string?)null });
        var profile = await _heros.ReadAsync("me/profile");
        Assert.Equal(("Ace", "Europe/Berlin", "ranked-doubles", null, "dark"),
            (profile.Text("displayName"), profile.Text("timeZone"), profile.Text("mainPlaylist"), profile.Text("targetRank"), profile.Text("theme")));
        Assert.Equal("Ace", (await _heros.ReadAsync("auth/me")).Text("displayName")); // at once
    }

    [Theory]
    [InlineData("""{"displayName":""}""", "displayName")]
    [InlineData("""{"displayName":"123456789012345678901234567890123"}""", "displayName")]
    [InlineData("""{"displayName":null}""", "displayName")]
    [InlineData("""{"displayName":"a\u0000b"}""", "displayName")]
    [InlineData("""{"timeZone":"Mars/Olympus"}""", "timeZone")]
    [InlineData("""{"timeZone":"W. Europe Standard Time"}""", "timeZone")]
    [InlineData("""{"mainPlaylist":"chess"}""", "mainPlaylist")]
    [InlineData("""{"targetRank":"wood-1"}""", "targetRank")]
    [InlineData("""{"targetRank":"unranked"}""", "targetRank")]
    [InlineData("""{"theme":"pink"}""", "theme")]
    [InlineData("""{"visibility":"friends"}""", "visibility")]
    [InlineData("""{"administrator":true}""", "administrator")]
    [InlineData("[]", "body")]
    public async Task Profile_ThatCantBe_NamesTheFieldAndChangesNothing(string body, string field)
    {
        var before = (await _heros.ReadAsync("me/profile")).ToString();
        var problem = await _heros.SendAsync(HttpMethod.Put, "me/profile", JsonNode.Parse(body), HttpStatusCode.BadRequest);
        Assert.Equal([field], problem.Fields());
        Assert.Equal(before, (await _heros.ReadAsync("me/profile")).ToString());
    }

    [Fact]
    public async Task Link_OnlyOfAPublicProfile_AndGoneWhenItIsNoLonger()
    {
        await _heros.PostAsync("me/profile-link", null, HttpStatusCode.Conflict);
        await PutAsync(new { visibility = "public" });
        var first = (await _heros.PostAsync("me/profile-link", null, HttpStatusCode.Created)).Text("address")!;
        var second = (await _heros.PostAsync("me/profile-link", null, HttpStatusCode.Created)).Text("address")!;
        Assert.NotEqual(first, second);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await SeenAsync(first), await SeenAsync(second)));
        await _heros.DeleteAsync("me/profile-link", HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.NotFound, await SeenAsync(second));

        var third = (await _heros.PostAsync("me/profile-link", null, HttpStatusCode.Created)).Text("address")!;
        await PutAsync(new { visibility = "team" });
        await PutAsync(new { visibility = "public" });
        Assert.Equal(HttpStatusCode.NotFound, await SeenAsync(third));
    }

    [Fact]
    public async Task Stats_CountOwnMatchesOnceByPlaylist()
    {
        for (var number = 1; number <= 4; number++)
        {
            var detail = Matches.Detail(number, number == 4 ? "ranked-duels" : "ranked-doubles");
            detail["blue"]!["players"]![1]!["id"] = new JsonObject { ["platform"] = "epic", ["id"] = "0123456789abcdef0123456789abcdef" };
            detail["blue"]!["stats"]!["core"]!["goals"] = number == 2 ? 0 : 5;
            detail["orange"]!["stats"]!["core"]!["goals"] = number == 3 ? 5 : 3;
            _server.Replays.Insert(0, (Matches.Id(number), detail.Bytes()));
        }

        Assert.Empty((await _heros.ReadAsync("me/stats")).Items());
        await _app.FollowAsync(await _app.StartImportAsync(_hero.Id, Matches.Hero, max: 10), Cancel);
        // A second account of his in the same matches doesn't count them twice.
        await _heros.PostAsync("me/accounts", new { platform = "epic", name = "Mate", playerId = "epic:0123456789abcdef0123456789abcdef" }, HttpStatusCode.Created);

        var stats = (await _heros.ReadAsync("me/stats")).Items().ToList();
        Assert.Equal(["ranked-doubles", "ranked-duels"], stats.Select(s => s.Text("playlist")));
        Assert.Equal((3, 1, 1, 1, 0), (stats[0].Count("matches"), stats[0].Count("wins"), stats[0].Count("losses"), stats[0].Count("draws"), stats[0].Count("undecided")));
        Assert.Equal(["win", "draw", "loss", "win"], (await _heros.ReadAsync("replays")).Items().Select(r => r.Text("result")));
    }

    [Fact]
    public async Task Administrators_ComeFromTheSettingAndMakeOthers()
    {
        var boss = await _app.PersonAsync("76561190000000062", "Boss");
        Assert.True(boss.IsAdministrator);
        Assert.False(_hero.IsAdministrator);
        using var bosss = await _app.ProgramAsync(boss, Core.Accounts.Keys.ApiScopes.All);

        Assert.Equal(["administrator", "coach"], (await bosss.SendAsync(HttpMethod.Put, $"admin/users/{_hero.Id}/roles", new { }, HttpStatusCode.BadRequest)).Fields().Order());
        await bosss.SendAsync(HttpMethod.Put, $"admin/users/{_hero.Id}/roles", new { coach = true, administrator = true }, HttpStatusCode.NoContent);
        Assert.Contains("administrator", (await _app.PersonAsync("76561190000000001")).IsAdministrator ? "administrator" : "", StringComparison.Ordinal);
        Assert.DoesNotContain("administrator", (await _heros.ReadAsync("auth/me")).GetProperty("roles").ToString(), StringComparison.Ordinal); // his key has no such scope
        await bosss.SendAsync(HttpMethod.Put, $"admin/users/{boss.Id}/roles", new { coach = false, administrator = false }, HttpStatusCode.Conflict); // not himself
        await bosss.SendAsync(HttpMethod.Put, $"admin/users/{Guid.NewGuid()}/roles", new { coach = false, administrator = false }, HttpStatusCode.NotFound);

        var found = (await bosss.ReadAsync("admin/users?search=her")).Items().Single();
        Assert.Equal(("Hero", true, true), (found.Text("displayName"), found.GetProperty("isCoach").GetBoolean(), found.GetProperty("isAdministrator").GetBoolean()));
        Assert.Empty((await bosss.ReadAsync("admin/users?search=%25")).Items()); // a per cent sign is one
        var audit = (await bosss.ReadAsync($"admin/audit?user={_hero.Id}")).Items().ToList();
        Assert.Equal(2, audit.Count(l => l.Text("kind") == "roleChanged" && l.Text("actor") == "Boss" && l.Text("address") == "127.0.0.1"));
        var own = (await _heros.ReadAsync("me/audit")).Items().Where(l => l.Text("kind") == "roleChanged").ToList();
        Assert.Equal(2, own.Count);
        Assert.All(own, l => Assert.Null(l.Text("address"))); // where Boss was is his own affair
    }

    [Fact]
    public async Task Audit_ReadPageByPage_HoldsEverythingOnceAndOnlyOnesOwn()
    {
        for (var i = 0; i < 5; i++)
            await _app.PersonAsync("76561190000000001");
        await _app.PersonAsync("76561190000000009", "Stranger");
        var (lines, next) = (new List<string>(), (string?)null);
        do
        {
            var page = await _heros.ReadAsync($"me/audit?limit=2{(next is null ? "" : "&cursor=" + next)}");
            lines.AddRange(page.Items().Select(l => l.Text("id")!));
            next = page.Text("next");
        }
        while (next is not null);
        await using var db = _app.OpenDatabase();
        var stored = await db.AuditEvents.Where(e => e.UserId == _hero.Id && e.Kind != AuditKind.KeyUsed).Select(e => e.Id.ToString()).ToListAsync(Cancel);
        Assert.Superset(stored.Select(s => s.ToLowerInvariant()).ToHashSet(), lines.ToHashSet());
        Assert.Equal(lines.Count, lines.Distinct().Count());
        Assert.Equal(["cursor"], (await _heros.ReadAsync("me/audit?cursor=x", HttpStatusCode.BadRequest)).Fields());
    }

    [Fact]
    public async Task Team_JoinedOnceByEachInvitation_AndLeft()
    {
        using var mates = await _app.ProgramAsync(await _app.PersonAsync("76561190000000002", "Mate"));
        Assert.Equal(["name"], (await _heros.PostAsync("teams", new { name = " " }, HttpStatusCode.BadRequest)).Fields());
        var team = await _heros.PostAsync("teams", new { name = "Night Shift" }, HttpStatusCode.Created);
        Assert.True((await _app.PersonAsync("76561190000000001")).IsCoach);
        var invitation = (await _heros.PostAsync($"teams/{team.Text("id")}/invitations", new { role = "player" }, HttpStatusCode.Created)).Text("invitation");

        await mates.PostAsync("teams/join", new { invitation = "guess" }, HttpStatusCode.NotFound);
        await mates.PostAsync("teams/join", new { invitation });
        await mates.PostAsync("teams/join", new { invitation }, HttpStatusCode.NotFound);
        await mates.PostAsync($"teams/{team.Text("id")}/invitations", null, HttpStatusCode.NotFound); // no coach
        var members = (await mates.ReadAsync($"teams/{team.Text("id")}/members")).Items().ToList();
        Assert.Equal([("Hero", "coach", false), ("Mate", "player", false)], members.Select(m => (m.Text("displayName")!, m.Text("role")!, m.GetProperty("sharesMatches").GetBoolean())));
        Assert.Null(members[0].Text("playerId")); // kept private

        await _heros.DeleteAsync($"teams/{team.Text("id")}/members/{members[0].Text("userId")}", HttpStatusCode.NoContent);
        await _heros.ReadAsync($"teams/{team.Text("id")}/members", HttpStatusCode.NotFound);
        await mates.DeleteAsync($"teams/{team.Text("id")}/members/{members[1].Text("userId")}", HttpStatusCode.NoContent);
        await using var db = _app.OpenDatabase();
        Assert.Empty(await db.Teams.ToListAsync(Cancel)); // a team of nobody is none
    }

    [Fact]
    public async Task Team_ACoachWhoIsTakenOut_LeavesNoWayBack()
    {
        using var mates = await _app.ProgramAsync(await _app.PersonAsync("76561190000000002", "Mate"));
        var team = (await _heros.PostAsync("teams", new { name = "Night Shift" }, HttpStatusCode.Created)).Text("id");
        async Task<string?> InviteAsync(HttpClient coach, string role) => (await coach.PostAsync($"teams/{team}/invitations", new { role }, HttpStatusCode.Created)).Text("invitation");
        await mates.PostAsync("teams/join", new { invitation = await InviteAsync(_heros, "player") });
        await mates.PostAsync("teams/join", new { invitation = await InviteAsync(_heros, "coach") });
        Assert.Equal(["coach", "coach"], (await _heros.ReadAsync($"teams/{team}/members")).Items().Select(m => m.Text("role"))); // one of the two, not both

        var kept = await InviteAsync(mates, "coach");
        var mate = (await _heros.ReadAsync($"teams/{team}/members")).Items().Single(m => m.Text("displayName") == "Mate").Text("userId");
        await _heros.DeleteAsync($"teams/{team}/members/{mate}", HttpStatusCode.NoContent);
        await mates.PostAsync("teams/join", new { invitation = kept }, HttpStatusCode.NotFound);
    }

    private Task<JsonElement> PutAsync(object change) => _heros.SendAsync(HttpMethod.Put, "me/profile", change, HttpStatusCode.OK);

    private async Task<HttpStatusCode> SeenAsync(string address)
    {
        using var visitor = _app.Browser(null);
        using var answer = await visitor.GetAsync(address, Cancel);
        return answer.StatusCode;
    }
}
