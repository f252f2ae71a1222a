using RocketTrainer.Core.Coaching;
using RocketTrainer.Web.Features.Players.Coaching;

namespace RocketTrainer.Tests.Unit.Coaching;

/// <summary>Against docs/coaching/what-ships.md's table of what a group goes with.</summary>
public sealed class ExpectedGainTests
{
    private const string NotMeasured = ", all else alike. That goes together; whether one brings the other nobody measured.";

    [Fact]
    public void Gain_OfBoostControl_IsInRankAndInWins()
    {
        var gain = ExpectedGain.Of(SkillGroup.BoostControl, -0.5)!;

        Assert.Equal((1.18 / 2, 0.95 / 2, 1.39 / 2), (gain.Tiers!.Value, gain.Tiers.Low!.Value, gain.Tiers.High!.Value), Near);
        Assert.Equal((1 / (1 + Math.Exp(-0.23))) - 0.5, gain.WinChance!.Value, 0.002);
        Assert.Equal($"Players who have what is missing here stand 0.6 tiers higher (0.5 to 0.7) and win 5.7 more of 100 even matches{NotMeasured}", CoachingWords.Gain(gain));
    }

    [Fact]
    public void Gain_OfGoalside_IsInWinsAlone()
    {
        var gain = ExpectedGain.Of(SkillGroup.Goalside, -1)!;

        Assert.Null(gain.Tiers);
        Assert.Equal((1 / (1 + Math.Exp(-0.41))) - 0.5, gain.WinChance!.Value, 0.002);
        Assert.StartsWith("Players who have what is missing here win 10", CoachingWords.Gain(gain), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SkillGroup.Finishing)]
    [InlineData(SkillGroup.BallProximity)]
    public void Gain_OfWhatGoesWithNothing_IsNotTold(SkillGroup group) => Assert.Null(CoachingWords.Gain(ExpectedGain.Of(group, -1)));

    private static bool Near((double, double, double) a, (double, double, double) b) => Math.Abs(a.Item1 - b.Item1) < 0.005 && Math.Abs(a.Item2 - b.Item2) < 0.005 && Math.Abs(a.Item3 - b.Item3) < 0.005;
}
