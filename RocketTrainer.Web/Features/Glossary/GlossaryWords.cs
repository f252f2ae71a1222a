using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Glossary;

/// <summary>What a stat's row of the catalogue says, in words.</summary>
internal static class GlossaryWords
{
    public static string Direction(Stat stat) => stat.Better switch
    {
        Better.Higher => "▲ more is better",
        Better.Lower => "▼ less is better",
        _ => "neither is better",
    };

    /// <summary>How it comes about and how players are compared by it.</summary>
    public static string Reckoned(Stat stat) => (stat.Type, stat.GrowsWithTime) switch
    {
        (StatType.Flag, _) => "Yes or no in each match; over several matches, the share of those with a yes.",
        (_, true) => "Adds up over a match. Over several matches, the mean of each match's total; held against other players, per minute of play.",
        _ => "A share or an average of one match already. Over several matches, the mean of the matches.",
    };

    public static string Absent(Stat stat) => stat.Absence == Absence.Zero
        ? "Ballchasing leaves it out where it is zero, and it is stored as zero."
        : "Where Ballchasing doesn't give it, it is unknown and counts for nothing.";

    public static string Unit(Stat stat) => stat.GrowsWithTime ? $"{StatFormat.Unit(stat.Unit)} per min".Trim() : StatFormat.Unit(stat.Unit);
}
