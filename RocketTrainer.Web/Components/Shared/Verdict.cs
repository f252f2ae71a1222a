using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>How a difference is to be taken.</summary>
public enum Verdict
{
    /// <summary>It may be chance.</summary>
    Noise,
    Better,
    Worse,

    /// <summary>It is no chance, but neither way is better.</summary>
    Other,
}

public static class Verdicts
{
    /// <param name="difference">Of the stat's values; above zero is more.</param>
    /// <param name="isClear">Whether it is more than chance.</param>
    public static Verdict Of(double difference, bool isClear, Stat stat) => (isClear, stat.Better) switch
    {
        (false, _) => Verdict.Noise,
        (_, Core.Replays.Better.Neither) => Verdict.Other,
        (_, var better) => difference > 0 == (better == Core.Replays.Better.Higher) ? Verdict.Better : Verdict.Worse,
    };

    public static Verdict Judge(this StatDifference difference) => Of(difference.Difference.Value, difference.IsClear, StatCatalog.Get(difference.Stat));

    /// <summary>The name of its colour, or null.</summary>
    public static string? Tone(this Verdict verdict) => verdict switch { Verdict.Better => "better", Verdict.Worse => "worse", _ => null };
}
