using System.Net;
using System.Text;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Ballchasing;

public sealed class BallchasingClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ping_OfAKey_NamesItsOwnerAndTier()
    {
        using var wired = new WiredBallchasing(_ => Json(200, """{"ball":"is life","chat":{"YOU":"Savage!"},"name":"Tester","steam_id":"76561190000000099","type":"gold"}"""));

        var ping = (await wired.Client.PingAsync(Cancel)).Value!;

        Assert.Equal(("Tester", "76561190000000099", "gold"), (ping.Name, ping.SteamId, ping.Type));
        Assert.Equal(("GET", "https://ballchasing.invalid/api/", WiredBallchasing.Key, ""), (wired.Sent[0].Method, wired.Sent[0].Address.AbsoluteUri, wired.Sent[0].Authorization, wired.Sent[0].Body));
    }

    [Fact]
    public async Task Search_EveryParameter_IsEncodedAndListsRepeatTheirKey()
    {
        using var wired = new WiredBallchasing(_ => Json(200, """{"list":[]}"""));

        await wired.Client.SearchAsync(
            new()
            {
                Title = "a & b",
                PlayerNames = ["Ä+1", "x=y"],
                PlayerIds = ["steam:76561190000000001", "ps4:Some One"],
                Playlists = ["ranked-duels", "private"],
                Season = "f12",
                MatchResult = "win",
                MinRank = "gold-1",
                MaxRank = "grand-champion-2",
                Pro = true,
                Uploader = "me",
                Group = "scrims/1",
                Map = "stadium_p",
                CreatedBefore = new(2025, 1, 12, 20, 40, 17, TimeSpan.FromHours(2)),
                CreatedAfter = new(2025, 1, 11, 20, 40, 17, TimeSpan.FromHours(-6)),
                ReplayDateBefore = new(2025, 1, 10, 0, 0, 0, TimeSpan.Zero),
                ReplayDateAfter = new(2025, 1, 9, 0, 0, 0, TimeSpan.Zero),
                Count = 37,
                SortBy = "replay-date",
                SortDir = "asc",
            },
            Cancel);

        Assert.Equal(
            "https://ballchasing.invalid/api/replays?title=a%20%26%20b&player-name=%C3%84%2B1&player-name=x%3Dy"
            + "&player-id=steam%3A76561190000000001&player-id=ps4%3ASome%20One&playlist=ranked-duels&playlist=private&season=f12&match-result=win"
            + "&min-rank=gold-1&max-rank=grand-champion-2&pro=true&uploader=me&group=scrims%2F1&map=stadium_p"
            + "&created-before=2025-01-12T20%3A40%3A17%2B02%3A00&created-after=2025-01-11T20%3A40%3A17-06%3A00"
            + "&replay-date-before=2025-01-10T00%3A00%3A00%2B00%3A00&replay-date-after=2025-01-09T00%3A00%3A00%2B00%3A00"
            + "&count=37&sort-by=replay-date&sort-dir=asc",
            wired.Sent.Single().Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://elsewhere.invalid/api/replays?after=x")]
    [InlineData("//elsewhere.invalid/api/replays?after=x")]
    [InlineData("https://ballchasing.invalid//elsewhere.invalid/api/replays?after=x")]
    [InlineData("https://ballchasing.invalid@elsewhere.invalid/api/replays")]
    [InlineData("https://ballchasing.invalid:444/api/replays")]
    [InlineData("http://ballchasing.invalid/api/replays")]
    [InlineData("ftp://ballchasing.invalid/api/replays")]
    [InlineData("/\\elsewhere.invalid/api/replays")]
    public async Task NextPage_WhereverItLeads_TheKeyGoesToTheConfiguredHostOnly(string next)
    {
        using var wired = new WiredBallchasing(_ => Json(200, """{"list":[]}"""));

        await wired.Client.NextPageAsync(next, Cancel);

        Assert.All(wired.Sent, sent => Assert.Equal("https://ballchasing.invalid", sent.Address.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task NextPage_OfAServer_IsFollowedVerbatim()
    {
        using var wired = new WiredBallchasing(_ => Json(200, """{"list":[]}"""));
        const string Next = "https://ballchasing.invalid/api/replays?after=MS43MzQ2NjgxNjk2MTllKzEyXzE%3D&player-id=ps4%3Aa+b";

        await wired.Client.NextPageAsync(Next, Cancel);

        Assert.Equal(Next, wired.Sent.Single().Address.OriginalString);
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_IsNotFollowed()
    {
        using var wired = new WiredBallchasing(_ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://elsewhere.invalid/") } });
        Assert.Equal(BallchasingErrorKind.Unreadable, (await wired.Client.PingAsync(Cancel)).Error!.Kind);
        Assert.Single(wired.Sent);
    }

    [Fact]
    public async Task Upload_NewKnownAndImpossibleFiles_AreCreatedDuplicateAndRefused()
    {
        using var wired = new WiredBallchasing();

        var first = (await wired.Client.UploadAsync("any bytes"u8.ToArray(), "one.replay", "unlisted", null, Cancel)).Value!;
        var second = (await wired.Client.UploadAsync("any bytes"u8.ToArray(), "two.replay", "unlisted", null, Cancel)).Value!;
        var third = await wired.Client.UploadAsync("other bytes"u8.ToArray(), "three.replay", "unlisted", "no-such-group", Cancel);

        Assert.Equal((false, true), (first.Duplicate, second.Duplicate));
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(BallchasingErrorKind.BadRequest, third.Error!.Kind);
        Assert.Contains("unknown group", third.Error.Message, StringComparison.Ordinal);
        Assert.Equal("pending", (await wired.Client.GetReplayAsync(first.Id, Cancel)).Value!.Detail.Status);
    }

    [Fact]
    public async Task Upload_OnTheWire_IsOneFilePartAndIsNotRepeatedAfterAFault()
    {
        using var wired = new WiredBallchasing(_ => Json(500, "{}"));

        var reply = await wired.Client.UploadAsync("any bytes"u8.ToArray(), "one.replay", "private", "a group", Cancel);

        Assert.Equal(BallchasingErrorKind.Unavailable, reply.Error!.Kind);
        var (method, address, _, body) = Assert.Single(wired.Sent);
        Assert.Equal(("POST", "https://ballchasing.invalid/api/v2/upload?visibility=private&group=a%20group"), (method, address.AbsoluteUri));
        Assert.Contains("name=file; filename=one.replay", body, StringComparison.Ordinal);
        Assert.Equal(1, body.Split("Content-Disposition").Length - 1);
    }

    [Fact]
    public async Task Replay_OfTheKeysOwner_CanBeEditedAndDeletedAndItsFileHad()
    {
        using var wired = new WiredBallchasing();
        var id = (await wired.Client.UploadAsync("mine"u8.ToArray(), "mine.replay", "public", null, Cancel)).Value!.Id;

        Assert.NotEmpty((await wired.Client.GetReplayFileAsync(id, Cancel)).Value!);
        Assert.Null((await wired.Client.EditReplayAsync(id, new() { Title = "Renamed", Visibility = "private" }, Cancel)).Error);
        Assert.Null((await wired.Client.DeleteReplayAsync(id, Cancel)).Error);
        Assert.Equal(BallchasingErrorKind.NotFound, (await wired.Client.GetReplayAsync(id, Cancel)).Error!.Kind);
    }

    [Fact]
    public async Task Edit_AnsweredWithoutABody_IsDoneAndSendsOnlyWhatIsSet()
    {
        using var wired = new WiredBallchasing(_ => new HttpResponseMessage(HttpStatusCode.NoContent));

        Assert.Null((await wired.Client.EditReplayAsync("abc", new() { Group = "" }, Cancel)).Error);

        Assert.Equal(("PATCH", "https://ballchasing.invalid/api/replays/abc", """{"group":""}"""), (wired.Sent[0].Method, wired.Sent[0].Address.AbsoluteUri, wired.Sent[0].Body));
    }

    [Fact]
    public async Task Groups_FromCreationToDeletion_CanBeFoundReadAndChanged()
    {
        using var wired = new WiredBallchasing();
        var created = (await wired.Client.CreateGroupAsync(new() { Name = "Scrims", PlayerIdentification = "by-id", TeamIdentification = "by-distinct-players" }, Cancel)).Value!;

        Assert.Null((await wired.Client.EditGroupAsync(created.Id!, new() { Name = "Better scrims" }, Cancel)).Error);
        Assert.Equal("Better scrims", (await wired.Client.GetGroupAsync(created.Id!, Cancel)).Value!.Name);
        var found = (await wired.Client.SearchGroupsAsync(new() { Name = "better" }, Cancel)).Value!;
        Assert.Equal(created.Id, Assert.Single(found.List!).Id);
        Assert.Null((await wired.Client.DeleteGroupAsync(created.Id!, Cancel)).Error);
        Assert.Equal(BallchasingErrorKind.NotFound, (await wired.Client.GetGroupAsync(created.Id!, Cancel)).Error!.Kind);
    }

    [Fact]
    public async Task Maps_OfTheServer_AreCodesAndNames()
    {
        using var wired = new WiredBallchasing();
        Assert.Equal("DFH Stadium", (await wired.Client.GetMapsAsync(Cancel)).Value!["stadium_p"]);
    }

    [Theory]
    [InlineData(400, BallchasingErrorKind.BadRequest)]
    [InlineData(401, BallchasingErrorKind.Unauthorized)]
    [InlineData(403, BallchasingErrorKind.Forbidden)]
    [InlineData(404, BallchasingErrorKind.NotFound)]
    public async Task Refusal_OfAnyKind_IsAValueAndNotRepeated(int status, BallchasingErrorKind kind)
    {
        using var wired = new WiredBallchasing(_ => Json(status, """{"error":"because","chat":{"YOU":"OMG!"},"request_id":"r-7"}"""));

        var error = (await wired.Client.GetReplayAsync("abc", Cancel)).Error!;

        Assert.Equal((kind, status, "r-7"), (error.Kind, error.Status, error.RequestId));
        Assert.Contains("because", error.Message, StringComparison.Ordinal);
        Assert.Single(wired.Sent);
    }

    [Fact]
    public async Task Refusal_ThatRepeatsTheKey_DoesNotPassItOn()
    {
        using var wired = new WiredBallchasing(_ => Json(401, $$"""{"error":"invalid API key {{WiredBallchasing.Key}}","request_id":"{{WiredBallchasing.Key}}"}"""));
        Assert.DoesNotContain(WiredBallchasing.Key, (await wired.Client.PingAsync(Cancel)).Error!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_BetweenRefusalsAsOneTooMany_AreStillRepeatedAsOftenAsConfigured()
    {
        Queue<int> statuses = new([429, 429, 429, 500, 429, 502, 200]);
        using var wired = new WiredBallchasing(_ => Json(statuses.Dequeue(), """{"id":"abc"}"""), ("Ballchasing:Retries", "2"));

        Assert.Null((await wired.Client.GetReplayAsync("abc", Cancel)).Error);

        Assert.Empty(statuses);
        Assert.Equal(7, wired.Meter.Count);
    }

    [Theory]
    [InlineData(429, false)]
    [InlineData(429, true)]
    [InlineData(503, false)]
    public async Task RetryAfter_InSecondsOrAsADate_IsWaitedFor(int status, bool asDate)
    {
        var times = new List<long>();
        using var wired = new WiredBallchasing(_ =>
        {
            times.Add(TimeProvider.System.GetTimestamp());
            if (times.Count > 1)
                return Json(200, """{"id":"abc"}""");
            var refusal = Json(status, "");
            refusal.Headers.RetryAfter = asDate ? new(TimeProvider.System.GetUtcNow().AddSeconds(2)) : new(TimeSpan.FromSeconds(1)); // a date has no fractions
            return refusal;
        });

        Assert.Null((await wired.Client.GetReplayAsync("abc", Cancel)).Error);

        Assert.True(TimeProvider.System.GetElapsedTime(times[0], times[1]) >= TimeSpan.FromSeconds(0.99));
    }

    [Fact]
    public async Task RetryAfter_NothingOrInThePast_IsNoReasonToHurry()
    {
        var count = 0;
        using var wired = new WiredBallchasing(
            _ =>
            {
                var refusal = Json(429, "");
                refusal.Headers.RetryAfter = ++count % 2 == 0 ? new(TimeSpan.Zero) : new(DateTimeOffset.UnixEpoch);
                return count > 6 ? Json(200, """{"id":"abc"}""") : refusal;
            },
            ("Ballchasing:Tier", "unlimited"), ("Ballchasing:RetryDelay", "00:00:00.005"));
        var start = TimeProvider.System.GetTimestamp();

        Assert.Null((await wired.Client.GetReplayAsync("abc", Cancel)).Error);

        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(5 * (1 + 2 + 4 + 8 + 16 + 32)));
    }

    [Fact]
    public async Task ErrorPage_WithStatus200_IsAFaultAndRepeated()
    {
        Queue<HttpResponseMessage> answers = new([Html(), Html(), Json(200, """{"id":"abc","status":"ok"}""")]);
        using var wired = new WiredBallchasing(_ => answers.Dequeue());
        Assert.Equal("ok", (await wired.Client.GetReplayAsync("abc", Cancel)).Value!.Detail.Status);

        static HttpResponseMessage Html() => new(HttpStatusCode.OK) { Content = new StringContent("<html>Just a moment</html>", Encoding.UTF8, "text/html") };
    }

    [Fact]
    public async Task CompressedBody_ThatIsBroken_IsAFaultAndRepeated()
    {
        var times = 0;
        using var wired = new WiredBallchasing(_ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new System.IO.Compression.GZipStream(new MemoryStream(Encoding.UTF8.GetBytes("no gzip " + times++)), System.IO.Compression.CompressionMode.Decompress)),
        });

        var error = (await wired.Client.GetReplayAsync("abc", Cancel)).Error!;

        Assert.Equal((BallchasingErrorKind.Unavailable, 6), (error.Kind, times));
    }

    private static HttpResponseMessage Json(int status, string json) =>
        new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
