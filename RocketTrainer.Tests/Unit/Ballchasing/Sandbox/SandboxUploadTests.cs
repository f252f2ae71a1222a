using System.Net;
using System.Net.Http.Json;
using System.Text;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Ballchasing.Sandbox;

public sealed class SandboxUploadTests : IDisposable
{
    private readonly SandboxClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Upload_NewFile_IsPendingThenOkAndFound()
    {
        using var created = await UploadAsync("first.replay", "any bytes");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var id = (await SandboxClient.ReadAsync(created)).GetProperty("id").GetString();
        Assert.Equal("pending", (await _client.GetAsync($"replays/{id}")).GetProperty("status").GetString());

        _client.Clock.Advance(TimeSpan.FromSeconds(11));

        var detail = await _client.GetAsync($"replays/{id}");
        Assert.Equal("ok", detail.GetProperty("status").GetString());
        Assert.Empty(PayloadChecks.Detail(detail));
        var mine = Assert.Single(await _client.SearchAsync("uploader=me"));
        Assert.Equal(id, mine.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Upload_SameBytes_IsADuplicateOfTheFirst()
    {
        using var first = await UploadAsync("a.replay", "the same");
        using var second = await UploadAsync("b.replay", "the same");
        var (one, other) = (await SandboxClient.ReadAsync(first), await SandboxClient.ReadAsync(second));
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("duplicate replay", other.GetProperty("error").GetString());
        Assert.Equal(one.GetProperty("id").GetString(), other.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Upload_ADownloadedFile_IsADuplicateOfThatReplay()
    {
        var id = (await _client.SearchAsync("", atMost: 1))[0].GetProperty("id").GetString();
        var file = await _client.Http.GetByteArrayAsync($"replays/{id}/file", TestContext.Current.CancellationToken);
        using var response = await UploadAsync("again.replay", file);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(id, (await SandboxClient.ReadAsync(response)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Upload_BrokenFile_Fails()
    {
        using var response = await UploadAsync("bad.replay", "this one is broken somewhere");
        var id = (await SandboxClient.ReadAsync(response)).GetProperty("id").GetString();
        _client.Clock.Advance(TimeSpan.FromSeconds(11));
        var detail = await _client.GetAsync($"replays/{id}");
        Assert.Equal("failed", detail.GetProperty("status").GetString());
        Assert.Empty(PayloadShapes.Misfits(detail, PayloadShapes.Unparsed));
    }

    [Theory]
    [InlineData("notes.txt", "file")]
    [InlineData("fine.replay", "attachment")]
    public async Task Upload_NoReplay_IsABadRequest(string fileName, string part)
    {
        using var response = await UploadAsync(fileName, "bytes"u8.ToArray(), part);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"file\"", (await SandboxClient.ReadAsync(response)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeAndDelete_OwnUpload_Work_OthersAreForbidden()
    {
        var ct = TestContext.Current.CancellationToken;
        using var created = await UploadAsync("mine.replay", "mine");
        var id = (await SandboxClient.ReadAsync(created)).GetProperty("id").GetString();
        using var group = await _client.Http.PostAsJsonAsync("groups", new { name = "My Scrims", player_identification = "by-id", team_identification = "by-distinct-players" }, ct);
        var groupId = (await SandboxClient.ReadAsync(group)).GetProperty("id").GetString();

        using var changed = await _client.Http.PatchAsJsonAsync($"replays/{id}", new { title = "Better title", visibility = "unlisted", group = groupId }, ct);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        _client.Clock.Advance(TimeSpan.FromSeconds(11));
        var detail = await _client.GetAsync($"replays/{id}");
        Assert.Equal("Better title", detail.GetProperty("title").GetString());
        Assert.Equal(groupId, detail.GetProperty("groups")[0].GetProperty("id").GetString());
        Assert.Equal(4, (await _client.GetAsync($"groups/{groupId}")).GetProperty("players").GetArrayLength());

        var strange = (await _client.SearchAsync("", atMost: 200)).Select(i => i.GetProperty("id").GetString()).First(other => other != id);
        using var refused = await _client.Http.PatchAsJsonAsync($"replays/{strange}", new { title = "No" }, ct);
        using var kept = await _client.Http.DeleteAsync($"replays/{strange}", ct);
        using var deleted = await _client.Http.DeleteAsync($"replays/{id}", ct);
        using var gone = await _client.Http.GetAsync($"replays/{id}", ct);
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.NotFound], [refused.StatusCode, kept.StatusCode, deleted.StatusCode, gone.StatusCode]);
    }

    private Task<HttpResponseMessage> UploadAsync(string fileName, string content) => UploadAsync(fileName, Encoding.ASCII.GetBytes(content));

    private async Task<HttpResponseMessage> UploadAsync(string fileName, byte[] content, string part = "file")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), part, fileName } };
        return await _client.Http.PostAsync("v2/upload?visibility=public", form, TestContext.Current.CancellationToken);
    }
}
