using System.Globalization;
using System.Net;
using System.Text.Json;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Ballchasing.Sandbox;

public sealed class SandboxSearchTests : IDisposable
{
    private readonly SandboxClient _client = new();

    public void Dispose() => _client.Dispose();

    private string Grinder => Uri.EscapeDataString(_client.League.FeaturedPlayers[0].Id);

    [Theory]
    [InlineData("", 200)]
    [InlineData("sort-by=replay-date&sort-dir=asc", 200)]
    [InlineData("playlist=ranked-hoops&playlist=private", 7)]
    public async Task Paging_ToTheEnd_GivesEveryReplayOnce(string query, int pageSize)
    {
        var items = await _client.SearchAsync(query, pageSize);
        var total = (await _client.GetAsync($"replays?{query}&count=1")).GetProperty("count").GetInt32();

        Assert.Equal(items.Count, items.Select(Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Math.Min(items.Count, 10_000), total);
        var key = query.Contains("replay-date", StringComparison.Ordinal) ? null : items.Select(i => i.GetProperty("created").GetDateTimeOffset()).ToArray();
        if (key is not null) Assert.Equal(key.OrderDescending(), key);
    }

    [Fact]
    public async Task Search_WholeLeague_CapsTheCount()
    {
        Assert.Equal(10_000, (await _client.GetAsync("replays?count=1")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Search_WithoutCount_Gives150AndAnAbsoluteNextWithAllFilters()
    {
        var page = await _client.GetAsync($"replays?player-id={Grinder}&playlist=ranked-doubles&playlist=ranked-standard");
        Assert.Equal(150, page.GetProperty("list").GetArrayLength());
        var next = new Uri(page.GetProperty("next").GetString()!, UriKind.Absolute);
        Assert.Equal("/api/replays", next.AbsolutePath);
        Assert.Contains("playlist=ranked-doubles&playlist=ranked-standard", next.Query, StringComparison.Ordinal);
        Assert.Contains("after=", next.Query, StringComparison.Ordinal);
        Assert.False((await _client.GetAsync($"replays?player-id=steam:0")).TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Search_ByPlayerAndResult_SplitsTheMatchesInTwo()
    {
        var all = (await _client.SearchAsync($"player-id={Grinder}")).Count;
        var won = await _client.SearchAsync($"player-id={Grinder}&match-result=win");
        var lost = await _client.SearchAsync($"player-id={Grinder}&match-result=loss");
        Assert.Equal(all, won.Count + lost.Count);
        Assert.All(won.Take(200), item => Assert.True(Goals(item, SideOf(item)) > Goals(item, SideOf(item) == "blue" ? "orange" : "blue")));
    }

    [Fact]
    public async Task Search_ByName_FindsListedPlayersByPartOfTheName()
    {
        var name = _client.League.FeaturedPlayers[1].Name;
        var items = await _client.SearchAsync($"player-name={Uri.EscapeDataString(name[..^1])}", atMost: 200);
        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.Contains(AllPlayers(item), p => p.TryGetProperty("name", out var n) && n.GetString()!.Contains(name[..^1], StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Search_BySeason_KeepsToItsDates()
    {
        var items = await _client.SearchAsync("season=f18&playlist=ranked-duels");
        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.Equal(18, item.GetProperty("season").GetInt32()));
        Assert.Empty(await _client.SearchAsync("season=3"));
    }

    [Fact]
    public async Task Search_ByDates_KeepsToBothBounds()
    {
        var (from, to) = ("2026-01-10T00:00:00Z", "2026-01-20T02:00:00%2B02:00");
        var played = await _client.SearchAsync($"replay-date-after={from}&replay-date-before={to}&sort-by=replay-date");
        var uploaded = await _client.SearchAsync($"created-after={from}&created-before={to}");
        Assert.NotEmpty(played);
        Assert.All(played.Where(i => i.GetProperty("date_has_tz").GetBoolean()), item => Assert.InRange(item.GetProperty("date").GetDateTimeOffset(), new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero), new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero)));
        Assert.All(uploaded, item => Assert.InRange(item.GetProperty("created").GetDateTimeOffset(), new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero), new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Search_ByRank_LooksAtEveryKnownRank()
    {
        var items = await _client.SearchAsync("min-rank=champion-1&max-rank=grand-champion-1", atMost: 400);
        Assert.NotEmpty(items);
        Assert.All(items, item =>
        {
            Assert.InRange(item.GetProperty("min_rank").GetProperty("tier").GetInt32(), 16, 19);
            Assert.InRange(item.GetProperty("max_rank").GetProperty("tier").GetInt32(), 16, 19);
        });
    }

    [Fact]
    public async Task Search_ByMapUploaderGroupAndPro_Fits()
    {
        var sample = (await _client.SearchAsync("playlist=ranked-standard", atMost: 200))[0];
        var uploader = sample.GetProperty("uploader").GetProperty("steam_id").GetString();
        var map = sample.GetProperty("map_code").GetString();
        Assert.All(await _client.SearchAsync($"map={map}", atMost: 200), i => Assert.Equal(map, i.GetProperty("map_code").GetString()));
        Assert.All(await _client.SearchAsync($"uploader={uploader}", atMost: 200), i => Assert.Equal(uploader, i.GetProperty("uploader").GetProperty("steam_id").GetString()));
        Assert.Empty(await _client.SearchAsync("uploader=me"));
        Assert.All(await _client.SearchAsync("pro=true", atMost: 200), i => Assert.Contains(AllPlayers(i), p => p.TryGetProperty("pro", out _)));
        var group = _client.League.Groups.First(g => g.Name.StartsWith("Scrim", StringComparison.Ordinal));
        Assert.Equal(group.Replays, (await _client.SearchAsync($"group={group.Id}")).Count);
    }

    [Theory]
    [InlineData("count=201")]
    [InlineData("count=none")]
    [InlineData("min-rank=wood-1")]
    [InlineData("season=fx")]
    [InlineData("sort-by=luck")]
    [InlineData("created-after=yesterday")]
    [InlineData("player-id=somebody")]
    [InlineData("after=!")]
    public async Task Search_BadParameter_IsABadRequestWithAnError(string query)
    {
        using var response = await _client.Http.GetAsync($"replays?{query}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await SandboxClient.ReadAsync(response)).GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task ListItem_AndItsDetail_TellTheSame()
    {
        foreach (var item in (await _client.SearchAsync("created-before=2026-11-01T00:00:00Z", atMost: 200)).Take(150))
        {
            var detail = await _client.GetAsync($"replays/{Id(item)}");
            if (detail.GetProperty("status").GetString() != "ok") continue;
            Assert.Equal(item.GetProperty("replay_title").GetString(), detail.GetProperty("title").GetString());
            Assert.Equal(item.GetProperty("rocket_league_id").GetString(), detail.GetProperty("rocket_league_id").GetString());
            Assert.Equal(item.GetProperty("date").GetString(), detail.GetProperty("date").GetString());
            foreach (var side in (string[])["blue", "orange"])
            {
                Assert.Equal(PayloadChecks.Players(detail.GetProperty(side)).Any() ? detail.GetProperty(side).GetProperty("stats").GetProperty("core").GetProperty("goals").GetInt32() : 0, Goals(item, side));
                Assert.Equal(
                    PayloadChecks.Players(item.GetProperty(side)).Select(p => (p.GetProperty("id").ToString(), p.GetProperty("score").GetInt32(), p.GetProperty("end_time").GetDouble(), p.TryGetProperty("mvp", out _))),
                    PayloadChecks.Players(detail.GetProperty(side)).Select(p => (p.GetProperty("id").ToString(), p.GetProperty("stats").GetProperty("core").GetProperty("score").GetInt32(), p.GetProperty("end_time").GetDouble(), p.TryGetProperty("mvp", out _))));
            }
        }
    }

    [Fact]
    public async Task ListItems_HaveTheRecordedShape()
    {
        var items = await _client.SearchAsync("", atMost: 4000);
        Assert.Empty(items.SelectMany(i => PayloadShapes.Misfits(i, PayloadShapes.ListItem)).Distinct(StringComparer.Ordinal));
        Assert.Contains(items, i => !i.TryGetProperty("playlist_id", out _));
        Assert.Contains(items, i => !i.TryGetProperty("map_name", out _));
        Assert.Contains(items, i => !i.GetProperty("blue").TryGetProperty("goals", out _));
        Assert.Contains(items, i => !i.GetProperty("date_has_tz").GetBoolean());
        Assert.Contains(items, i => i.GetProperty("date").GetString()!.Contains('+', StringComparison.Ordinal));
    }

    [Fact]
    public void RecordedListItems_HaveTheSameShape()
    {
        var items = SharedSamples.Objects(json => json.TryGetProperty("replay_title", out _)).ToArray();
        Assert.NotEmpty(items);
        Assert.Empty(items.SelectMany(i => PayloadShapes.Misfits(i.Json, PayloadShapes.ListItem).Select(m => $"{i.File}: {m}")));
    }

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;

    private static int Goals(JsonElement item, string side) => (int)PayloadChecks.Number(item.GetProperty(side), "goals");

    private static IEnumerable<JsonElement> AllPlayers(JsonElement item) => PayloadChecks.Players(item.GetProperty("blue")).Concat(PayloadChecks.Players(item.GetProperty("orange")));

    private string SideOf(JsonElement item)
    {
        var id = _client.League.FeaturedPlayers[0].Id.Split(':')[1];
        return PayloadChecks.Players(item.GetProperty("blue")).Any(p => string.Equals(PlayerId(p), id, StringComparison.Ordinal)) ? "blue" : "orange";
    }

    private static string? PlayerId(JsonElement player) => player.GetProperty("id").TryGetProperty("id", out var id) ? Convert.ToString(id.GetString(), CultureInfo.InvariantCulture) : null;
}
