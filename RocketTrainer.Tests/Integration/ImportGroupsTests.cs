using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>Groups on Ballchasing, which hold replays and further groups.</summary>
public sealed class ImportGroupsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_OfAGroup_BringsInItsChildGroupsAtEveryDepthAndNothingElse()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(500);
        server.Groups["season"] = (null, Ids(1, 2));
        server.Groups["week-1"] = ("season", Ids(3, 250)); // two pages
        server.Groups["week-2"] = ("season", []);
        server.Groups["week-2-finals"] = ("week-2", Ids(252, 253));
        server.Groups["another-season"] = (null, Ids(300, 310));
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(new { source = "group", groupId = "season" }, Cancel);

        Assert.Equal(("completed", 252, 252), (receipt.State(), receipt.Count("listed"), receipt.Count("imported")));
        await using var db = app.OpenDatabase();
        Assert.Equal(Ids(1, 250).Concat(Ids(252, 253)).Order(StringComparer.Ordinal), (await db.Replays.Select(r => r.Id).ToListAsync(Cancel)).Select(id => id.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(["season", "week-1", "week-2", "week-2-finals"], (await db.Imports.SingleAsync(Cancel)).Groups);
    }

    [Fact]
    public async Task Import_OfGroupsThatHoldEachOther_Ends()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(4);
        server.Groups["one"] = ("other", Ids(1, 2));
        server.Groups["other"] = ("one", Ids(3, 4));
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(new { source = "group", groupId = "one" }, Cancel);

        Assert.Equal(("completed", 4), (receipt.State(), receipt.Count("imported")));
    }

    [Fact]
    public async Task Import_OfAGroupToAMaximum_ListsNoFurtherGroups()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(6);
        server.Groups["season"] = (null, Ids(1, 3));
        server.Groups["week"] = ("season", Ids(4, 6));
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(new { source = "group", groupId = "season", max = 3 }, Cancel);

        Assert.Equal((3, 3), (receipt.Count("listed"), receipt.Count("imported")));
        Assert.Single(server.Requests, r => r.Path == "/api/replays");
    }

    [Fact]
    public async Task Group_KeptInSync_BringsInWhatIsAddedAndAsksForNothingTwice()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(10);
        server.Groups["season"] = (null, Ids(1, 2));
        await using var app = new RocketTrainerApp(server, settings: ("Importing:SyncEvery", "00:00:01"));
        using var asked = await app.Api.AskAsync("POST", "api/v1/me/groups", """{"groupId":"season"}""");
        var group = (await asked.JsonAsync()).GetProperty("id").GetGuid();
        await UntilAsync(async db => await db.Replays.CountAsync(Cancel) == 2);

        server.Groups["season"] = (null, Ids(1, 3));
        server.Groups["finals"] = ("season", Ids(7, 8)); // uploaded long ago, added now
        await UntilAsync(async db => await db.Replays.CountAsync(Cancel) == 5);
        await UntilAsync(async db => await db.FollowedGroups.AnyAsync(g => g.SyncedAt != null, Cancel));
        Assert.Equal(5, server.Requests.Count(r => r.Path.StartsWith("/api/replays/", StringComparison.Ordinal)));

        using var stopped = await app.Api.AskAsync("DELETE", $"api/v1/me/groups/{group}");
        using var again = await app.Api.AskAsync("DELETE", $"api/v1/me/groups/{group}");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (stopped.StatusCode, again.StatusCode));
        Assert.Equal(0, await app.Services.GetRequiredService<GroupSync>().RunAsync(Cancel));

        async Task UntilAsync(Func<RocketTrainerDb, Task<bool>> fact)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(60));
            while (true)
            {
                limit.Token.ThrowIfCancellationRequested();
                await app.Services.GetRequiredService<GroupSync>().RunAsync(Cancel); // the job itself comes once a minute
                await using var db = app.OpenDatabase();
                if (await fact(db))
                    return;
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task Group_ThatIsNone_IsNotFollowed(string group)
    {
        await using var app = new RocketTrainerApp();
        using var answer = await app.Api.AskAsync("POST", "api/v1/me/groups", $$"""{"groupId":"{{group}}"}""");
        Assert.Equal("invalid-input", await answer.ProblemAsync());
        Assert.Contains("groupId", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_WrittenTwiceBecauseNobodyHeardOfTheFirst_IsListedOnce()
    {
        await using var app = new RocketTrainerApp();
        var writer = app.Services.GetRequiredService<ImportWriter>();
        var import = new Import { Id = Guid.NewGuid(), UserId = null, Source = ImportSource.Group, GroupId = "season", Groups = ["season"], State = ImportState.Paused, CreatedAt = DateTimeOffset.UnixEpoch };
        await writer.AddImportAsync(import, [], Cancel);
        for (var time = 0; time < 2; time++)
            import = await writer.AddGroupAsync(import.Id, group: 0, [new(Matches.Id(1))], ["week"], requests: 2, Cancel);
        Assert.Equal((1, 1, false, "week"), (import.Listed, import.GroupsListed, import.ListingDone, import.CurrentGroup));
        for (var time = 0; time < 2; time++)
            import = await writer.AddGroupAsync(import.Id, group: 1, [], [], requests: 4, Cancel);
        Assert.Equal((2, true), (import.GroupsListed, import.ListingDone));
    }

    private static string[] Ids(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(Matches.Id)];
}
