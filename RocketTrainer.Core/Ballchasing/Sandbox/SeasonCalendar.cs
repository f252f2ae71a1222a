namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>The free-to-play seasons by start day; dates after the last known start stay in that season.</summary>
internal static class SeasonCalendar
{
    private static readonly (DateOnly Start, int Season)[] Starts =
    [
        (new(2024, 6, 5), 15), (new(2024, 9, 4), 16), (new(2024, 12, 4), 17), (new(2025, 3, 14), 18), (new(2025, 6, 18), 19),
        (new(2025, 9, 17), 20), (new(2025, 12, 10), 21), (new(2026, 3, 11), 22), (new(2026, 6, 10), 23),
    ];

    public static int SeasonOf(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(instant.UtcDateTime);
        var index = Array.FindLastIndex(Starts, s => s.Start <= day);
        return Starts[Math.Max(index, 0)].Season;
    }
}
