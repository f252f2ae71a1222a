using System.Text.Json;
using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class SkillNormsTests
{
    private const int Tier = 10;

    [Theory]
    [InlineData(false, "f21", 25, 400)]
    [InlineData(true, "f21", 33.0625, 274.863)] // 400 / 460 are our own; the rest is shipped, of everybody and as sure as 60 games
    [InlineData(false, "f22", 13.2231, 114.628)] // a quarter is of four players and twenty games, the rest of the tier's: 1 / √n = .25 / √4 + .75 / √25
    [InlineData(true, "f22", 15.3264, 97.759)]
    public void Peers_OfASeason_AreThoseOfItsOwnNormAndOfWhatItIsDrawnTowards(bool isShippedToo, string season, double players, double games)
    {
        var peers = Norms(new(400, 25, isShippedToo, [], [], new(25, 400)), new(20, 4, isShippedToo, [], [], new(4, 20))).PeersAt(Tier, season);

        Assert.Equal((players, games), (Math.Round(peers.Players, 4), Math.Round(peers.Games, 3)));
    }

    [Fact]
    public void Peers_WhereOnlyShippedNormsAreKnown_AreSixtyGames() => Assert.Equal(new(double.PositiveInfinity, 60), Norms(new(0, 0, IsShippedToo: true, [], [])).PeersAt(Tier, "f22"));

    /// <summary>Norms that were kept before players were weighed.</summary>
    [Fact]
    public void Peers_OfNormsThatDoNotSay_AreThePlayersAndGames() =>
        Assert.Equal(new(25, 400), JsonSerializer.Deserialize<SkillNorms>("""{"Tiers":{"10":{"Games":400,"Players":25,"IsShippedToo":false,"Mean":[],"Spread":[]}},"Seasons":{},"Players":0,"Between":[],"Session":[],"Game":[]}""")!.PeersAt(Tier, ""));

    /// <summary>Drawn anew many times, the weighted mean of some regulars and many strangers errs as it is said to.</summary>
    [Fact]
    public void Sureness_OfRegularsAndStrangers_IsThatOfTheirMean()
    {
        const double Between = .3;
        var (random, games) = (new Random(5), (int[])[20, 20, 20, .. Enumerable.Repeat(1, 100)]);
        var means = Enumerable.Range(0, 2000).Select(_ => StatNorms.Fit([.. games.Select(n =>
        {
            var player = Normal.Sample(random, 0, Math.Sqrt(Between));
            return Enumerable.Range(0, n).Select(_ => new ScoredGame([player + Normal.Sample(random, 0, 1)], [], [], 0)).ToArray();
        })], 1).Mean[0]).ToList();

        var sure = StatNorms.SurenessOf(games);

        Assert.Equal(means.Average(m => m * m), (Between / sure.Players) + (1 / sure.Games), .1 * means.Average(m => m * m));
        Assert.InRange(sure.Players, 30, 50); // not 103
    }

    private static SkillNorms Norms(SkillCell tier, SkillCell? season = null) => new(
        new Dictionary<int, SkillCell> { [Tier] = tier },
        season is null ? new Dictionary<string, IReadOnlyDictionary<int, SkillCell>>() : new Dictionary<string, IReadOnlyDictionary<int, SkillCell>> { ["f22"] = new Dictionary<int, SkillCell> { [Tier] = season } }, 0, [], [], []);
}
