using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Unit.Coaching.Weaknesses;

public sealed class ShippedComponentsTests
{
    /// <summary>Four digits after the point are written.</summary>
    private const double Rounding = 1e-3;

    [Fact]
    public void Layout_HoldsTheTwelveGroupsOfTheCataloguesStats()
    {
        Assert.Equal(Enum.GetNames<SkillGroup>().Order(StringComparer.Ordinal), ShippedComponents.Layout.Groups.Order(StringComparer.Ordinal));
        Assert.Equal(25, ShippedComponents.Layout.Stats.Select(s => StatCatalog.Get(s.Stat)).Distinct().Count());
        Assert.All(ShippedComponents.Spreads, spread => Assert.True(spread > 0));
    }

    [Fact]
    public void Layout_OfStatsThatAreBetterLow_NeverTurnsThemRound() => Assert.All(ShippedComponents.Layout.Stats, stat =>
    {
        if (StatCatalog.Get(stat.Stat).Better is var better and not Better.Neither)
            Assert.Equal(better == Better.Lower ? -1 : 1, stat.Sign);
    });

    [Fact]
    public void Components_AllOfThem_AreCovariances()
    {
        var c = ShippedComponents.Components;
        Assert.All(new[] { c.Between, c.Session, c.Game }, matrix =>
        {
            Assert.Equal((25, 25), (matrix.RowCount, matrix.ColumnCount));
            Assert.True(matrix.IsSymmetric());
            Assert.All(matrix.Diagonal(), v => Assert.True(v > 0));
            Assert.All(matrix.Evd().EigenValues, v => Assert.True(v.Real > -Rounding, $"{v.Real}"));
        });
    }

    [Fact]
    public void Components_AddedUpForAnyNumberOfGames_ArePositiveDefinite() =>
        Assert.All([1, 2, 5, 20, 1000], n => Assert.All((ShippedComponents.Components.Between + (ShippedComponents.Components.Game / n) + (ShippedComponents.Components.Session / Math.Ceiling(n / 5.0))).Evd().EigenValues,
            v => Assert.True(v.Real > 0, $"{n}: {v.Real}")));

    [Fact]
    public void GamesNeeded_OfWhatPlayersDifferIn_AreFewer()
    {
        var detector = new WeaknessDetector(ShippedComponents.Layout, ShippedComponents.Components);
        double Needed(SkillGroup group) => GamesNeeded.ForReliability(detector, detector.Layout.Groups.IndexOf(group.ToString()), 5, .8);

        Assert.Equal((10, 110), (Needed(SkillGroup.Speed), Needed(SkillGroup.Finishing)));
    }
}
