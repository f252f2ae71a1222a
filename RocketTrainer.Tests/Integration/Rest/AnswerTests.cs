using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>Documents know their ETag, and changes can be made to depend on it.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private static readonly string Import = $$"""{"source":"replays","replayIds":["{{Matches.Id(1)}}"]}""";

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _server.Add(2);
        _app = new RocketTrainerApp(_server);
        await _app.ImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("imports")]
    [InlineData("replays?limit=1")]
    [InlineData("replays/00000000-0000-4000-8000-000000000001")]
    [InlineData("replays/00000000-0000-4000-8000-000000000001/payload")]
    public async Task Get_ADocument_IsAnsweredWith304UntilItChanges(string path)
    {
        using var first = await _app.Api.AskAsync("GET", "api/v1/" + path);
        var tag = first.Headers.ETag!;
        Assert.Equal((HttpStatusCode.OK, false, "no-cache, private"), (first.StatusCode, tag.IsWeak, first.Headers.CacheControl!.ToString()));

        foreach (var known in new[] { tag.Tag, "W/" + tag.Tag, $"\"other\", W/\"more\", {tag.Tag}", "*" })
        {
            using var same = await _app.Api.AskAsync("GET", "api/v1/" + path, null, ("If-None-Match", known));
            Assert.Equal((HttpStatusCode.NotModified, tag, "no-cache, private"), (same.StatusCode, same.Headers.ETag, same.Headers.CacheControl!.ToString()));
            Assert.Empty(await same.Content.ReadAsByteArrayAsync(Cancel));
        }

        foreach (var unknown in new[] { "\"other\"", "W/\"other\"", "nonsense", tag.Tag.Trim('"') })
        {
            using var again = await _app.Api.AskAsync("GET", "api/v1/" + path, null, ("If-None-Match", unknown));
            Assert.Equal((HttpStatusCode.OK, tag), (again.StatusCode, again.Headers.ETag));
            Assert.Equal(await first.Content.ReadAsByteArrayAsync(Cancel), await again.Content.ReadAsByteArrayAsync(Cancel));
        }
    }

    [Fact]
    public async Task Get_WhatHasChanged_HasAnotherETag()
    {
        using var before = await _app.Api.AskAsync("GET", "api/v1/imports");
        await _app.ImportAsync(new { source = "replays", replayIds = new[] { Matches.Id(1) } }, Cancel);

        using var after = await _app.Api.AskAsync("GET", "api/v1/imports", null, ("If-None-Match", before.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Theory]
    [InlineData("imports")]
    [InlineData("replays/00000000-0000-4000-8000-000000000001/payload")]
    public async Task Head_OfADocument_IsItsHead(string path)
    {
        using var got = await _app.Api.AskAsync("GET", "api/v1/" + path);
        using var head = await _app.Api.AskAsync("HEAD", "api/v1/" + path);
        Assert.Equal((HttpStatusCode.OK, got.Headers.ETag), (head.StatusCode, head.Headers.ETag));
        Assert.Equal(got.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal((await got.Content.ReadAsByteArrayAsync(Cancel)).Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));

        using var same = await _app.Api.AskAsync("HEAD", "api/v1/" + path, null, ("If-None-Match", got.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var missing = await _app.Api.AskAsync("HEAD", "api/v1/imports/00000000-0000-4000-8000-000000000001");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Get_AStreamOrAnAnswerToAPost_HasNoETag()
    {
        using var posted = await _app.Api.AskAsync("POST", "api/v1/imports", Import);
        var id = (await posted.JsonAsync()).GetProperty("id").GetGuid();
        await _app.FollowAsync(id, Cancel);
        using var events = await _app.Api.AskAsync("GET", $"api/v1/imports/{id}/events");
        using var csv = await _app.Api.AskAsync("GET", "api/v1/replays/export.csv");
        Assert.All([posted, events, csv], answer => Assert.Null(answer.Headers.ETag));

        foreach (var stream in new[] { $"api/v1/imports/{id}/events", "api/v1/replays/export.csv" })
        {
            using var head = await _app.Api.AskAsync("HEAD", stream);
            Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET"), (head.StatusCode, head.Header("Allow")));
        }
    }

    [Fact]
    public async Task Change_WithIfMatch_IsMadeOnlyFromWhatIsThere()
    {
        var document = new Note("first");
        await using var app = new RocketTrainerApp
        {
            Replace = Probes.At(map =>
            {
                map.MapGet("/api/v1/note", () => Api.Ok(document));
                map.MapPut("/api/v1/note", (HttpRequest request) => Api.IfMatch(request, document) ?? Api.Ok(document = new("changed"))).MatchesETag();
                map.MapPut("/api/v1/forgetful", (HttpRequest request) => Api.IfMatch(request, document) ?? Api.Ok(document));
            }),
        };
        using var http = app.CreateClient();
        using var first = await http.AskAsync("GET", "api/v1/note");
        var tag = first.Headers.ETag!.ToString();

        foreach (var wrong in new[] { "\"other\"", "W/" + tag, "nonsense" })
        {
            using var refused = await http.AskAsync("PUT", "api/v1/note", "{}", ("If-Match", wrong));
            Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition-failed"), (refused.StatusCode, await refused.ProblemAsync()));
        }

        Assert.Equal("first", document.Text);
        using var done = await http.AskAsync("PUT", "api/v1/note", "{}", ("If-Match", $"\"other\", {tag}"));
        Assert.Equal((HttpStatusCode.OK, "changed"), (done.StatusCode, document.Text));
        using var late = await http.AskAsync("PUT", "api/v1/note", "{}", ("If-Match", tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        using var any = await http.AskAsync("PUT", "api/v1/note", "{}", ("If-Match", "*"));
        using var without = await http.AskAsync("PUT", "api/v1/note", "{}");
        Assert.All([any, without], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        using var undeclared = await http.AskAsync("PUT", "api/v1/forgetful", "{}", ("If-Match", "*"));
        Assert.Equal(HttpStatusCode.InternalServerError, undeclared.StatusCode);
    }

    [Fact]
    public async Task Page_OfAList_HasItemsAndNextAndNothingElse()
    {
        using var answer = await _app.Api.AskAsync("GET", "api/v1/replays?limit=1");
        var page = await answer.JsonAsync();
        Assert.Equal(["items", "next"], page.EnumerateObject().Select(m => m.Name));
        Assert.Equal((1, JsonValueKind.String), (page.GetProperty("items").GetArrayLength(), page.GetProperty("next").ValueKind));
        using var rest = await _app.Api.AskAsync("GET", $"api/v1/replays?limit=1&cursor={page.GetProperty("next").GetString()}");
        Assert.Equal(JsonValueKind.Null, (await rest.JsonAsync()).GetProperty("next").ValueKind);

        using var wrong = await _app.Api.AskAsync("GET", "api/v1/replays?limit=0&cursor=!");
        Assert.Equal("invalid-input", await wrong.ProblemAsync());
        Assert.Equal(["limit", "cursor"], (await wrong.JsonAsync()).GetProperty("errors").EnumerateObject().Select(m => m.Name));
    }

    private sealed record Note(string Text);
}
