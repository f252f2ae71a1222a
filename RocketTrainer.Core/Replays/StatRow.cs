namespace RocketTrainer.Core.Replays;

/// <summary>
/// A row with one column for each stat of the catalogue. The columns are reached by name, so that the catalogue is the
/// only list of them: <c>row["boost_bpm"]</c>, or in a query <c>EF.Property&lt;double?&gt;(row, "boost_bpm")</c>.
/// </summary>
public abstract class StatRow
{
    public StatValues Stats { get; init; } = new();

    /// <summary>The stat in the given column, typed as <see cref="Stat.ColumnType"/> says. For Entity Framework.</summary>
    public object? this[string column]
    {
        get
        {
            var stat = StatColumns.Find(column, out var ordinal);
            return Stats[ordinal] is not { } value ? null : stat.Type switch
            {
                StatType.Count => (int)value,
                StatType.Flag => value != 0,
                _ => value,
            };
        }

        set
        {
            StatColumns.Find(column, out var ordinal);
            Stats[ordinal] = value switch
            {
                null => null,
                int count => count,
                bool flag => flag ? 1 : 0,
                double measure => measure,
                _ => throw new ArgumentException($"'{column}' holds no {value.GetType().Name}.", nameof(value)),
            };
        }
    }
}

/// <summary>Finds stats by their column.</summary>
internal static class StatColumns
{
    private static readonly Dictionary<string, int> Ordinals =
        StatCatalog.All.Select((stat, ordinal) => (stat.Column, ordinal)).ToDictionary(x => x.Column, x => x.ordinal, StringComparer.Ordinal);

    public static Stat Find(string column, out int ordinal) => StatCatalog.All[ordinal = Ordinals[column]];
}

/// <summary>One player of one match.</summary>
public sealed class PlayerStats : StatRow
{
    public required DateTimeOffset PlayedAt { get; init; }

    public Guid ReplayId { get; set; }

    /// <summary>The place in the payload: blue's players first, from 0. One account can stand in a match twice.</summary>
    public required int Slot { get; init; }

    public required TeamColor Color { get; init; }

    // What is the match's own and stands here again, so that a player's matches are chosen and counted in one index.

    /// <summary>The match's playlist.</summary>
    public required string? PlaylistId { get; init; }

    /// <summary>How the match ended for this player's side; null where a team's goals are unknown.</summary>
    public required MatchResult? Result { get; init; }

    /// <summary>Whether some upload of the match is public at Ballchasing; else strangers go unnamed in it.</summary>
    public required bool IsPublic { get; set; }

    /// <summary>Whom these numbers are credited to, see <see cref="Players.Player.Id"/>; null for bots and masked accounts.</summary>
    public required string? PlayerId { get; set; }

    /// <summary>As given, like all that follows; null also for somebody who asked not to be named.</summary>
    public required string? Name { get; set; }

    public required string? Platform { get; init; }
    public required string? PlatformId { get; set; }
    public required int? PlayerNumber { get; init; }
    public required double? StartTime { get; init; }
    public required double? EndTime { get; init; }
    public required bool Mvp { get; init; }
    public required bool Pro { get; init; }
    public required Rank Rank { get; init; }
    public required int? CarId { get; init; }
    public required string? CarName { get; init; }
    public required CameraSettings Camera { get; init; }
    public required double? SteeringSensitivity { get; init; }
}

/// <summary>One team of one match.</summary>
public sealed class TeamStats : StatRow
{
    public required DateTimeOffset PlayedAt { get; init; }
    public Guid ReplayId { get; set; }
    public required TeamColor Color { get; init; }
    public required string? Name { get; set; }
}
