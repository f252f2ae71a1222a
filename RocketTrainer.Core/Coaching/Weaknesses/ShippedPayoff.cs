using System.Collections.Frozen;
using System.Globalization;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>
/// What a group's level goes with among players, per standard deviation of one game (the unit of <see cref="GroupFinding.Mean"/>) and with
/// the other groups alike, with 80 % intervals. Association: it doesn't say what training the group would do.
/// </summary>
/// <param name="TiersPerSd">By how many tiers the ranks of players differ, of ranked 3v3.</param>
/// <param name="WinLogitPerSd">
/// By how much the logit of a win differs if one of a team's three is better, of professional 3v3; null where the group is made of the result itself or
/// wasn't measured.
/// </param>
public sealed record SkillPayoff(SkillGroup Group, Estimate TiersPerSd, Estimate? WinLogitPerSd);

/// <summary>Made of public collections by <c>-- evaluate components</c>.</summary>
public static class ShippedPayoff
{
    private static readonly FrozenDictionary<SkillGroup, SkillPayoff> ByGroup = EmbeddedTable.Rows(typeof(ShippedNorms), "skill-payoff.csv")
        .Select(row => new SkillPayoff(Enum.Parse<SkillGroup>(row[0]), Read(row, 1)!, Read(row, 4))).ToFrozenDictionary(p => p.Group);

    public static SkillPayoff Of(SkillGroup group) => ByGroup[group];

    private static Estimate? Read(string[] row, int at) => row[at].Length == 0 ? null : new(Number(row[at]), Number(row[at + 1]), Number(row[at + 2]));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
