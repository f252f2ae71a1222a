using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>One column of the stat tables: a player, or a team as a whole.</summary>
/// <param name="WholeMatch">False for a player whose totals can't be held against those of the others.</param>
public sealed record StatColumn(string Name, TeamColor Team, StatOwner Owner, StatValues Stats, bool WholeMatch)
{
    public double? Value(Stat stat) => stat.Owner.HasFlag(Owner) ? Stats[stat.Key] : null;

    /// <summary>
    /// The best number among <paramref name="columns"/>, where one way is better and somebody stands out. Nobody does
    /// when all are alike, when more than two share it, or when the best of "more is better" is nothing.
    /// </summary>
    public static double? Best(Stat stat, IReadOnlyList<StatColumn> columns)
    {
        if (stat.Better == Better.Neither || stat.Type == StatType.Flag)
            return null;

        var values = columns
            .Where(c => c.WholeMatch || !stat.GrowsWithTime)
            .Select(c => c.Value(stat)).OfType<double>().ToList();
        if (values.Count < 2)
            return null;

        var best = stat.Better == Better.Higher ? values.Max() : values.Min();
        var holders = values.Count(v => v == best);
        return holders == values.Count || holders > 2 || (stat.Better == Better.Higher && best == 0) ? null : best;
    }
}
