using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>Looking at Ballchasing before importing, with a key that sees more than the caller may.</summary>
public sealed class BallchasingTests : IAsyncLifetime
{
    private const string Search = "api/v1/ballchasing/search?playerId=" + Matches.Hero;

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server);
        _ = _app.Address;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Search_WithTheWordsOfAnImport_AsksForTheSame()
    {
        using var answer = await _app.Api.AskAsync(
            "GET", Search + "&playlists=ranked-doubles, ranked-standard&season=f21&after=2026-01-01&before=2026-02-01T00:00:00Z&limit=7");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var asked = _server.Requests.Single();
        Assert.Equal("/api/replays", asked.Path);
        Assert.Equal(
            "?player-id=steam%3A76561190000000001&playlist=ranked-doubles&playlist=ranked-standard&season=f21&replay-date-before=2026-02-01T00%3A00%3A00%2B00%3A00&replay-date-after=2026-01-01T00%3A00%3A00%2B00%3A00&count=7&sort-by=replay-date&sort-dir=desc",
            asked.Query);
        using (await _app.Api.AskAsync("GET", "api/v1/ballchasing/search?groupId=scrim-abc"))
        using (await _app.Api.AskAsync("GET", "api/v1/ballchasing/search?uploaderId=76561190000000001"))
            Assert.Equal(["?group=scrim-abc&count=50&sort-by=replay-date&sort-dir=desc", "?uploader=76561190000000001&count=50&sort-by=replay-date&sort-dir=desc"], _server.Requests.Skip(1).Select(r => r.Query));
    }

    [Theory]
    [InlineData("", "playerId")]
    [InlineData("?playerId=bob", "playerId")]
    [InlineData("?playerId=steam:76561190000000001&groupId=g", "groupId")]
    [InlineData("?uploaderId=bob", "uploaderId")]
    [InlineData("?groupId=a%20b", "groupId")]
    [InlineData("?groupId=g&playlists=ranked-everything", "playlists")]
    [InlineData("?groupId=g&season=zz", "season")]
    [InlineData("?groupId=g&after=12:30", "after")]
    [InlineData("?groupId=g&after=2026-02-01&before=2026-01-01", "after")]
    [InlineData("?groupId=g&limit=201", "limit")]
    [InlineData("?groupId=g&cursor=!", "cursor")]
    public async Task Search_WithABadWord_NamesItAndAsksNobody(string query, string field)
    {
        using var answer = await _app.Api.AskAsync("GET", "api/v1/ballchasing/search" + query);
        Assert.Equal("invalid-input", await answer.ProblemAsync());
        Assert.Equal([field], (await answer.JsonAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Search_PageByPage_FindsEverythingOnceAndSaysWhatIsStored()
    {
        _server.Add(5);
        await _app.ImportAsync(new { source = "replays", replayIds = new[] { Matches.Id(2) } }, Cancel);

        var found = new List<JsonElement>();
        string? next = null;
        do
        {
            using var answer = await _app.Api.AskAsync("GET", $"{Search}&limit=2{(next is null ? "" : "&cursor=" + next)}");
            var page = await answer.JsonAsync();
            found.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(new[] { 5, 4, 3, 2, 1 }.Select(Matches.Id), found.Select(r => r.GetProperty("id").GetString()));
        Assert.Equal([Matches.Id(2)], found.Where(r => r.GetProperty("stored").GetBoolean()).Select(r => r.GetProperty("id").GetString()));
        var first = found[0];
        Assert.Equal(("Match 5", "ranked-doubles", "DFH Stadium", 350), (first.GetProperty("title").GetString(), first.GetProperty("playlistId").GetString(), first.GetProperty("mapName").GetString(), first.GetProperty("duration").GetInt32()));
        Assert.Equal(["Hero", "Mate"], Names(first, "blue"));
        Assert.Equal("steam:76561190000000003", first.GetProperty("orange").GetProperty("players")[0].GetProperty("id").GetString());
        Assert.NotEqual(JsonValueKind.Null, first.GetProperty("blue").GetProperty("goals").ValueKind);
    }

    [Fact]
    public async Task Stored_MeansStoredForTheOneWhoAsks()
    {
        _server.Add(1);
        await _app.ImportAsync(new { source = "replays", replayIds = new[] { Matches.Id(1) } }, Cancel);
        var stranger = await _app.PersonAsync("76561190000000077");
        var mate = await _app.PersonAsync("76561190000000002");
        Assert.Equal([false], (await FoundAsync(stranger)).Select(r => r.Stored));
        Assert.Equal([true], (await FoundAsync(mate)).Select(r => r.Stored));
    }

    [Theory]
    [InlineData("https://evil.example/api/replays?after=1&count=50")]
    [InlineData("//evil.example/api/replays?after=1&count=50")]
    [InlineData("http://evil.example?after=1&count=50")]
    public async Task Cursor_HoweverItIsMade_LeadsToNoOtherHost(string next)
    {
        _server.Add(3);
        foreach (var text in new[] { next, "?" + next, "@evil.example/?after=1&count=50", "after=1&count=50&x=https://evil.example/" })
        {
            using var answer = await _app.Api.AskAsync("GET", $"{Search}&cursor={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))}");
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.BadGateway, answer.StatusCode.ToString());
        }

        foreach (var text in new[] { "after=1\r\nHost: evil.example", "after=1#fragment", "after=ü", new string('x', 5000) })
        {
            using var answer = await _app.Api.AskAsync("GET", $"{Search}&cursor={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))}");
            Assert.Equal("invalid-input", await answer.ProblemAsync());
        }

        Assert.NotEmpty(_server.Requests); // whatever was asked was asked here
        Assert.All(_server.Requests, r => Assert.Equal("/api/replays", r.Path));
        Assert.All(_server.Requests, r => Assert.Equal(BallchasingServer.Key, r.Authorization));
    }

    [Fact]
    public async Task NextPage_ThatBallchasingPutsElsewhere_IsStillAskedOfBallchasing()
    {
        _server.Add(3);
        _server.NextHost = "https://evil.example";
        using var first = await _app.Api.AskAsync("GET", Search + "&limit=2");
        using var second = await _app.Api.AskAsync("GET", $"{Search}&limit=2&cursor={(await first.JsonAsync()).GetProperty("next").GetString()}");
        Assert.Equal(Matches.Id(1), Assert.Single((await second.JsonAsync()).GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("public", true, true)]
    [InlineData("unlisted", false, true)]
    [InlineData("private", false, true)]
    [InlineData(null, false, true)]
    public async Task Replay_IsShownToWhomItIsFor(string? visibility, bool toStrangers, bool toItsUploader)
    {
        var detail = Matches.Detail(1);
        detail["visibility"] = visibility;
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));
        var stranger = await _app.PersonAsync("76561190000000077");
        var uploader = await _app.PersonAsync("76561190000000001");
        foreach (var (person, sees) in new[] { (stranger, toStrangers), (uploader, toItsUploader), (await _app.AdministratorAsync(), toStrangers) })
        {
            Assert.Equal(sees ? 1 : 0, (await FoundAsync(person)).Count);
            var (json, failure) = await Lookup.FindAsync(new(person.Id, person.IsAdministrator), Guid.Parse(Matches.Id(1)), Cancel);
            Assert.Equal(sees, json is not null);
            Assert.Equal(sees, failure is not LookupFailure.NotThere);
        }
    }

    [Fact]
    public async Task Replay_OfAnAccountThatIsOnlyClaimed_IsNotTheClaimants()
    {
        var detail = Matches.Detail(1);
        detail["visibility"] = "private";
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));
        var stranger = await _app.PersonAsync("76561190000000077");
        await using (var db = _app.OpenDatabase())
        {
            db.LinkedAccounts.Add(new() { Id = Guid.NewGuid(), UserId = stranger.Id, Platform = "steam", PlayerId = Matches.Hero, Name = "Hero", LinkedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Empty(await FoundAsync(stranger));
    }

    [Fact]
    public async Task Replay_NotForTheCaller_LooksLikeOneThatIsntThere()
    {
        var detail = Matches.Detail(1);
        detail["visibility"] = "private";
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));
        using var hidden = await _app.Api.AskAsync("GET", "api/v1/ballchasing/replays/" + Matches.Id(1));
        using var missing = await _app.Api.AskAsync("GET", "api/v1/ballchasing/replays/" + Matches.Id(2));
        Assert.Equal(("not-found", "not-found"), (await hidden.ProblemAsync(), await missing.ProblemAsync()));
        Assert.Equal((await hidden.JsonAsync()).GetProperty("detail").GetString(), (await missing.JsonAsync()).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Replay_IsAnsweredByteForByte()
    {
        var json = Encoding.UTF8.GetBytes(Matches.Detail(1).ToJsonString(new() { WriteIndented = true }));
        _server.Replays.Add((Matches.Id(1), json));
        using var answer = await _app.Api.AskAsync("GET", "api/v1/ballchasing/replays/" + Matches.Id(1));
        Assert.Equal(json, await answer.Content.ReadAsByteArrayAsync(Cancel));
        Assert.NotNull(answer.Headers.ETag);
    }

    [Theory]
    [InlineData(RemovalState.Running, true)]
    [InlineData(RemovalState.Done, true)]
    [InlineData(RemovalState.Requested, false)]
    [InlineData(RemovalState.Refused, false)]
    public async Task SomebodyWhoAskedNotToBeNamed_IsNot(RemovalState state, bool isNameless)
    {
        var detail = Matches.Detail(1);
        detail["title"] = "Rival's best game";
        detail["orange"]!["name"] = "Team Rival";
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));
        await using (var db = _app.OpenDatabase())
        {
            db.NameRemovals.Add(new() { Id = Guid.NewGuid(), PlayerId = "steam:76561190000000003", RequestedAt = DateTimeOffset.UnixEpoch, RequestedBy = null, State = state });
            await db.SaveChangesAsync(Cancel);
        }

        using var listed = await _app.Api.AskAsync("GET", Search);
        using var single = await _app.Api.AskAsync("GET", "api/v1/ballchasing/replays/" + Matches.Id(1));
        foreach (var answer in new[] { listed, single })
        {
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Equal(isNameless, !text.Contains("Rival", StringComparison.Ordinal));
            Assert.Equal(isNameless, !text.Contains("76561190000000003", StringComparison.Ordinal));
            Assert.All(["Hero", "Mate", "Other", "76561190000000004"], told => Assert.Contains(told, text, StringComparison.Ordinal));
        }

        Assert.Equal([isNameless ? null : "Rival", "Other"], Names((await listed.JsonAsync()).GetProperty("items")[0], "orange"));
    }

    [Fact]
    public async Task Server_WithoutAKey_SaysSo()
    {
        await using var app = new RocketTrainerApp(settings: ("Ballchasing:Sandbox", "Off"));
        foreach (var path in new[] { Search, "api/v1/ballchasing/replays/" + Matches.Id(1) })
        {
            using var answer = await app.Api.AskAsync("GET", path);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-ballchasing-access"), (answer.StatusCode, await answer.ProblemAsync()));
        }
    }

    [Theory]
    [InlineData(400, 400, "ballchasing-refused")]
    [InlineData(403, 404, "not-found")]
    [InlineData(404, 404, "not-found")]
    [InlineData(410, 404, "not-found")]
    [InlineData(500, 502, "ballchasing-failed")]
    [InlineData(200, 502, "ballchasing-failed")] // half an answer
    public async Task Ballchasing_GoingWrong_IsTold(int status, int told, string type)
    {
        await using var app = new RocketTrainerApp(_server, settings: ("Ballchasing:Retries", "0"));
        _server.MisbehaveOnList(Answers.Json(status, """{"error":"no such luck" """));
        _server.Misbehave(Matches.Id(1), Answers.Json(status, """{"error":"no such luck" """));
        foreach (var path in new[] { Search, "api/v1/ballchasing/replays/" + Matches.Id(1) })
        {
            using var answer = await app.Api.AskAsync("GET", path);
            Assert.Equal((told, type), ((int)answer.StatusCode, await answer.ProblemAsync()));
        }
    }

    [Fact]
    public async Task Key_ThatBallchasingRefuses_IsTheServersTrouble()
    {
        _server.AcceptsKey = false;
        using var answer = await _app.Api.AskAsync("GET", Search);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-ballchasing-access"), (answer.StatusCode, await answer.ProblemAsync()));
        Assert.DoesNotContain(BallchasingServer.Key, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_UsedUpAtBallchasing_IsToldAtOnceWithTheTimeToWait()
    {
        var time = new FakeTimeProvider();
        await using var app = new RocketTrainerApp(_server) { Replace = services => services.AddSingleton<TimeProvider>(time) };
        _server.MisbehaveOnList(Answers.TooManyFor(600));
        var first = app.Api.AskAsync("GET", Search);
        while (!first.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Cancel);
        }

        using var waited = await first;
        using var next = await app.Api.AskAsync("GET", Search);
        foreach (var answer in new[] { waited, next })
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "ballchasing-busy"), (answer.StatusCode, await answer.ProblemAsync()));
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(500), TimeSpan.FromSeconds(600));
        }

        Assert.Single(_server.Requests, r => r.Path == "/api/replays");
    }

    [Fact]
    public async Task Ballchasing_NotAnswering_IsNotWaitedForLongerThanPatience()
    {
        var time = new FakeTimeProvider();
        await using var app = new RocketTrainerApp(_server, settings: ("Ballchasing:Timeout", "00:05:00")) { Replace = services => services.AddSingleton<TimeProvider>(time) };
        _server.MisbehaveOnList(Answers.Hang);
        var asked = app.Api.AskAsync("GET", Search);
        while (_server.Requests.IsEmpty)
            await Task.Delay(10, Cancel);
        time.Advance(ReplayLookup.Patience);
        using var answer = await asked;
        Assert.Equal("ballchasing-busy", await answer.ProblemAsync());
    }

    private ReplayLookup Lookup => _app.Services.GetRequiredService<ReplayLookup>();

    private async Task<IReadOnlyList<FoundReplay>> FoundAsync(KnownUser person)
    {
        var wanted = new ImportRequest { Source = ImportSource.Player, PlayerId = Matches.Hero, Max = 10 };
        var (found, failure) = await Lookup.SearchAsync(new(person.Id, person.IsAdministrator), wanted, null, Cancel);
        Assert.Null(failure);
        return found!.Items;
    }

    private static IEnumerable<string?> Names(JsonElement replay, string team) =>
        replay.GetProperty(team).GetProperty("players").EnumerateArray().Select(p => p.GetProperty("name").GetString());
}
