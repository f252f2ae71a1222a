using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>Every stat of the catalogue under its key: a number, or true and false for a flag; null where it is unknown.</summary>
public abstract class StatSheet(StatValues values, StatOwner owner) : Dictionary<string, object?>(
    StatCatalog.Of(owner).Select(stat => KeyValuePair.Create(stat.Key, Value(stat, values[stat.Key]))), StringComparer.Ordinal)
{
    private static object? Value(Stat stat, double? value) => (stat.Type, value) switch
    {
        (_, null) => null,
        (StatType.Flag, { } flag) => flag != 0,
        (_, { } number) => number,
    };
}

/// <summary>The stats of one player in one match.</summary>
public sealed class PlayerStatSheet(StatValues values) : StatSheet(values, StatOwner.Player);

/// <summary>The stats of one team in one match.</summary>
public sealed class TeamStatSheet(StatValues values) : StatSheet(values, StatOwner.Team);
