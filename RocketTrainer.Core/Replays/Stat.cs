namespace RocketTrainer.Core.Replays;

/// <summary>How a stat is stored: a whole number, a number, or yes/no.</summary>
public enum StatType { Count, Measure, Flag }

/// <summary>What a stat's number counts in. A boost tank holds 100; a car's top speed is 2,300 uu/s.</summary>
public enum StatUnit { None, Points, Seconds, Percent, Boost, BoostPerMinute, UnrealUnits, UnrealUnitsPerSecond }

/// <summary>The block of Ballchasing's <c>stats</c> object that a stat stands in.</summary>
public enum StatBlock { Ball, Core, Boost, Movement, Positioning, Demo }

/// <summary>What it means that Ballchasing leaves a stat out of a block it did send.</summary>
public enum Absence
{
    /// <summary>Nobody measured it: stored as null.</summary>
    Unknown,

    /// <summary>Ballchasing drops this member when it is zero (or false): stored as zero.</summary>
    Zero,
}

/// <summary>Which direction goes with playing better, as far as rank or results bear it out.</summary>
public enum Better { Neither, Higher, Lower }

/// <summary>Whose numbers carry a stat.</summary>
[Flags]
public enum StatOwner { Player = 1, Team = 2, Both = Player | Team }

/// <summary>
/// One row of the <see cref="StatCatalog"/>: everything that is known about a stat. Mapper, storage, export, API,
/// pages and coaching all read this row; nothing about a stat is written down anywhere else.
/// </summary>
public sealed record Stat
{
    /// <summary>The path below Ballchasing's <c>stats</c> object: <c>boost.bpm</c>. Also the name in API and export.</summary>
    public required string Key { get; init; }

    /// <summary>A few words for a table head: <c>Boost used per minute</c>.</summary>
    public required string Label { get; init; }

    public required StatType Type { get; init; }

    public required StatUnit Unit { get; init; }

    public required StatOwner Owner { get; init; }

    public required Better Better { get; init; }

    public required Absence Absence { get; init; }

    /// <summary>True when it adds up over time, so that players are compared per active minute; false for averages and shares.</summary>
    public required bool GrowsWithTime { get; init; }

    /// <summary>One sentence for people: what it is and how it comes about.</summary>
    public required string Description { get; init; }

    public StatBlock Block => Enum.Parse<StatBlock>(Key.AsSpan(0, Key.IndexOf('.', StringComparison.Ordinal)), ignoreCase: true);

    /// <summary>The member's own name inside its block: <c>bpm</c>.</summary>
    public string Member => Key[(Key.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>The database column: <c>boost_bpm</c>.</summary>
    public string Column => Key.Replace('.', '_');

    /// <summary>The CLR type of the column, nullable.</summary>
    public Type ColumnType => Type switch
    {
        StatType.Count => typeof(int?),
        StatType.Flag => typeof(bool?),
        _ => typeof(double?),
    };
}
