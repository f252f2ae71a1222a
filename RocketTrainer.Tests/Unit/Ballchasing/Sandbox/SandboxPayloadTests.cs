using System.Text.Json;
using System.Text.Json.Nodes;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Ballchasing.Sandbox;

/// <summary>One league's details, fetched once for all tests here.</summary>
public sealed class SandboxDetails : IAsyncLifetime
{
    public SandboxClient Client { get; } = new();

    public List<JsonElement> Details { get; private set; } = [];

    public async ValueTask InitializeAsync() => Details = await Client.DetailsAsync(every: 6);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class SandboxPayloadTests(SandboxDetails sandbox) : IClassFixture<SandboxDetails>
{
    [Fact]
    public void RecordedDetails_PassTheChecks()
    {
        var details = SharedSamples.Objects(PayloadChecks.IsDetail).ToArray();
        Assert.True(details.Length >= 30);
        Assert.Empty(details.SelectMany(d => PayloadChecks.Detail(d.Json).Select(wrong => $"{d.File}: {wrong}")));
    }

    [Fact]
    public void SandboxDetails_PassTheSameChecks()
    {
        Assert.True(sandbox.Details.Count > 3000);
        Assert.Empty(sandbox.Details.SelectMany(PayloadChecks.Detail).Distinct(StringComparer.Ordinal).Take(20));
    }

    [Theory]
    [InlineData("core", "shots")]
    [InlineData("boost", "amount_collected_big")]
    [InlineData("boost", "percent_boost_0_25")]
    [InlineData("movement", "time_ground")]
    [InlineData("movement", "avg_speed")]
    [InlineData("positioning", "time_behind_ball")]
    [InlineData("demo", "taken")]
    public void Checks_ANumberTamperedWith_NoticeIt(string block, string member)
    {
        var detail = JsonNode.Parse(sandbox.Details.First(d => d.GetProperty("team_size").GetInt32() == 2 && All(d).Count() == 4).GetRawText())!;
        var stats = detail["blue"]!["players"]![0]!["stats"]![block]!;
        stats[member] = stats[member]!.GetValue<double>() + 3;
        Assert.NotEmpty(PayloadChecks.Detail(JsonSerializer.SerializeToElement(detail)));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("season")]
    public void Checks_AMemberTakenAway_NoticeIt(string member)
    {
        var detail = JsonNode.Parse(sandbox.Details[0].GetRawText())!.AsObject();
        detail.Remove(member);
        Assert.NotEmpty(PayloadChecks.Detail(JsonSerializer.SerializeToElement(detail)));
        detail[member + "s"] = 1;
        Assert.Contains(PayloadChecks.Detail(JsonSerializer.SerializeToElement(detail)), wrong => wrong.Contains("not known", StringComparison.Ordinal));
    }

    [Fact]
    public void SandboxDetails_LieWhereRecordedOnesLie()
    {
        var recorded = Ratios(SharedSamples.Objects(PayloadChecks.IsDetail).Select(d => d.Json));
        var made = Ratios(sandbox.Details);
        foreach (var (relation, real) in recorded)
        {
            var own = made[relation];
            var spread = real[real.Length * 9 / 10] - real[real.Length / 10];
            Assert.True(Math.Abs(own[own.Length / 2] - real[real.Length / 2]) < Math.Max(.02 * real[real.Length / 2], .5 * spread),
                $"{relation}: recorded {real[real.Length / 2]:F3}, sandbox {own[own.Length / 2]:F3}");
        }
    }

    [Fact]
    public void Details_Absences_AreThoseOfTheRealThing()
    {
        var details = sandbox.Details;
        var players = details.SelectMany(All).ToArray();
        Assert.Contains(details, d => !d.TryGetProperty("match_guid", out _) && !d.TryGetProperty("overtime", out _) && !d.TryGetProperty("server", out _) && !d.TryGetProperty("date_has_timezone", out _));
        Assert.Contains(details, d => !d.TryGetProperty("map_name", out _));
        Assert.Contains(details, d => !d.TryGetProperty("playlist_id", out _) && d.GetProperty("match_type").GetString() == "Tournament");
        Assert.Contains(details, d => d.GetProperty("match_type").GetString() == "Training" && !d.GetProperty("blue").TryGetProperty("players", out _));
        Assert.Contains(details, d => d.TryGetProperty("date_has_timezone", out var known) && !known.GetBoolean() && d.GetProperty("date").GetString()!.EndsWith('Z'));
        Assert.Contains(details, d => d.GetProperty("blue").TryGetProperty("name", out _));
        Assert.Contains(details, d => PayloadChecks.Players(d.GetProperty("blue")).Count() > d.GetProperty("team_size").GetInt32());
        Assert.Contains(players, p => !p.GetProperty("id").EnumerateObject().Any());
        Assert.Contains(players, p => p.GetProperty("id").TryGetProperty("player_number", out _));
        Assert.Contains(players, p => p.GetProperty("name").GetString() == "************");
        Assert.Contains(players, p => p.TryGetProperty("pro", out _));
        Assert.All(details.Where(d => d.TryGetProperty("min_rank", out _)), d => Assert.StartsWith("ranked-", d.GetProperty("playlist_id").GetString(), StringComparison.Ordinal));
        Assert.All(details.Where(d => d.GetProperty("team_size").GetInt32() == 1).SelectMany(All),
            p => Assert.False(p.GetProperty("stats").GetProperty("positioning").TryGetProperty("avg_distance_to_mates", out _)));
        Assert.Equal(["epic", "ps4", "psynet", "steam", "xbox"],
            players.Select(p => p.GetProperty("id")).Where(id => id.TryGetProperty("platform", out _)).Select(id => id.GetProperty("platform").GetString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Details_OvertimeAndRegulation_LastAsLongAsInFact()
    {
        var played = sandbox.Details.Where(d => All(d).Any()).ToArray();
        var share = played.Count(d => d.TryGetProperty("overtime_seconds", out _)) / (double)played.Length;
        Assert.InRange(share, .1, .25);
        var regulation = played.Where(d => !d.TryGetProperty("overtime_seconds", out _) && d.TryGetProperty("overtime", out _)).Select(d => d.GetProperty("duration").GetInt32()).Order().ToArray();
        Assert.InRange(regulation[regulation.Length / 2], 340, 365);
        Assert.All(regulation, seconds => Assert.InRange(seconds, 150, 400));
    }

    [Fact]
    public async Task SecondUploads_AreTheSameMatchWithTinyDifferences()
    {
        var pairs = sandbox.Details.Where(d => d.TryGetProperty("match_guid", out _)).GroupBy(d => d.GetProperty("match_guid").GetString()).Where(g => g.Count() > 1).ToList();
        if (pairs.Count == 0)
        {
            var details = await sandbox.Client.DetailsAsync(1, "playlist=ranked-standard");
            pairs = [.. details.Where(d => d.TryGetProperty("match_guid", out _)).GroupBy(d => d.GetProperty("match_guid").GetString()).Where(g => g.Count() > 1)];
        }
        Assert.NotEmpty(pairs);
        foreach (var pair in pairs.Select(p => p.ToArray()))
        {
            Assert.NotEqual(pair[0].GetProperty("id").GetString(), pair[1].GetProperty("id").GetString());
            Assert.NotEqual(pair[0].GetProperty("uploader").GetProperty("steam_id").GetString(), pair[1].GetProperty("uploader").GetProperty("steam_id").GetString());
            var (one, other) = (All(pair[0]).ToArray(), All(pair[1]).ToArray());
            Assert.Equal(one.Select(p => p.GetProperty("stats").GetProperty("core").ToString()), other.Select(p => p.GetProperty("stats").GetProperty("core").ToString()));
            Assert.All(one.Zip(other), both => Assert.Equal(
                PayloadChecks.Number(both.First.GetProperty("stats").GetProperty("movement"), "time_slow_speed"),
                PayloadChecks.Number(both.Second.GetProperty("stats").GetProperty("movement"), "time_slow_speed"), .07));
        }
    }

    [Fact]
    public async Task FailedReplays_HaveFiveMembersOnly()
    {
        var failed = 0;
        foreach (var item in await sandbox.Client.SearchAsync("playlist=ranked-duels"))
        {
            var detail = await sandbox.Client.GetAsync($"replays/{item.GetProperty("id").GetString()}");
            if (detail.GetProperty("status").GetString() != "failed") continue;
            failed++;
            Assert.Empty(PayloadShapes.Misfits(detail, PayloadShapes.Unparsed));
        }
        Assert.True(failed > 0);
    }

    private static IEnumerable<JsonElement> All(JsonElement detail) => PayloadChecks.Players(detail.GetProperty("blue")).Concat(PayloadChecks.Players(detail.GetProperty("orange")));

    private static Dictionary<string, double[]> Ratios(IEnumerable<JsonElement> details) =>
        details.SelectMany(All).SelectMany(PayloadChecks.Ratios).GroupBy(r => r.Relation, r => r.Ratio).ToDictionary(g => g.Key, g => g.Order().ToArray(), StringComparer.Ordinal);
}
