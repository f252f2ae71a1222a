using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>How a group changed from one window of games to a later one, in standard deviations of one game.</summary>
/// <param name="Change">From the level before, drawn towards the peers' mean, to the mean after, with an 80 % interval: what is shown.</param>
/// <param name="SingleChange">The change if nothing else about the player changed: what the verdict goes by.</param>
/// <param name="StandardError">Of <paramref name="SingleChange"/>.</param>
public sealed record ProgressFinding(Estimate Change, double SingleChange, double StandardError)
{
    /// <summary>That the group became better, 0 to 1.</summary>
    public double Probability => Normal.CDF(0, 1, SingleChange / StandardError);

    public bool IsImproved => Probability > ProgressTest.Sure;
}

/// <summary>
/// Whether drills helped. A group is drilled because it came out worst, and the worst of twelve came out too low by chance; so the
/// mean before is drawn towards the peers' mean first (Efron and Morris 1975, <i>J. Am. Stat. Assoc.</i> 70, 311–319), or any group
/// would seem to improve. Ask once after so many games, not after every game; it says nothing of what caused a change.
/// </summary>
public static class ProgressTest
{
    public const double Sure = 0.95;

    private const double ErrorFactor = 1.1;
    private const double UpperTenth = 1.2816; // of the normal distribution

    /// <summary>Null where no stat of the group is known on both sides.</summary>
    /// <param name="group">Its place among the layout's groups.</param>
    public static ProgressFinding? Of(WeaknessDetector detector, int group, GameWindow before, GameWindow after)
    {
        if (detector.ChangeOf(group, before, after, ErrorFactor) is not { } single)
            return null;
        var (between, errorBefore) = detector.VarianceOf(group, before);
        var (_, errorAfter) = detector.VarianceOf(group, after);
        var trust = between / (between + errorBefore);
        var change = detector.MeanOf(group, after) - (trust * detector.MeanOf(group, before));
        var reach = UpperTenth * Math.Sqrt((trust * errorBefore) + errorAfter);
        return new(new(change, change - reach, change + reach), single.Change, Math.Sqrt(single.Variance));
    }
}
