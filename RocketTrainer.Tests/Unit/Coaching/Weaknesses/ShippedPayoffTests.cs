using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Tests.Unit.Coaching.Weaknesses;

public sealed class ShippedPayoffTests
{
    public static TheoryData<SkillGroup> EachGroup => [.. Enum.GetValues<SkillGroup>()];

    [Theory, MemberData(nameof(EachGroup))]
    public void Of_EachGroup_LiesWithinItsIntervals(SkillGroup group)
    {
        var payoff = ShippedPayoff.Of(group);

        Assert.Equal(group, payoff.Group);
        Assert.InRange(payoff.TiersPerSd.Value, payoff.TiersPerSd.Low!.Value, payoff.TiersPerSd.High!.Value);
        if (payoff.WinLogitPerSd is { } win)
            Assert.InRange(win.Value, win.Low!.Value, win.High!.Value);
    }

    [Fact]
    public void WinLogit_OfGroupsThatAreTheResultOrWereNotMeasured_IsNotTold() =>
        Assert.Equal([SkillGroup.Finishing, SkillGroup.Playmaking, SkillGroup.Defending, SkillGroup.Powerslide], Enum.GetValues<SkillGroup>().Where(g => ShippedPayoff.Of(g).WinLogitPerSd is null));

    [Theory]
    [InlineData(SkillGroup.BoostEconomy)]
    [InlineData(SkillGroup.Aerial)]
    public void Tiers_OfWhatSeparatesRanks_AreAboveZeroBeyondChance(SkillGroup group) => Assert.True(ShippedPayoff.Of(group).TiersPerSd.Low > 0);

    /// <summary>The units fit those of the norms: what is usual at two tiers differs by about as many tiers as lie between them.</summary>
    [Fact]
    public void Tiers_OfWhatIsUsualAtTwoTiers_AddUpToAboutTheirDistance()
    {
        var layout = ShippedComponents.Layout;
        var (low, high) = (ShippedComponents.NormsAt(9)!, ShippedComponents.NormsAt(19)!);

        var tiers = layout.Groups.Select((group, g) => ShippedPayoff.Of(Enum.Parse<SkillGroup>(group)).TiersPerSd.Value * layout.StatsOf[g].Average(s => low.Standardise(s, high.Mean[s]))).Sum();

        Assert.InRange(tiers, 6, 11); // less than ten, since ranks overlap
    }
}
