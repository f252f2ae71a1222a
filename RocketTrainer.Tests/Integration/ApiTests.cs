using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>What the REST API lets in, and what its answers look like.</summary>
public sealed class ApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "api/v1/imports")]
    [InlineData("POST", "api/v1/imports")]
    [InlineData("GET", "api/v1/imports/00000000-0000-4000-8000-000000000001")]
    [InlineData("GET", "api/v1/imports/00000000-0000-4000-8000-000000000001/events")]
    [InlineData("POST", "api/v1/imports/00000000-0000-4000-8000-000000000001/cancel")]
    [InlineData("GET", "api/v1/replays")]
    [InlineData("GET", "api/v1/replays/export.csv")]
    [InlineData("GET", "api/v1/replays/00000000-0000-4000-8000-000000000001/payload")]
    [InlineData("GET", "api/v1/no-such-thing")]
    [InlineData("DELETE", "api/v1/imports")]
    [InlineData("GET", "api/v2/imports")]
    public async Task Request_WithoutOrWithAWrongKey_IsRefused(string method, string path)
    {
        await using var app = new RocketTrainerApp();
        using var http = app.CreateClient();
        foreach (var key in new[] { null, "", "wrong", RocketTrainerApp.AdminKey + "x" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (key is not null)
                request.Headers.Add("X-Api-Key", key);

            using var response = await http.SendAsync(request, Cancel);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [InlineData("GET", "api/v1/no-such-thing")]
    [InlineData("GET", "api/v1/imports/not-an-id")]
    [InlineData("GET", "api/v1/imports/00000000-0000-4000-8000-000000000001")]
    [InlineData("GET", "api/v1/imports/00000000-0000-4000-8000-000000000001/events")]
    [InlineData("POST", "api/v1/imports/00000000-0000-4000-8000-000000000001/cancel")]
    [InlineData("GET", "api/v1/replays/00000000-0000-4000-8000-000000000001")]
    [InlineData("GET", "api/v1/replays/00000000-0000-4000-8000-000000000001/payload")]
    public async Task Request_ForWhatIsNotThere_IsNotFound(string method, string path)
    {
        await using var app = new RocketTrainerApp();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await app.Api.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task StartImport_WithBadInput_NamesEachFieldAndStoresNothing()
    {
        await using var app = new RocketTrainerApp();
        var tooLong = new string('x', 100_000);
        (string Body, string[] Fields)[] bad =
        [
            ("", ["body"]),
            ("not json", ["body"]),
            ("[]", ["body"]),
            ("null", ["body"]),
            ("""{"source":"player","source":"group"}""", ["body"]),
            ("{}", ["source"]),
            ("""{"source":"nobody"}""", ["source"]),
            ("""{"source":7}""", ["source"]),
            ("""{"source":"\ud800"}""", ["source"]),
            ("""{"source":"player","\ud800":1,"playerId":"steam:76561190000000001"}""", ["body"]),
            ("""{"source":"player"}""", ["playerId"]),
            ("""{"source":"player","playerId":"steam:123"}""", ["playerId"]),
            ("""{"source":"player","playerId":{"platform":"steam"}}""", ["playerId"]),
            ($$"""{"source":"player","playerId":"{{tooLong}}"}""", ["playerId"]),
            ($$"""{"source":"{{tooLong}}"}""", ["source"]),
            ("""{"source":"group"}""", ["groupId"]),
            ($$"""{"source":"group","groupId":"{{tooLong}}"}""", ["groupId"]),
            ("""{"source":"uploader","uploaderId":"epic:abcdef0123456789abcdef0123456789"}""", ["uploaderId"]),
            ("""{"source":"replays","replayIds":[]}""", ["replayIds"]),
            ("""{"source":"replays","replayIds":["x"]}""", ["replayIds"]),
            ("""{"source":"replays","replayIds":[null]}""", ["replayIds"]),
            ("""{"source":"replays","replayIds":"00000000-0000-4000-8000-000000000001"}""", ["replayIds"]),
            ("""{"source":"player","playerId":"steam:76561190000000001","after":"12:30"}""", ["after"]),
            ("""{"source":"player","playerId":"steam:76561190000000001","after":"2026-13-01"}""", ["after"]),
            ("""{"source":"player","playerId":"steam:76561190000000001","max":1.5}""", ["max"]),
            ("""{"source":"player","playerId":"steam:76561190000000001","max":99999999999}""", ["max"]),
            ("""{"source":"player","playerId":"steam:76561190000000001","max":0}""", ["max"]),
            ("""{"source":"player","playerId":"steam:76561190000000001","more":1}""", ["more"]),
            ("""{"source":"player","playerId":"psn:x","playlists":["ranked-everything"],"season":"f0","after":"2026-02-01","before":"2026-01-01","max":"many"}""",
                ["playerId", "playlists", "season", "after", "max"]),
        ];

        foreach (var (body, fields) in bad)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await app.Api.PostAsync("api/v1/imports", content, Cancel);

            var said = await response.Content.ReadAsStringAsync(Cancel);
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{Cut(body)}: {response.StatusCode} {Cut(said)}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.True(said.Length < 5000, $"{Cut(body)} is answered with {said.Length} characters.");
            var errors = JsonElement.Parse(said).GetProperty("errors");
            Assert.Equal(fields.Order(StringComparer.Ordinal), errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
            Assert.All(errors.EnumerateObject(), e => Assert.NotEmpty(e.Value[0].GetString()!));
        }

        await using var db = app.OpenDatabase();
        Assert.Equal(0, await db.Imports.CountAsync(Cancel));
    }

    [Fact]
    public async Task StartImport_WithAnEnormousBody_IsRefusedAsTooLarge()
    {
        await using var app = new RocketTrainerApp();
        using var content = new StringContent("{\"source\":\"" + new string('x', 2_000_000) + "\"}", Encoding.UTF8, "application/json");
        using var response = await app.Api.PostAsync("api/v1/imports", content, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("imports?limit=0", "limit")]
    [InlineData("imports?limit=201", "limit")]
    [InlineData("imports?limit=many", "limit")]
    [InlineData("imports?cursor=nowhere", "cursor")]
    [InlineData("imports?cursor=00000000-0000-4000-8000-000000000001", "cursor")]
    [InlineData("replays?limit=0", "limit")]
    [InlineData("replays?cursor=!", "cursor")]
    [InlineData("replays?after=12:30", "after")]
    [InlineData("replays?player=somebody", "player")]
    [InlineData("replays?rankMin=wood", "rankMin")]
    [InlineData("replays/export.csv?after=2026-02-01&before=2026-01-01", "after")]
    public async Task List_WithABadParameter_NamesIt(string path, string field)
    {
        await using var app = new RocketTrainerApp();
        using var response = await app.Api.GetAsync("api/v1/" + path, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Lists_ReadPageByPage_HoldEverythingOnceNewestFirst()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(7);
        await using var app = new RocketTrainerApp(server);
        var imports = new List<string>();
        for (var i = 1; i <= 5; i++)
            imports.Insert(0, (await app.ImportAsync(new { source = "replays", replayIds = new[] { Matches.Id(i) } }, Cancel)).GetProperty("id").GetString()!);
        await app.ImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel);

        var replays = await AllAsync(app, "replays", "replayId");
        var started = await AllAsync(app, "imports", "id");

        Assert.Equal(Enumerable.Range(1, 7).Reverse().Select(Matches.Id), replays);
        Assert.Equal(imports, started.Skip(1));
    }

    [Fact]
    public async Task Receipt_OfAnImport_HasTheMembersOfTheContractAndNoOthers()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(1);
        await using var app = new RocketTrainerApp(server);
        var ended = await app.ImportAsync(new { source = "replays", replayIds = new[] { Matches.Id(1), Matches.Id(2) } }, Cancel);

        var receipt = await app.Api.GetFromJsonAsync<JsonElement>($"api/v1/imports/{ended.GetProperty("id").GetString()}", Cancel);

        Assert.Equal(
            ["id", "state", "source", "listed", "imported", "duplicates", "skipped", "pending", "failed", "remaining", "requests", "quota", "etaSeconds", "startedAt", "finishedAt", "error", "failures"],
            receipt.EnumerateObject().Select(m => m.Name));
        Assert.Equal(["tier", "perHour", "usedThisHour"], receipt.GetProperty("quota").EnumerateObject().Select(m => m.Name));
        Assert.Equal(["replayId", "reason", "attempts", "retryable"], receipt.GetProperty("failures")[0].EnumerateObject().Select(m => m.Name));
        Assert.Equal(("completed", "replays"), (receipt.State(), receipt.GetProperty("source").GetString()));
        Assert.Equal(JsonValueKind.Null, receipt.GetProperty("etaSeconds").ValueKind);
        Assert.True(receipt.GetProperty("finishedAt").GetDateTimeOffset() >= receipt.GetProperty("startedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Events_OfAnImport_AreReceiptsAndEndWithTheLast()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(3);
        await using var app = new RocketTrainerApp(server);
        var ended = await app.ImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel);

        using var response = await app.Api.GetAsync($"api/v1/imports/{ended.GetProperty("id").GetString()}/events", Cancel);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var events = SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).Enumerate().ToList();
        var (name, data) = (Assert.Single(events).EventType, events[0].Data);
        Assert.Equal("receipt", name);
        Assert.Equal(ended.ToString(), JsonElement.Parse(data).ToString());
    }

    private static async Task<List<string>> AllAsync(RocketTrainerApp app, string what, string id)
    {
        var all = new List<string>();
        string? next = null;
        do
        {
            var page = await app.Api.GetFromJsonAsync<JsonElement>($"api/v1/{what}?limit=2{(next is null ? "" : "&cursor=" + next)}", Cancel);
            all.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty(id).GetString()!));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        return all;
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
