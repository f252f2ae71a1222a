using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Ballchasing.Sandbox;

public sealed class SandboxLeagueTests
{
    [Fact]
    public async Task League_SameSeedTwice_GivesTheSameBytes()
    {
        using var one = new SandboxClient();
        using var other = new SandboxClient();
        var ct = TestContext.Current.CancellationToken;

        var page = await one.Http.GetByteArrayAsync("replays?count=200", ct);
        Assert.Equal(page, await other.Http.GetByteArrayAsync("replays?count=200", ct));
        foreach (var item in (await one.SearchAsync("playlist=ranked-standard", atMost: 200)).Take(60))
        {
            var path = $"replays/{item.GetProperty("id").GetString()}";
            Assert.Equal(await one.Http.GetByteArrayAsync(path, ct), await other.Http.GetByteArrayAsync(path, ct));
        }
    }

    [Fact]
    public async Task League_OtherSeed_GivesOtherReplays()
    {
        using var one = new SandboxClient(seed: 1);
        using var other = new SandboxClient(seed: 2);
        var ids = (await one.SearchAsync("", atMost: 200)).Select(i => i.GetProperty("id").GetString()).ToHashSet();
        Assert.DoesNotContain(await other.SearchAsync("", atMost: 200), i => ids.Contains(i.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task League_DaysPass_OldReplaysStayAndNewOnesCome()
    {
        using var client = new SandboxClient();
        var old = (await client.SearchAsync("", atMost: 200))[150].GetProperty("id").GetString();
        var before = await client.Http.GetByteArrayAsync($"replays/{old}", TestContext.Current.CancellationToken);

        client.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(before, await client.Http.GetByteArrayAsync($"replays/{old}", TestContext.Current.CancellationToken));
        var newest = (await client.GetAsync("replays?count=1")).GetProperty("list")[0].GetProperty("created").GetDateTimeOffset();
        Assert.InRange(newest, client.Clock.GetUtcNow().AddDays(-1), client.Clock.GetUtcNow());
    }

    [Fact]
    public async Task League_LookedAtLater_IsTheLeagueThatGrewDayByDay()
    {
        using var grown = new SandboxClient(SandboxClient.Noon.AddDays(-30));
        await grown.GetAsync("replays?count=1");
        grown.Clock.Advance(TimeSpan.FromDays(30));
        using var late = new SandboxClient();

        var ct = TestContext.Current.CancellationToken;
        Assert.Equal(await late.Http.GetByteArrayAsync("replays?count=200", ct), await grown.Http.GetByteArrayAsync("replays?count=200", ct));
    }

    [Fact]
    public async Task Search_Everything_ReachesTwoYearsBackAndNotIntoTheFuture()
    {
        using var client = new SandboxClient();
        var now = client.Clock.GetUtcNow();
        var oldest = (await client.GetAsync("replays?count=1&sort-by=replay-date&sort-dir=asc")).GetProperty("list")[0];
        var newest = (await client.GetAsync("replays?count=1&sort-by=upload-date&sort-dir=desc")).GetProperty("list")[0];
        Assert.InRange(oldest.GetProperty("created").GetDateTimeOffset(), now.AddYears(-2), now.AddYears(-2).AddDays(3));
        Assert.InRange(newest.GetProperty("created").GetDateTimeOffset(), now.AddDays(-1), now);
    }

    [Fact]
    public async Task League_BeforeItBegan_IsEmpty()
    {
        using var client = new SandboxClient(new DateTimeOffset(2024, 8, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(0, (await client.GetAsync("replays")).GetProperty("count").GetInt32());
        Assert.All(client.League.FeaturedPlayers, player => Assert.Equal(0, player.Matches));
    }

    [Fact]
    public async Task FeaturedPlayers_Searched_HaveTheMatchesTheyPromise()
    {
        using var client = new SandboxClient();
        var featured = client.League.FeaturedPlayers;
        Assert.True(featured.Count >= 5);
        Assert.True(featured[0].Matches >= 3500, $"The busiest player has {featured[0].Matches} matches.");
        foreach (var player in featured)
        {
            var reply = await client.GetAsync($"replays?count=1&player-id={Uri.EscapeDataString(player.Id)}");
            Assert.Equal(player.Matches, reply.GetProperty("count").GetInt32());
            var item = reply.GetProperty("list")[0];
            var names = PayloadChecks.Players(item.GetProperty("blue")).Concat(PayloadChecks.Players(item.GetProperty("orange"))).Select(p => p.TryGetProperty("name", out var name) ? name.GetString() : null);
            Assert.Contains(player.Name, names);
        }
    }

    [Fact]
    public void Construction_TwoYears_IsQuick()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var league = new SandboxLeague(11, TimeProvider.System);
        Assert.NotEmpty(league.Groups);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(6), $"It took {watch.Elapsed}.");
    }
}
