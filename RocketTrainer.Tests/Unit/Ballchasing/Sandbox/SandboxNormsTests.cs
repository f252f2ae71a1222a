using System.Globalization;
using System.Text.Json;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Ballchasing.Sandbox;

/// <summary>The league's players play as players of their rank do, apart from what was planted.</summary>
public sealed class SandboxNormsTests : IDisposable
{
    private readonly SandboxClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task RankedStandard_PerRank_KeepsToTheNorms()
    {
        var norms = Norms();
        var games = (await _client.DetailsAsync(1, "playlist=ranked-standard")).SelectMany(Games).ToArray();
        var worst = new List<(double Deviation, string Text)>();
        foreach (var (stat, (means, spreads)) in norms)
        {
            foreach (var league in games.GroupBy(g => (g.Tier - 1) / 3))
            {
                // Player by player, so that the busiest ones' own styles don't stand for their rank.
                var deviation = league.GroupBy(g => g.Player.GetProperty("id").ToString(), StringComparer.Ordinal).Where(games => games.Count() >= 10)
                    .Average(games => games.Average(g => (Value(g.Player, stat) - means[g.Tier - 1]) / spreads[g.Tier - 1]));
                worst.Add((Math.Abs(deviation), string.Create(CultureInfo.InvariantCulture, $"{stat}, tiers {(league.Key * 3) + 1} to {(league.Key * 3) + 3}: {deviation:F2} SD over {league.Count()} games")));
            }
        }
        var (most, text) = worst.MaxBy(w => w.Deviation);
        TestContext.Current.TestOutputHelper?.WriteLine($"Furthest from the norm: {text}; mean of all {worst.Average(w => w.Deviation):F3} SD.");
        Assert.True(most < .5, text);
        Assert.True(worst.Average(w => w.Deviation) < .12);
    }

    [Theory]
    [InlineData("stays on the ground", "movement.percent_high_air")]
    [InlineData("runs dry too often", "boost.percent_boost_0_25", false)]
    [InlineData("leaves small pads lying", "boost.count_collected_small")]
    [InlineData("is demolished a lot", "demo.taken", false)]
    public async Task FeaturedPlayer_WithAPlantedWeakness_ShowsIt(string story, string stat, bool weakIsLow = true)
    {
        var player = Assert.Single(_client.League.FeaturedPlayers, p => p.Story.Contains(story, StringComparison.Ordinal));
        var (own, mates) = (new List<double>(), new List<double>());
        foreach (var detail in await _client.DetailsAsync(5, $"player-id={Uri.EscapeDataString(player.Id)}&playlist=ranked-doubles&playlist=ranked-standard"))
        {
            foreach (var (_, json) in Games(detail))
            {
                var id = json.GetProperty("id");
                var isOwn = $"{id.GetProperty("platform").GetString()}:{id.GetProperty("id").GetString()}" == player.Id;
                (isOwn ? own : mates).Add(Value(json, stat));
            }
        }
        var spread = Math.Sqrt(mates.Average(v => v * v) - Math.Pow(mates.Average(), 2));
        var shift = (own.Average() - mates.Average()) / spread;
        Assert.InRange(weakIsLow ? -shift : shift, .6, 2.2);
    }

    private static IEnumerable<(int Tier, JsonElement Player)> Games(JsonElement detail) =>
        PayloadChecks.Players(detail.GetProperty("blue")).Concat(PayloadChecks.Players(detail.GetProperty("orange")))
            .Where(p => p.TryGetProperty("rank", out var rank) && rank.GetProperty("tier").GetInt32() <= 21 && Minutes(p) > 4)
            .Select(p => (p.GetProperty("rank").GetProperty("tier").GetInt32(), p));

    /// <summary>A stat by its name in the norms, or by its path; the former per minute where the name says so.</summary>
    private static double Value(JsonElement player, string stat)
    {
        var stats = player.GetProperty("stats");
        if (stat.Split('.') is [var named, var path]) return PayloadChecks.Number(stats.GetProperty(named), path);
        var perMinute = stat.EndsWith("_per_min", StringComparison.Ordinal);
        var member = perMinute ? stat[..^"_per_min".Length] : stat;
        var block = stats.EnumerateObject().First(b => b.Value.TryGetProperty(member, out _)).Value;
        return PayloadChecks.Number(block, member) / (perMinute ? Minutes(player) : 1);
    }

    private static double Minutes(JsonElement player) => (PayloadChecks.Number(player, "end_time") - PayloadChecks.Number(player, "start_time")) / 60;

    private static Dictionary<string, (double[] Means, double[] Spreads)> Norms()
    {
        using var stream = typeof(ShippedNorms).Assembly.GetManifestResourceStream(typeof(ShippedNorms), "rank-norms.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Skip(1).Select(line => line.Split(','))
            .GroupBy(row => row[0]).ToDictionary(rows => rows.Key, rows => (Numbers(rows.First()), Numbers(rows.Last())), StringComparer.Ordinal);

        static double[] Numbers(string[] row) => [.. row.Skip(3).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }
}
