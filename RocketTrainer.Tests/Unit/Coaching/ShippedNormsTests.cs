using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class ShippedNormsTests
{
    private static readonly List<string> Names = [.. File.ReadLines(Path.Combine(Support.Repository.Root, "RocketTrainer.Core/Coaching/rank-norms.csv"))
        .Where(line => line.Length > 0 && line[0] != '#').Skip(1).Select(line => line.Split(',')[0]).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void Rows_AllOfThem_AreStatsOfThePlayersOwn()
    {
        var stats = StatCatalog.OfPlayer.Where(s => ShippedNorms.Of(s).Count > 0).ToList();

        Assert.Equal(Names.Count, stats.Count);
        Assert.All(stats, stat => Assert.Contains(stat.GrowsWithTime ? stat.Member + "_per_min" : stat.Member, Names));
    }

    [Fact]
    public void Norms_OfEachStat_AreOfTwentyOneTiersWithASpread() => Assert.All(StatCatalog.OfPlayer.Select(ShippedNorms.Of).Where(n => n.Count > 0), norms =>
    {
        Assert.Equal(Enumerable.Range(1, 21), norms.Select(n => n.Tier));
        Assert.All(norms, n => Assert.True(double.IsFinite(n.Mean) && n.Spread > 0));
    });

    [Fact]
    public void Norms_OfSpeed_GrowWithTheRank()
    {
        var speed = ShippedNorms.Of(StatCatalog.Get("movement.avg_speed"));

        Assert.Equal(speed.OrderBy(n => n.Mean).Select(n => n.Tier), speed.Select(n => n.Tier));
        Assert.InRange(speed[0].Mean, 900, speed[^1].Mean);
        Assert.True(speed[^1].Mean < 2300, "Nobody drives faster than a car can.");
    }

    [Fact]
    public void Norms_OfAStatThatTheCollectionsDoNotHold_AreNone() => Assert.Empty(ShippedNorms.Of(StatCatalog.Get("core.mvp")));
}
