using System.Globalization;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>
/// Numbers for people, in the current culture. Digits are only ever rounded away, never added: 12 stays 12 where
/// 12.34 becomes 12.3. What is unknown is a dash.
/// </summary>
public static class StatFormat
{
    public const string NotGiven = "–";

    public static string Count(int? value) => value?.ToString("N0", CultureInfo.CurrentCulture) ?? NotGiven;

    /// <summary>The number of a stat without its unit.</summary>
    public static string Number(double? value, Stat stat) => value is not { } given
        ? NotGiven
        : stat.Type == StatType.Flag ? given != 0 ? "yes" : "no" : given.ToString(Digits(stat), CultureInfo.CurrentCulture);

    /// <summary>The number of a stat with its unit.</summary>
    public static string WithUnit(double? value, Stat stat) =>
        value is null || Unit(stat.Unit) is not { Length: > 0 } unit ? Number(value, stat) : $"{Number(value, stat)} {unit}";

    /// <summary>A unit as it stands behind a number; empty where a number counts things.</summary>
    public static string Unit(StatUnit unit) => unit switch
    {
        StatUnit.Points => "points",
        StatUnit.Seconds => "s",
        StatUnit.Percent => "%",
        StatUnit.Boost => "boost",
        StatUnit.BoostPerMinute => "per min",
        StatUnit.UnrealUnits => "uu",
        StatUnit.UnrealUnitsPerSecond => "uu/s",
        _ => "",
    };

    /// <summary>A unit in full, for those who don't know the short form.</summary>
    public static string UnitInWords(StatUnit unit) => unit switch
    {
        StatUnit.Points => "points on the scoreboard",
        StatUnit.Seconds => "seconds",
        StatUnit.Percent => "per cent",
        StatUnit.Boost => "boost, a full tank holds 100",
        StatUnit.BoostPerMinute => "boost per minute, a full tank holds 100",
        StatUnit.UnrealUnits => "unreal units, a car is about 120 long",
        StatUnit.UnrealUnitsPerSecond => "unreal units per second, a car's top speed is 2,300",
        _ => "count",
    };

    /// <summary>Minutes and seconds: 6:05.</summary>
    public static string Duration(int? seconds) => seconds is { } s
        ? string.Create(CultureInfo.CurrentCulture, $"{s / 60}:{s % 60:00}")
        : NotGiven;

    /// <summary>A longer time: 45 min, 2 h 5 min.</summary>
    public static string Hours(TimeSpan time) => time.TotalHours < 1
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Round(time.TotalMinutes):0} min")
        : string.Create(CultureInfo.CurrentCulture, $"{Math.Floor(time.TotalHours):N0} h {time.Minutes} min");

    /// <summary>What is left, in words that don't pretend to be exact.</summary>
    public static string? TimeLeft(double? seconds) => seconds switch
    {
        null => null,
        < 60 => "under a minute left",
        < 90 * 60 => $"about {Math.Round(seconds.Value / 60):N0} min left",
        _ when Math.Round(seconds.Value / 600) * 10 is var minutes => $"about {Math.Floor(minutes / 60):N0} h {minutes % 60:N0} min left",
        _ => null,
    };

    private static string Digits(Stat stat) => stat switch
    {
        { Type: StatType.Count } => "#,0",
        { Unit: StatUnit.UnrealUnits or StatUnit.UnrealUnitsPerSecond } => "#,0",
        { Unit: StatUnit.Seconds, GrowsWithTime: false } => "#,0.##", // the length of one thing, often far below a second
        _ => "#,0.#",
    };
}
