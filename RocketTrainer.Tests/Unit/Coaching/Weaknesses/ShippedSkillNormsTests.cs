using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Unit.Coaching.Weaknesses;

public sealed class ShippedSkillNormsTests
{
    private const int Tiers = 21;

    public static TheoryData<int> EachTier => [.. Enumerable.Range(1, Tiers)];

    [Theory, MemberData(nameof(EachTier))]
    public void NormsAt_EachTier_AreOneFiniteMeanAndSpreadPerStat(int tier)
    {
        var norms = ShippedComponents.NormsAt(tier)!;

        Assert.Equal(ShippedComponents.Layout.Stats.Length, norms.Mean.Length);
        Assert.All(norms.Mean, mean => Assert.True(double.IsFinite(mean)));
        Assert.Equal(ShippedComponents.Spreads, norms.Spread);
        Assert.True(ShippedComponents.NormGamesAt(tier) > 0);
    }

    [Theory, MemberData(nameof(EachTier))]
    public void NormsAt_EachTier_HaveTheSignOfTheirStat(int tier) => Assert.All(ShippedComponents.Layout.Stats.Zip(ShippedComponents.NormsAt(tier)!.Mean), stat =>
        Assert.Equal(stat.First.Scale == StatScale.NearAThird ? -1 : stat.First.Sign, Math.Sign(stat.Second)));

    /// <summary>The other table is of the same games, but in rates: in another order of stats or in another unit they would lie far apart.</summary>
    [Theory, MemberData(nameof(EachTier))]
    public void NormsAt_EachTier_AgreeWithTheNormsOfRates(int tier)
    {
        var means = ShippedComponents.NormsAt(tier)!.Mean;
        foreach (var (stat, place) in ShippedComponents.Layout.Stats.Select((s, i) => (s, i)))
        {
            if (ShippedNorms.Of(StatCatalog.Get(stat.Stat)) is not { Count: > 0 } rates || stat.Scale == StatScale.NearAThird)
                continue;
            var (mine, theirs, spread) = (stat.Sign * means[place], rates[tier - 1].Mean, ShippedComponents.Spreads[place]);
            // A mean root is lower than the root of a mean: its square and its variance, which is less where a stat hardly occurs, make up the mean.
            var (low, high) = stat.Scale == StatScale.AsIs ? (theirs, theirs) : (Math.Sqrt(Math.Max(0, theirs - (spread * spread))), Math.Sqrt(theirs));
            Assert.True(mine > low - (0.4 * spread) && mine < high + (0.4 * spread), $"{stat.Stat}: {mine}, expected {low} to {high}, spread {spread}");
        }
    }

    [Theory]
    [InlineData("movement.avg_speed")]
    [InlineData("movement.percent_slow_speed")] // less of it is better: the score rises
    [InlineData("boost.bcpm")]
    [InlineData("movement.percent_supersonic_speed")]
    public void NormsAt_OfWhatSeparatesRanks_RiseWithTheTier(string stat)
    {
        var place = ShippedComponents.Layout.Stats.Select(s => s.Stat).ToList().IndexOf(stat);
        var means = Enumerable.Range(1, Tiers).Select(tier => ShippedComponents.NormsAt(tier)!.Mean[place]).ToList();

        Assert.Equal(means.Order(), means);
        Assert.True(means[^1] > means[0] + ShippedComponents.Spreads[place]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(22)]
    public void NormsAt_TiersThatWereNotSeen_AreNone(int tier)
    {
        Assert.Null(ShippedComponents.NormsAt(tier));
        Assert.Equal(0, ShippedComponents.NormGamesAt(tier));
    }
}
