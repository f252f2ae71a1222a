using System.Net;
using System.Net.Http.Json;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Ballchasing.Sandbox;

public sealed class SandboxHandlerTests : IDisposable
{
    private readonly SandboxClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Ping_SaysSandbox()
    {
        var ping = await _client.GetAsync("");
        Assert.Equal("sandbox", ping.GetProperty("type").GetString());
        Assert.NotEmpty(ping.GetProperty("steam_id").GetString()!);
    }

    [Fact]
    public async Task Maps_NameEveryKnownCode()
    {
        var maps = await _client.GetAsync("maps");
        Assert.Equal(92, maps.EnumerateObject().Count());
        Assert.Equal("Forbidden Temple (Fire & Ice)", maps.GetProperty("fni_stadium_p").GetString());
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("replays/not-an-id")]
    [InlineData("replays/00000000-0000-4000-8000-000000000000")]
    [InlineData("groups/none")]
    public async Task Get_Unknown_IsNotFoundInJson(string path)
    {
        using var response = await _client.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotEmpty((await SandboxClient.ReadAsync(response)).GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task Latency_IsAwaitedOnTheClock()
    {
        _client.Handler.Latency = TimeSpan.FromSeconds(2);
        var reply = _client.Http.GetAsync("maps", TestContext.Current.CancellationToken);
        Assert.False(reply.IsCompleted);
        _client.Clock.Advance(TimeSpan.FromSeconds(2));
        using var response = await reply;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Latency_Cancelled_GivesUpAtOnce()
    {
        _client.Handler.Latency = TimeSpan.FromHours(1);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reply = _client.Http.GetAsync("maps", cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
    }

    [Fact]
    public async Task NewestReplays_SomePending_AreParsedHalfAMinuteAfterTheFirstLook()
    {
        var ids = (await _client.SearchAsync("", atMost: 200)).Select(i => i.GetProperty("id").GetString()).ToArray();
        var pending = new List<string?>();
        foreach (var id in ids)
        {
            if ((await _client.GetAsync($"replays/{id}")).GetProperty("status").GetString() == "pending") pending.Add(id);
        }
        Assert.InRange(pending.Count, 1, 20);

        _client.Clock.Advance(TimeSpan.FromSeconds(31));
        foreach (var id in pending) Assert.Equal("ok", (await _client.GetAsync($"replays/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Groups_OfTheLeague_HaveChildrenPlayersAndTeams()
    {
        var list = (await _client.GetAsync("groups?count=100")).GetProperty("list").EnumerateArray().ToArray();
        Assert.True(list.Length >= 12);
        var cup = list.First(g => g.GetProperty("name").GetString()!.StartsWith("Sandbox Cup", StringComparison.Ordinal));
        var children = (await _client.GetAsync($"groups?group={cup.GetProperty("id").GetString()}")).GetProperty("list").EnumerateArray().ToArray();
        Assert.Equal(["Final", "Semi-finals"], children.Select(g => g.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(0, cup.GetProperty("direct_replays").GetInt32());
        Assert.Equal(cup.GetProperty("indirect_replays").GetInt32(), children.Sum(g => g.GetProperty("direct_replays").GetInt32()));

        var detail = await _client.GetAsync($"groups/{cup.GetProperty("id").GetString()}");
        Assert.Equal(4, detail.GetProperty("teams").GetArrayLength());
        var player = detail.GetProperty("players")[0];
        Assert.Contains(player.GetProperty("platform").GetString(), (string[])["Steam", "Epic", "PS4", "XBox", "Psynet"]);
        var (sum, mean) = (player.GetProperty("cumulative"), player.GetProperty("game_average"));
        var games = sum.GetProperty("games").GetInt32();
        Assert.Equal(sum.GetProperty("core").GetProperty("score").GetInt32() / (double)games, mean.GetProperty("core").GetProperty("score").GetDouble(), .01);
        Assert.Equal(0, mean.GetProperty("core").GetProperty("mvp").GetInt32());
        Assert.False(mean.GetProperty("positioning").TryGetProperty("avg_distance_to_mates", out _));
    }

    [Fact]
    public async Task Groups_MadeByTheCaller_CanBeChangedAndGoWithTheirChildren()
    {
        var ct = TestContext.Current.CancellationToken;
        var parent = await CreateAsync("Season", null);
        var child = await CreateAsync("Week 1", parent);
        using var changed = await _client.Http.PatchAsJsonAsync($"groups/{child}", new { name = "Week one", shared = true }, ct);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        var group = await _client.GetAsync($"groups/{child}");
        Assert.Equal("Week one", group.GetProperty("name").GetString());
        Assert.False(group.TryGetProperty("players", out _));

        using var deleted = await _client.Http.DeleteAsync($"groups/{parent}", ct);
        using var gone = await _client.Http.GetAsync($"groups/{child}", ct);
        using var refused = await _client.Http.DeleteAsync($"groups/{_client.League.Groups[0].Id}", ct);
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.Forbidden], [deleted.StatusCode, gone.StatusCode, refused.StatusCode]);
    }

    private async Task<string> CreateAsync(string name, string? parent)
    {
        using var response = await _client.Http.PostAsJsonAsync("groups", new { name, parent, player_identification = "by-id", team_identification = "by-player-clusters" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await SandboxClient.ReadAsync(response)).GetProperty("id").GetString()!;
    }
}
