using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Core.Teams;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Coaching;

/// <summary>A coach over HTTP: nothing of the verdict before his own, and his own once.</summary>
public sealed class WeaknessLabelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Coach_NamesAGroup_BeforeHeIsToldAndOnce()
    {
        await using var app = new RocketTrainerApp(environment: "Development", settings: [("Ballchasing:Sandbox", "On"), ("Ballchasing:Tier", "unlimited")]);
        _ = app.Address;
        var weak = app.Services.GetRequiredService<SandboxLeague>().FeaturedPlayers.First(p => p.Weakness is not null);
        foreach (var featured in app.Services.GetRequiredService<SandboxLeague>().FeaturedPlayers) // peers enough
            await app.FollowAsync(await app.StartImportAsync(User.DemoId, featured.Id, max: 100, settled: true), Cancel);
        var (player, coach, stranger) = (await app.PersonAsync("76561190000000061", "Player"), await app.PersonAsync("76561190000000062", "Coach"), await app.PersonAsync("76561190000000063", "Stranger"));
        await TeamAsync(app, weak.Id, player, coach);
        using var coachs = await app.ProgramAsync(coach);
        using var players = await app.ProgramAsync(player);
        using var strangers = await app.ProgramAsync(stranger);
        var (weaknesses, label) = ($"players/{Uri.EscapeDataString(weak.Id)}/weaknesses", $"players/{Uri.EscapeDataString(weak.Id)}/weakness-label");

        var hidden = await coachs.ReadAsync(weaknesses);
        Assert.Equal("waitsForLabel", hidden.Text("state"));
        Assert.Equal(0, hidden.GetProperty("groups").GetArrayLength());
        var told = await players.ReadAsync(weaknesses);
        Assert.Equal("ready", told.Text("state"));
        var first = told.GetProperty("groups")[0].Text("group")!;

        Assert.Equal(["label"], (await coachs.SendAsync(HttpMethod.Put, label, new { }, HttpStatusCode.BadRequest)).Fields());
        Assert.Equal(["label", "playlist"], (await coachs.SendAsync(HttpMethod.Put, label, new { playlist = "chess", label = "7" }, HttpStatusCode.BadRequest)).Fields().Order(StringComparer.Ordinal));
        await strangers.SendAsync(HttpMethod.Put, label, new { label = first }, HttpStatusCode.NotFound);
        await players.SendAsync(HttpMethod.Put, label, new { label = first }, HttpStatusCode.NotFound);
        Assert.Equal("waitsForLabel", (await coachs.ReadAsync(weaknesses)).Text("state"));

        var answer = await coachs.SendAsync(HttpMethod.Put, label, new { label = first }, HttpStatusCode.OK);
        Assert.Equal(("ready", first, 1), (answer.Text("state"), answer.GetProperty("label").Text("group"), answer.GetProperty("label").GetProperty("place").GetInt32()));
        await coachs.SendAsync(HttpMethod.Put, label, new { label = "nothing" }, HttpStatusCode.Conflict);
        Assert.Equal(first, (await coachs.ReadAsync(weaknesses)).GetProperty("label").Text("group"));

        var agreement = await strangers.ReadAsync("labels/agreement");
        Assert.Equal((1, 1, 1.0), (agreement.GetProperty("labels").GetInt32(), agreement.GetProperty("players").GetInt32(), agreement.GetProperty("same").GetProperty("value").GetDouble()));

        // It is personal to both: whoever goes takes it along.
        await players.DeleteAsync("me?confirm=yes", HttpStatusCode.NoContent);
        Assert.Equal(0, (await strangers.ReadAsync("labels/agreement")).GetProperty("labels").GetInt32());
    }

    private static async Task TeamAsync(RocketTrainerApp app, string account, KnownUser player, KnownUser coach)
    {
        await using var db = app.OpenDatabase();
        db.LinkedAccounts.Add(new LinkedAccount
        {
            Id = Guid.NewGuid(), UserId = player.Id, PlayerId = account, Platform = account.Split(':')[0], Name = "Player", LinkedAt = DateTimeOffset.UnixEpoch, VerifiedAt = DateTimeOffset.UnixEpoch, Proof = AccountProof.SignIn,
        });
        await db.TeamAsync((player.Id, TeamRole.Player), (coach.Id, TeamRole.Coach));
        await db.Users.Where(u => u.Id == player.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Visibility, ProfileVisibility.Team), Cancel);
    }
}
