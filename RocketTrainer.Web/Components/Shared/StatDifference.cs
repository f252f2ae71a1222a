using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>A stat in some matches against the same stat in others.</summary>
/// <param name="Difference">To less from.</param>
/// <param name="IsClear">Whether it holds up: see <see cref="FalseDiscovery"/>.</param>
public sealed record StatDifference(Stat Stat, double From, int FromMatches, double To, int ToMatches, Estimate Difference, bool IsClear)
{
    private const double UpperTenth = 1.2816; // of the normal distribution: the reach of an 80 % interval in standard errors

    public Verdict Verdict => Verdicts.Of(Difference.Value, IsClear, Stat);

    /// <summary>
    /// What one match varies by, so that different stats can be drawn on one scale; from the interval's width, null without one.
    /// </summary>
    public double? Spread => Difference is { Low: { } low, High: { } high } && high > low ? (high - low) / 2 / UpperTenth / Math.Sqrt((1d / FromMatches) + (1d / ToMatches)) : null;
}
