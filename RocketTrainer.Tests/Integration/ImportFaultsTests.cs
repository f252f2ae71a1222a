using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>Whatever the server does, an import ends, its receipt balances and says what became of each replay.</summary>
public sealed class ImportFaultsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly object HeroImport = new { source = "player", playerId = Matches.Hero };

    [Fact]
    public async Task Import_EveryFaultAtOnce_EndsAndAccountsForEachReplay()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(12);
        server.Misbehave(Matches.Id(1), Answers.TooMany);
        server.Misbehave(Matches.Id(2), Answers.TooManyFor(1));
        server.Misbehave(Matches.Id(3), Answers.ServerFault);
        server.Misbehave(Matches.Id(4), Answers.BadGateway);
        server.Misbehave(Matches.Id(5), Answers.Hang);
        server.Misbehave(Matches.Id(6), Answers.Json(200, Matches.Detail(6).Bytes()[..500]));
        server.Misbehave(Matches.Id(7), Answers.Pending(Matches.Id(7)), Answers.Pending(Matches.Id(7)));
        server.Misbehave(Matches.Id(8), [.. Enumerable.Repeat(Answers.Failed(Matches.Id(8)), 10)]);
        server.Misbehave(Matches.Id(9), [.. Enumerable.Repeat(Answers.Json(404, """{"error":"replay not found"}"""), 10)]);
        server.Misbehave(Matches.Id(10), [.. Enumerable.Repeat(Answers.Json(200, "not json"), 10)]);
        server.Misbehave(Matches.Id(11), [.. Enumerable.Repeat(Answers.ServerFault, 50)]);
        var second = Matches.Detail(12); // another upload of match 12
        second["id"] = Matches.Id(13);
        server.Replays.Add((Matches.Id(13), second.Bytes()));
        await using var app = new RocketTrainerApp(server, settings: [("Ballchasing:Timeout", "00:00:01"), ("Ballchasing:Retries", "3")]);

        var receipt = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal("completed", receipt.State());
        Assert.Equal(13, receipt.Count("listed"));
        Assert.Equal(8, receipt.Count("imported"));
        Assert.Equal(1, receipt.Count("duplicates"));
        Assert.Equal(4, receipt.Count("failed"));
        Assert.Equal(0, receipt.Count("pending"));
        var failures = receipt.GetProperty("failures").EnumerateArray().ToDictionary(f => f.GetProperty("replayId").GetString()!, StringComparer.Ordinal);
        AssertFailure(Matches.Id(8), "could not read this replay file", retryable: false);
        AssertFailure(Matches.Id(9), "no longer has this replay", retryable: false);
        AssertFailure(Matches.Id(10), "not JSON", retryable: true);
        AssertFailure(Matches.Id(11), "had a fault", retryable: true);

        void AssertFailure(string id, string words, bool retryable)
        {
            Assert.Contains(words, failures[id].GetProperty("reason").GetString(), StringComparison.Ordinal);
            Assert.Equal(retryable, failures[id].GetProperty("retryable").GetBoolean());
        }
    }

    [Fact]
    public async Task Import_FaultyServerOnARegularBudget_NeverExceedsTheRate()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(16);
        server.Misbehave(Matches.Id(3), Answers.ServerFault, Answers.BadGateway);
        server.Misbehave(Matches.Id(5), Answers.TooManyFor(1));
        server.Misbehave(Matches.Id(8), Answers.TooMany);
        await using var app = new RocketTrainerApp(server, settings: [("Ballchasing:Tier", "diamond")]);

        var receipt = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal(16, receipt.Count("imported"));
        Assert.Equal("diamond", receipt.GetProperty("quota").GetProperty("tier").GetString());
        Assert.InRange(server.BusiestSecond("/api/replays/"), 1, 4);
        Assert.Equal(server.Requests.Count, receipt.Count("requests"));
    }

    [Fact]
    public async Task Import_ReplayThatStaysPending_IsCountedAsPendingAndTheImportEnds()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(2);
        server.Misbehave(Matches.Id(1), [.. Enumerable.Repeat(Answers.Pending(Matches.Id(1)), 100)]);
        await using var app = new RocketTrainerApp(server, settings: [("Importing:PendingAttempts", "3"), ("Importing:PendingDelay", "00:00:00.010")]);

        var receipt = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal("completed", receipt.State());
        Assert.Equal((1, 1), (receipt.Count("imported"), receipt.Count("pending")));
        Assert.Equal(3, server.Requests.Count(r => r.Path.EndsWith(Matches.Id(1), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Import_RefusedKey_WaitsWithAReasonAndTheKeyAppearsNowhere()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(3);
        server.AcceptsKey = false;
        await using var app = new RocketTrainerApp(server);

        var receipt = await WaitingAsync(app);

        Assert.Contains("did not accept the API key", receipt.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.All(server.Requests, r => Assert.Equal(BallchasingServer.Key, r.Authorization)); // bare, without a scheme
        Assert.DoesNotContain(BallchasingServer.Key, receipt.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains(BallchasingServer.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_ListFaultsThenRecovers_ListsEverythingOnce()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(450);
        server.PageRepeats = 2;
        server.MisbehaveOnList(Answers.ServerFault, Answers.TooMany, Answers.BadGateway);
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal((450, 450), (receipt.Count("listed"), receipt.Count("imported")));
        Assert.Equal(450, server.Requests.Where(r => r.Path.StartsWith("/api/replays/", StringComparison.Ordinal)).Select(r => r.Path).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(450, server.Requests.Count(r => r.Path.StartsWith("/api/replays/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Import_NextPageOnAnotherHost_IsNotFollowed()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        await using var stranger = await BallchasingServer.StartAsync(Cancel);
        server.Add(250);
        server.NextHost = stranger.BaseUrl[..^4];
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal("failed", receipt.State());
        Assert.Equal((200, 200), (receipt.Count("listed"), receipt.Count("imported")));
        Assert.Contains("another host", receipt.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(stranger.Requests);
    }

    [Fact]
    public async Task Import_KnownReplays_AreDuplicatesAndNotFetchedAgain()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(5);
        await using var app = new RocketTrainerApp(server);
        await app.ImportAsync(HeroImport, Cancel);
        var before = server.Requests.Count;

        var again = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal((5, 5, 0), (again.Count("listed"), again.Count("duplicates"), again.Count("imported")));
        Assert.Equal(before + 1, server.Requests.Count); // the list, and nothing else
    }

    [Fact]
    public async Task Import_ServerIgnoresTheFilter_SkipsWhatWasNotAskedFor()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(4);
        server.Replays.Add((Matches.Id(50), Matches.Detail(50, "ranked-duels").Bytes()));
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(
            new { source = "player", playerId = Matches.Hero, playlists = new[] { "ranked-doubles" }, after = "2026-01-01T00:15:00Z", max = 10 }, Cancel);

        Assert.Equal((5, 3, 2), (receipt.Count("listed"), receipt.Count("imported"), receipt.Count("skipped")));
        var query = Uri.UnescapeDataString(server.Requests.First(r => r.Path == "/api/replays").Query!);
        Assert.Contains("player-id=" + Matches.Hero, query, StringComparison.Ordinal);
        Assert.Contains("playlist=ranked-doubles", query, StringComparison.Ordinal);
        Assert.Contains("replay-date-after=2026-01-01T00:15:00+00:00", query, StringComparison.Ordinal);
        Assert.Contains("count=10", query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_PlayerIsInNoneOfTheReplays_StoresThemAndCreditsNobody()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(2);
        await using var app = new RocketTrainerApp(server);
        const string Stranger = "steam:76561190000000077";

        var receipt = await app.ImportAsync(new { source = "player", playerId = Stranger }, Cancel);

        Assert.Equal(2, receipt.Count("imported"));
        Assert.Equal(0, (await ListAsync(app, "?player=" + Stranger)).GetArrayLength());
        Assert.Equal(2, (await ListAsync(app, "?player=" + Matches.Hero)).GetArrayLength());
    }

    [Fact]
    public async Task Import_Max_TakesTheNewestOnly()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(30);
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(new { source = "player", playerId = Matches.Hero, max = 7 }, Cancel);

        Assert.Equal((7, 7), (receipt.Count("listed"), receipt.Count("imported")));
        Assert.Equal(Matches.Id(30), (await ListAsync(app, ""))[0].GetProperty("replayId").GetString());
    }

    [Fact]
    public async Task Import_GroupAndReplayIds_BringWhatTheyName()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(6);
        await using var app = new RocketTrainerApp(server);

        var byId = await app.ImportAsync(new { source = "replays", replayIds = new[] { Matches.Id(2), Matches.Id(4), Matches.Id(99) } }, Cancel);
        var byGroup = await app.ImportAsync(new { source = "group", groupId = "scrim-night-abc" }, Cancel);

        Assert.Equal((3, 2, 1), (byId.Count("listed"), byId.Count("imported"), byId.Count("failed")));
        Assert.Equal((6, 4, 2), (byGroup.Count("listed"), byGroup.Count("imported"), byGroup.Count("duplicates")));
        Assert.Contains("group=scrim-night-abc", server.Requests.Last(r => r.Path == "/api/replays").Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_WhileRunning_StopsAndKeepsWhatCameIn()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(20);
        server.Misbehave(Matches.Id(1), [.. Enumerable.Repeat(Answers.Hang, 20)]);
        await using var app = new RocketTrainerApp(server, settings: [("Ballchasing:Timeout", "00:01:00")]);
        var id = (await app.StartImportAsync(HeroImport, Cancel)).GetProperty("id").GetGuid();
        var ending = app.FollowAsync(id, Cancel);
        while ((await app.Api.GetFromJsonAsync<JsonElement>($"api/v1/imports/{id}", Cancel)).Count("imported") < 19)
            Assert.False(ending.IsCompleted);

        using var cancelled = await app.Api.PostAsync($"api/v1/imports/{id}/cancel", null, Cancel);
        using var again = await app.Api.PostAsync($"api/v1/imports/{id}/cancel", null, Cancel);

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        var receipt = await ending;
        Assert.Equal(("cancelled", 19, 1), (receipt.State(), receipt.Count("imported"), receipt.Count("remaining")));
    }

    [Fact]
    public async Task Import_OddListPages_ListsWhatCanBeNamedOnce()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        const string Upper = "ABCDEF00-0000-4000-8000-00000000000A";
        var detail = Matches.Detail(1);
        detail["id"] = Upper.ToLowerInvariant();
        server.Replays.Add((Upper.ToLowerInvariant(), detail.Bytes()));
        var next = $"{server.BaseUrl}/replays?after=1";
        server.MisbehaveOnList(
            Answers.Json(200, """{"list":[{"id":"ABCDEF"""), // cut off
            Answers.Json(200, $$"""{"list":[null,7,[],{"id":null},{"id":"{{Upper}}","uploader":[],"blue":"x","date":{} },{"id":"{{Upper.ToLowerInvariant()}}"}],"next":"{{next}}"}"""),
            Answers.Json(200, $$"""{"count":"many","list":[],"next":"{{next}}2"}"""),
            Answers.Json(200, """{"list":[{"id":"no-uuid"},{"id":["x"]}],"next":null,"more":{"a":[]}}"""));
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal(("completed", 2, 1, 1), (receipt.State(), receipt.Count("listed"), receipt.Count("imported"), receipt.Count("failed")));
        Assert.Equal("no-uuid", receipt.GetProperty("failures")[0].GetProperty("replayId").GetString());
        Assert.Single(server.Requests, r => r.Path.StartsWith("/api/replays/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_NextPagesThatLoop_Ends()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(2);
        var (one, two) = ($"{server.BaseUrl}/replays?after=1", $"{server.BaseUrl}/replays?after=2");
        server.MisbehaveOnList([.. Enumerable.Range(0, 50).Select(i => Answers.Json(200, $$"""{"list":[{"id":"{{Matches.Id(1 + (i % 2))}}"}],"next":"{{(i % 2 == 0 ? one : two)}}"}"""))]);
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal(("completed", 2, 2), (receipt.State(), receipt.Count("listed"), receipt.Count("imported")));
    }

    [Fact]
    public async Task Import_OverlappingPages_StillTakesAsManyAsAskedFor()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(9);
        server.PageRepeats = 2;
        await using var app = new RocketTrainerApp(server);
        var page = string.Join(',', Enumerable.Repeat($$"""{"id":"{{Matches.Id(9)}}"}""", 5));
        server.MisbehaveOnList(Answers.Json(200, $$"""{"list":[{{page}}],"next":"{{server.BaseUrl}}/replays?count=5"}"""));

        var receipt = await app.ImportAsync(new { source = "player", playerId = Matches.Hero, max = 5 }, Cancel);

        Assert.Equal((5, 5), (receipt.Count("listed"), receipt.Count("imported")));
    }

    [Fact]
    public async Task Import_BodiesThatBreakOff_AreAskedForAgain()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(4);
        server.Misbehave(Matches.Id(1), Answers.BreakOff(1000));
        server.Misbehave(Matches.Id(2), Answers.Compressed("this is no gzip"));
        server.Misbehave(Matches.Id(3), Answers.Page(200), Answers.Page(403));
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal((4, 4, 9), (receipt.Count("listed"), receipt.Count("imported"), receipt.Count("requests")));
    }

    [Fact]
    public async Task Import_OddMembersInDetails_CostOnlyThemselves()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(3);
        var odd = Matches.Detail(10);
        odd["uploader"] = new System.Text.Json.Nodes.JsonArray();
        odd["server"] = "EU";
        odd["groups"] = new System.Text.Json.Nodes.JsonArray(null, "x");
        odd["blue"]!["players"]!.AsArray().Insert(0, null);
        odd["blue"]!["players"]![1]!["camera"] = 7;
        odd["blue"]!["players"]![1]!["stats"]!["boost"] = new System.Text.Json.Nodes.JsonArray();
        server.Replays.Add((Matches.Id(10), odd.Bytes()));
        await using var app = new RocketTrainerApp(server);

        var receipt = await app.ImportAsync(HeroImport, Cancel);

        Assert.Equal(("completed", 4), (receipt.State(), receipt.Count("imported")));
        var stored = await app.Api.GetFromJsonAsync<JsonElement>($"api/v1/replays/{Matches.Id(10)}", Cancel);
        var hero = stored.GetProperty("blue").GetProperty("players")[0];
        Assert.Equal("Hero", hero.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, hero.GetProperty("stats").GetProperty("boost.bpm").ValueKind);
        Assert.Equal(JsonValueKind.Number, hero.GetProperty("stats").GetProperty("core.goals").ValueKind);
    }

    [Fact]
    public async Task Import_KeyWithdrawnInTheMiddle_WaitsAndKeepsWhatCameIn()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(10);
        server.Misbehave(Matches.Id(3), Answers.Json(401, """{"error":"invalid API key"}"""));
        await using var app = new RocketTrainerApp(server, settings: [("Importing:Concurrency", "1"), ("Importing:Linger", "00:00:00")]);

        var receipt = await WaitingAsync(app);

        Assert.Contains("did not accept the API key", receipt.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal((10, 7, 3), (receipt.Count("listed"), receipt.Count("imported"), receipt.Count("remaining")));
    }

    /// <summary>Starts the import and waits until it waits for a key.</summary>
    private static async Task<JsonElement> WaitingAsync(RocketTrainerApp app)
    {
        var id = (await app.StartImportAsync(HeroImport, Cancel)).GetProperty("id").GetGuid();
        while (true)
        {
            var receipt = await app.Api.GetFromJsonAsync<JsonElement>($"api/v1/imports/{id}", Cancel);
            Receipt.AssertBalances(receipt);
            if (receipt.State() == "waiting" && receipt.GetProperty("error").ValueKind != JsonValueKind.Null)
                return receipt;
        }
    }

    private static async Task<JsonElement> ListAsync(RocketTrainerApp app, string query) =>
        (await app.Api.GetFromJsonAsync<JsonElement>("api/v1/replays" + query, Cancel)).GetProperty("items");
}
