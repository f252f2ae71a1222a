using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Glossary;

/// <summary>What a stat's row of the catalogue says, in words.</summary>
internal static class GlossaryWords
{
    private const string InPlay = "Ballchasing reckons with seconds in play and doesn't give them: usually a twentieth fewer than the player was there.";

    public static string Direction(Stat stat) => stat.Better switch
    {
        Better.Higher => "▲ more is better",
        Better.Lower => "▼ less is better",
        _ => "neither is better",
    };

    /// <summary>Where the number is from that isn't a <see cref="StatFormula"/>, or what that leaves open.</summary>
    public static string Measured(Stat stat) => stat switch
    {
        { Key: "core.shots_against" or "core.goals_against" } => "The other team's own count of the same match.",
        { Key: "core.mvp" } => "Ballchasing's mark at the player's line; at most one in a match.",
        { Key: "core.shooting_percentage" } => "0 without a shot.",
        { Key: "movement.avg_powerslide_duration" } => "0 without a powerslide; Ballchasing rounds it to hundredths of a second.",
        { Key: "movement.avg_speed_percentage" } => "2,300 uu/s is the fastest that a car drives.",
        { Key: "boost.bpm" } => $"60 × boost burnt ÷ {StatFormulas.TimeInPlay}; how much was burnt in all Ballchasing doesn't give.{OfTeam(stat)}",
        { Key: "boost.bcpm" } => $"{InPlay}{OfTeam(stat)}",
        { Key: "boost.avg_amount" } => $"The mean of what is in the tank during the match.{OfTeam(stat)}",
        { Key: "boost.amount_overfill" or "boost.amount_overfill_stolen" } => "At each pad, what it holds less what the tank still takes; added up.",
        { Key: "boost.amount_used_while_supersonic" } => "The boost that leaves the tank while the car is supersonic, added up.",
        { Key: "movement.avg_speed" } => "The mean of the car's speed during the match.",
        { Key: "movement.total_distance" } => "The way from each moment of the recording to the next, added up.",
        _ when StatFormulas.Of(stat) is { ByTimeInPlay: true } => InPlay,
        _ when StatFormulas.Of(stat) is not null => "",
        { Block: StatBlock.Core } => "The game's own count, as its scoreboard has it at the end.",
        { Type: StatType.Count } => "Ballchasing goes through the recording and counts.",
        { Unit: StatUnit.Boost } => "What each such pad adds to the tank, added up; what doesn't fit in isn't counted.",
        { Unit: StatUnit.Seconds } => "Ballchasing goes through the recording and adds up the time in which this holds.",
        _ => "The mean of the distance over all such moments of the recording.",
    };

    private static string OfTeam(Stat stat) => stat.Owner.HasFlag(StatOwner.Team) ? " A team's is the sum of its players'." : "";

    /// <summary>How the numbers of several matches become one.</summary>
    public static string OverMatches(Stat stat) => stat switch
    {
        { Type: StatType.Flag } => "The share of the matches with a yes, among those in which it is known.",
        { GrowsWithTime: true, Unit: StatUnit.Seconds } => "The mean of the matches' seconds, long matches and short ones alike.",
        { GrowsWithTime: true } => "The mean of the matches' totals, long matches and short ones alike.",
        { Unit: StatUnit.Percent } => "The mean of the matches' shares, each match as much as another.",
        _ => "The mean of the matches' own values, each match as much as another.",
    };

    /// <summary>What of it is held against other players' games; null where nothing is.</summary>
    public static string? Compared(Stat stat) => stat switch
    {
        _ when !stat.Owner.HasFlag(StatOwner.Player) || stat.Type == StatType.Flag => null,
        { GrowsWithTime: true, Unit: StatUnit.Seconds } => "60 × its seconds ÷ the seconds in the three thirds of the field: seconds per minute.",
        { GrowsWithTime: true } => "60 × the total ÷ the seconds in the three thirds of the field: per minute.",
        _ => "As it is.",
    };

    public static string Absent(Stat stat) => stat.Absence == Absence.Zero
        ? "Ballchasing leaves it out where it is zero, and it is stored as zero."
        : "Where Ballchasing doesn't give it, it is unknown and counts for nothing.";

    public static string Unit(Stat stat) => stat.GrowsWithTime ? $"{StatFormat.Unit(stat.Unit)} per min".Trim() : StatFormat.Unit(stat.Unit);
}
