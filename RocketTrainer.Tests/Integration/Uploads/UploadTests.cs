using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Importing.Uploads;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Uploads;

/// <summary><c>POST /replays/upload</c>: what is checked, what goes on to Ballchasing, and what is imported of it.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private const string Mine = "my-own-ballchasing-key";

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private KnownUser _hero = null!;
    private HttpClient _program = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server);
        _hero = await _app.PersonAsync("76561190000000001", "Hero");
        _program = await _app.ProgramAsync(_hero);
    }

    public async ValueTask DisposeAsync()
    {
        _program.Dispose();
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Upload_GoodAndBadFiles_TheGoodOnesAreImportedAndTheOthersSayWhy()
    {
        var damaged = ReplayFiles.Make("damaged");
        damaged[^1] ^= 1;
        using var answer = await UploadAsync(
            ("one.replay", ReplayFiles.Make("one")), ("empty.replay", []), ("damaged.replay", damaged), ("../../up.replay", ReplayFiles.Make("up")),
            ("zip.replay", "PK\u0003\u0004"u8.ToArray()), ("notes.txt", "notes"u8.ToArray()), ("two.replay", ReplayFiles.Make("two")), ("huge.replay", new byte[200_000_000]));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var told = await answer.JsonAsync();
        Assert.Equal(["taken", "refused", "refused", "refused", "refused", "refused", "taken", "refused"], told.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("state").GetString()));
        string[] words = ["empty", "body", "path", "zip", ".replay", "at most 20"];
        Assert.All(words.Zip(told.GetProperty("files").EnumerateArray().Where(f => f.GetProperty("state").GetString() == "refused")), pair =>
            Assert.Contains(pair.First, pair.Second.GetProperty("error").GetString(), StringComparison.Ordinal));
        Assert.Equal(["one.replay", "two.replay"], _server.Uploads.Select(u => u.Name));
        Assert.Equal(2, told.GetProperty("quota").GetProperty("today").GetInt32());
        var receipt = await FollowAsync(told);
        Assert.Equal(("completed", 2, 2), (receipt.State(), receipt.Count("listed"), receipt.Count("imported")));
    }

    [Fact]
    public async Task Upload_StillBeingRead_IsFollowedUntilItIsThere()
    {
        _server.Misbehave(Matches.Id(901), [.. Enumerable.Repeat(Answers.Pending(Matches.Id(901)), 3)]);
        using var answer = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        var receipt = await FollowAsync(await answer.JsonAsync());
        Assert.Equal(("completed", 1, 0), (receipt.State(), receipt.Count("imported"), receipt.Count("pending")));
    }

    [Fact]
    public async Task Upload_PrivateWithTheServersKey_IsItsUploadersToSeeAndNobodyElses()
    {
        using var answer = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        var id = (await answer.JsonAsync()).GetProperty("files")[0].GetProperty("replayId").GetGuid();
        Assert.Equal("private", Assert.Single(_server.Uploads).Visibility);
        Assert.Equal(1, (await FollowAsync(await answer.JsonAsync())).Count("imported"));
        using var seen = await _program.GetAsync($"replays/{id}", Cancel);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);

        using var stranger = await _app.ProgramAsync(await _app.PersonAsync("76561190000000055", "Stranger"));
        using var same = await stranger.PostAsJsonAsync("imports", new { source = "replays", replayIds = new[] { id } }, Cancel);
        Assert.Equal(1, (await _app.FollowAsync((await same.JsonAsync()).GetProperty("id").GetGuid(), Cancel)).Count("skipped"));
        using var file = await stranger.PostAsync("replays/upload", ReplayFiles.Form(("again.replay", ReplayFiles.Make("one"))), Cancel);
        Assert.Equal("known", (await file.JsonAsync()).GetProperty("files")[0].GetProperty("state").GetString()); // having the file alone shows nothing
        Assert.Equal(1, (await _app.FollowAsync((await file.JsonAsync()).GetProperty("import").GetProperty("id").GetGuid(), Cancel)).Count("skipped"));
    }

    [Fact]
    public async Task Upload_TheSameFileAgain_SendsNothingAndLeadsToTheSameReplay()
    {
        using var first = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        using var second = await UploadAsync(("other name.replay", ReplayFiles.Make("one")));
        var files = (await second.JsonAsync()).GetProperty("files")[0];
        Assert.Equal(("known", Guid.Parse(Matches.Id(901))), (files.GetProperty("state").GetString(), files.GetProperty("replayId").GetGuid()));
        Assert.Single(_server.Requests, r => r.Path == "/api/v2/upload");
    }

    [Fact]
    public async Task Upload_BallchasingHasItAlready_TakesThatId()
    {
        _server.MisbehaveOnUpload(Answers.Json(409, $$"""{"error":"duplicate replay","id":"{{Matches.Id(7)}}","location":"x"}"""));
        _server.Add(7);
        using var answer = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        Assert.Equal("known", (await answer.JsonAsync()).GetProperty("files")[0].GetProperty("state").GetString());
        Assert.Equal(1, (await FollowAsync(await answer.JsonAsync())).Count("imported"));
        Assert.Equal(0, (await answer.JsonAsync()).GetProperty("quota").GetProperty("today").GetInt32());
    }

    [Theory]
    [InlineData(400, """{"error":"not a replay"}""", HttpStatusCode.BadRequest, "not a replay")]
    [InlineData(429, "", HttpStatusCode.ServiceUnavailable, "for now")]
    [InlineData(401, """{"error":"invalid API key"}""", HttpStatusCode.ServiceUnavailable, "did not accept the API key")]
    public async Task Upload_BallchasingRefuses_SaysWhyAndStartsNothing(int status, string body, HttpStatusCode expected, string word)
    {
        _server.MisbehaveOnUpload(Answers.Json(status, body));
        using var answer = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains(word, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.False(await db.Imports.AnyAsync(Cancel));
    }

    [Fact]
    public async Task Upload_AnswerLost_IsAskedAgainAndStaysItsUploaders()
    {
        _server.UploadAnswersLost = 1;
        using var answer = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        Assert.Equal("taken", (await answer.JsonAsync()).GetProperty("files")[0].GetProperty("state").GetString());
        Assert.Equal(1, (await answer.JsonAsync()).GetProperty("quota").GetProperty("today").GetInt32());
        Assert.Equal(1, (await FollowAsync(await answer.JsonAsync())).Count("imported")); // private, with the server's key
    }

    [Fact]
    public async Task Upload_AllAnswersLost_IsFoundToBeHisWhenHeTriesAgain()
    {
        _server.UploadAnswersLost = 3;
        using var lost = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
        using var again = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        Assert.Equal("taken", (await again.JsonAsync()).GetProperty("files")[0].GetProperty("state").GetString());
        Assert.Equal(1, (await FollowAsync(await again.JsonAsync())).Count("imported"));
    }

    [Fact]
    public async Task Upload_OfSomebodyElsesPrivateFileWhileBallchasingStumbles_OpensNothing()
    {
        using var mine = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        await FollowAsync(await mine.JsonAsync());
        using var stranger = await _app.ProgramAsync(await _app.PersonAsync("76561190000000055", "Stranger"));
        _server.MisbehaveOnUpload(Answers.Json(503, "{}"));
        using var file = await stranger.PostAsync("replays/upload", ReplayFiles.Form(("one.replay", ReplayFiles.Make("one"))), Cancel);
        Assert.Equal("known", (await file.JsonAsync()).GetProperty("files")[0].GetProperty("state").GetString());
        Assert.Equal(1, (await FollowAsync(await file.JsonAsync())).Count("skipped"));
    }

    [Fact]
    public async Task Upload_WithTheServersKey_IsNotItsOwnersAlthoughBallchasingSaysSo()
    {
        using var mine = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        await FollowAsync(await mine.JsonAsync());
        using var owner = await _app.ProgramAsync(await _app.PersonAsync("76561190000000099", "Tester")); // whose key it is
        var found = await owner.GetFromJsonAsync<JsonElement>("ballchasing/search?uploaderId=76561190000000099", Cancel);
        Assert.Empty(found.GetProperty("items").EnumerateArray());
        using var one = await owner.GetAsync($"ballchasing/replays/{Matches.Id(901)}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, one.StatusCode);
        using var import = await owner.PostAsJsonAsync("imports", new { source = "uploader", uploaderId = "76561190000000099" }, Cancel);
        Assert.Equal(1, (await _app.FollowAsync((await import.JsonAsync()).GetProperty("id").GetGuid(), Cancel)).Count("skipped"));
    }

    [Fact]
    public async Task Upload_NameWithAQuote_GoesOn()
    {
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(ReplayFiles.Make("one"));
        part.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=file; filename*=UTF-8''a%22b.replay");
        form.Add(part);
        using var answer = await _program.PostAsync("replays/upload", form, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("a'b.replay", Assert.Single(_server.Uploads).Name);
    }

    [Fact]
    public async Task Upload_TheSameFileAtOnce_IsSentOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => UploadAsync(("one.replay", ReplayFiles.Make("one")))));
        Assert.Single(_server.Requests, r => r.Path == "/api/v2/upload");
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Upload_RefusedAsOneTooMany_IsNotTriedAgainForAWhile()
    {
        _server.MisbehaveOnUpload(Answers.TooMany);
        using var first = await UploadAsync(("one.replay", ReplayFiles.Make("one")), ("two.replay", ReplayFiles.Make("two")));
        Assert.Equal("ballchasing-busy", await first.ProblemAsync());
        Assert.Single(_server.Requests, r => r.Path == "/api/v2/upload");
    }

    [Fact]
    public async Task Upload_DayUsedUp_IsNotSent()
    {
        _server.OwnKeys = new HashSet<string>(StringComparer.Ordinal) { Mine };
        await _app.Services.GetRequiredService<BallchasingKeys>().KeepAsync(_hero.Id, Mine, Caller.Server, Cancel);
        for (var sent = 0; sent < 20; sent += 10)
        {
            using var some = await UploadAsync([.. Enumerable.Range(sent, 10).Select(i => ($"{i}.replay", ReplayFiles.Make($"{i}")))]);
            Assert.Equal(HttpStatusCode.Created, some.StatusCode);
        }

        using var last = await UploadAsync(("20.replay", ReplayFiles.Make("20")));
        Assert.Contains("at most 20 files a day", await last.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(20, _server.Uploads.Count(u => u.Key == Mine));
    }

    [Fact]
    public async Task Upload_OwnKeyRefused_GoesWithTheServers()
    {
        _server.OwnKeys = new HashSet<string>(StringComparer.Ordinal) { Mine };
        await _app.Services.GetRequiredService<BallchasingKeys>().KeepAsync(_hero.Id, Mine, Caller.Server, Cancel);
        _server.OwnKeys = new HashSet<string>(StringComparer.Ordinal);
        using var answer = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(BallchasingServer.Key, Assert.Single(_server.Uploads).Key);
    }

    [Fact]
    public async Task Upload_ServerEndedBeforeTheImport_IsImportedLater()
    {
        using var answer = await UploadAsync(("one.replay", ReplayFiles.Make("one")));
        await FollowAsync(await answer.JsonAsync());
        await using (var db = _app.OpenDatabase())
        {
            await db.ImportItems.ExecuteDeleteAsync(Cancel);
            await db.Imports.ExecuteDeleteAsync(Cancel);
            var before = DateTimeOffset.UnixEpoch;
            await db.Uploads.ExecuteUpdateAsync(s => s.SetProperty(u => u.IsImported, false).SetProperty(u => u.CreatedAt, before), Cancel);
        }

        await _app.Services.GetRequiredService<UploadService>().ResumeAsync(Cancel);
        await using var after = _app.OpenDatabase();
        Assert.Equal(1, (await after.Imports.SingleAsync(Cancel)).Listed);
        Assert.True((await after.Uploads.SingleAsync(Cancel)).IsImported);
    }

    [Fact]
    public async Task Upload_NotAForm_IsRefused()
    {
        using var json = await _program.PostAsJsonAsync("replays/upload", new { }, Cancel);
        Assert.Equal("unsupported-media-type", await json.ProblemAsync());
        using var empty = await _program.PostAsync("replays/upload", ReplayFiles.Form(), Cancel);
        Assert.Equal("invalid-input", await empty.ProblemAsync());
        using var other = await _program.PostAsync("replays/upload", new MultipartFormDataContent { { new StringContent("x"), "attachment", "one.replay" } }, Cancel);
        Assert.Contains("must be a file named", await other.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var cut = await _program.PostAsync("replays/upload", new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=file; filename=one.replay\r\n\r\nhalf"u8.ToArray()) { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } }, Cancel);
        Assert.Contains("cut off", await cut.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var visible = await _program.PostAsync("replays/upload?visibility=secret", ReplayFiles.Form(("one.replay", ReplayFiles.Make("one"))), Cancel);
        Assert.Contains("visibility", await visible.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Empty(_server.Uploads);
    }

    private Task<HttpResponseMessage> UploadAsync(params (string, byte[])[] files) => _program.PostAsync("replays/upload", ReplayFiles.Form(files), Cancel);

    private Task<JsonElement> FollowAsync(JsonElement told) => _app.FollowAsync(told.GetProperty("import").GetProperty("id").GetGuid(), Cancel);
}
