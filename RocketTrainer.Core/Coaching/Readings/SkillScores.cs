using System.Collections.Immutable;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching.Readings;

/// <summary>From a player's stats in one match to the scores of <see cref="ShippedComponents.Layout"/>.</summary>
internal static class SkillScores
{
    private static readonly SkillLayout Layout = ShippedComponents.Layout;

    /// <summary>What has to be read: the layout's stats, in its order, and the time on the field.</summary>
    public static readonly ImmutableArray<Stat> Stats = [.. Layout.Stats.Select(s => StatCatalog.Get(s.Stat)), .. PlayerGame.Thirds.Select(StatCatalog.Get)];

    public static int Count => Layout.Stats.Length;

    /// <summary>On the field, goal replays left out; NaN where it isn't known.</summary>
    /// <param name="values">In the order of <see cref="Stats"/>, NaN where unknown.</param>
    public static double Minutes(ReadOnlySpan<double> values) => (values[Count] + values[Count + 1] + values[Count + 2]) / 60;

    /// <summary>Higher is better; NaN where unknown, all of them where the time is.</summary>
    /// <param name="values">In the order of <see cref="Stats"/>, NaN where unknown.</param>
    public static double[] Of(double[] values)
    {
        var (scores, minutes) = (new double[Count], Minutes(values));
        for (var s = 0; s < scores.Length; s++)
            scores[s] = minutes > 0 ? Layout.Stats[s].Score(values[s], minutes) : double.NaN;
        return scores;
    }
}
