using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class SkillNormsTests
{
    private const int Tier = 10;

    [Theory]
    [InlineData(false, "f21", 25, 400)]
    [InlineData(true, "f21", 33.0625, 529)] // 400 / 460 are our own; the rest is as sure as can be
    [InlineData(false, "f22", 13.2231, 114.628)] // a quarter is of four players and twenty games, the rest of the tier's: 1 / √n = .25 / √4 + .75 / √25
    [InlineData(true, "f22", 15.3264, 127.647)]
    public void Peers_OfASeason_AreThoseOfItsOwnNormAndOfWhatItIsDrawnTowards(bool isShippedToo, string season, double players, double games)
    {
        var peers = Norms(new(400, 25, isShippedToo, [], []), new(20, 4, isShippedToo, [], [])).PeersAt(Tier, season);

        Assert.Equal((players, games), (Math.Round(peers.Players, 4), Math.Round(peers.Games, 3)));
    }

    [Fact]
    public void Peers_WhereOnlyShippedNormsAreKnown_AreEverybody() => Assert.Equal(Peers.Everybody, Norms(new(0, 0, IsShippedToo: true, [], [])).PeersAt(Tier, "f22"));

    private static SkillNorms Norms(SkillCell tier, SkillCell? season = null) => new(
        new Dictionary<int, SkillCell> { [Tier] = tier },
        season is null ? new Dictionary<string, IReadOnlyDictionary<int, SkillCell>>() : new Dictionary<string, IReadOnlyDictionary<int, SkillCell>> { ["f22"] = new Dictionary<int, SkillCell> { [Tier] = season } }, 0, [], [], []);
}
