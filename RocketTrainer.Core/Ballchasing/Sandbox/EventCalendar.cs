using System.Globalization;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>What happens on an evening: which trios (by draw) meet in which group.</summary>
internal sealed record LeagueEvent(int Number, (int Home, int Away, short Group)[] Pairings);

/// <summary>A replay group of the league; <see cref="Parent"/> is 0 for a group of its own.</summary>
internal sealed record LeagueGroup(short Key, short Parent, string Id, string Name, int Day);

/// <summary>
/// The league's scrim nights and tournaments: a scrim every sixteen weeks, a tournament of two evenings (semi-finals, final)
/// every thirty-five. A group's key is four times its event's number, plus its part.
/// </summary>
internal static class EventCalendar
{
    private const int ScrimEvery = 112, ScrimOn = 20, CupEvery = 245, CupOn = 60;
    private const int Cups = 1000;

    public static LeagueEvent? On(int day)
    {
        if (day % ScrimEvery == ScrimOn)
        {
            var number = day / ScrimEvery;
            return new(number, [(0, 1, (short)((4 * number) + 1))]);
        }
        var cup = Cups + (day / CupEvery);
        return (day % CupEvery) switch
        {
            CupOn => new(cup, [(0, 1, (short)((4 * cup) + 2)), (2, 3, (short)((4 * cup) + 2))]),
            CupOn + 1 => new(cup, [(0, 2, (short)((4 * cup) + 3))]),
            _ => null,
        };
    }

    /// <summary>The groups of all events that began from the one day to the other, inclusive.</summary>
    public static IEnumerable<LeagueGroup> Between(ulong seed, DateOnly start, int fromDay, int toDay)
    {
        for (var day = Math.Max(fromDay, 0); day <= toDay; day++)
        {
            var date = start.AddDays(day);
            if (day % ScrimEvery == ScrimOn)
            {
                yield return Group((4 * (day / ScrimEvery)) + 1, 0, string.Create(CultureInfo.InvariantCulture, $"Scrim Night {date:yyyy-MM-dd}"), day);
            }
            else if (day % CupEvery == CupOn)
            {
                var cup = 4 * (Cups + (day / CupEvery));
                yield return Group(cup, 0, string.Create(CultureInfo.InvariantCulture, $"Sandbox Cup {date:MMMM yyyy}"), day);
                yield return Group(cup + 2, cup, "Semi-finals", day);
                yield return Group(cup + 3, cup, "Final", day + 1);
            }
        }

        LeagueGroup Group(int key, int parent, string name, int day) => new((short)key, (short)parent, GroupIds.Make(name, SeededRandom.Mix(seed, 0x6309 + (ulong)key)), name, day);
    }
}
