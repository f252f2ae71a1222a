using RocketTrainer.Core.Progress.Stopping;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>Players whose sessions are drawn; the same for the same seed.</summary>
internal sealed class InventedSessions(int seed)
{
    public const double Usual = 0.55;

    private const int Longest = 30;

    private readonly Random _random = new(seed);

    /// <summary>How much one evening's chance to win differs from another's, at most, either way.</summary>
    public double Evenings { get; init; }

    /// <summary>Whether every evening lies at either end of that, and none between.</summary>
    public bool TwoKinds { get; init; }

    /// <summary>How likely a match is to be the evening's last, given those so far, the last one included.</summary>
    public Func<List<bool>, double> Stops { get; init; } = _ => 1 / 7.0;

    /// <summary>Taken off the chance to win, given the matches so far.</summary>
    public Func<List<bool>, double> Tilt { get; init; } = _ => 0;

    public List<List<SessionMatch>> Player(int sessions)
    {
        var all = new List<List<SessionMatch>>();
        for (var i = 0; i < sessions; i++)
        {
            var (won, chance) = (new List<bool>(), Usual + (Evenings * (TwoKinds ? (_random.Next(2) * 2) - 1 : (_random.NextDouble() * 2) - 1)));
            do
                won.Add(_random.NextDouble() < chance - Tilt(won));
            while (won.Count < Longest && _random.NextDouble() >= Stops(won));
            all.Add(won.ConvertAll(w => new SessionMatch(w ? MatchResult.Win : MatchResult.Loss, "ranked-doubles")));
        }

        return all;
    }

    /// <summary>The same sessions with the matches of each in another order.</summary>
    public List<List<SessionMatch>> Shuffled(List<List<SessionMatch>> sessions) => sessions.ConvertAll(session =>
    {
        var matches = session.ToArray();
        _random.Shuffle(matches);
        return matches.ToList();
    });

    /// <summary>Whether the last so many were all lost.</summary>
    public static bool Lost(List<bool> won, int inARow) => won.Count >= inARow && !won.TakeLast(inARow).Any(w => w);

    /// <summary>Three losses of ten more after two losses in a row.</summary>
    public static double Tilted(List<bool> won) => Lost(won, 2) ? .3 : 0;

    /// <summary>Ways to end an evening; see <see cref="Stops"/>.</summary>
    /// <param name="stops">"two losses", "a win", "a loss", "a win after a loss", "ahead", "behind"; anything else is whenever.</param>
    public static Func<List<bool>, double> Habit(string stops) => stops switch
    {
        "two losses" => won => Lost(won, 2) ? .6 : 1 / 12.0,
        "a win" => won => won[^1] ? .25 : 1 / 20.0,
        "a loss" => won => won[^1] ? 1 / 20.0 : .25,
        "a win after a loss" => won => won is [.., false, true] ? .6 : 1 / 12.0,
        "ahead" => won => won.Count(w => w) >= won.Count(w => !w) + 2 ? .6 : 1 / 15.0,
        "behind" => won => won.Count(w => !w) >= won.Count(w => w) + 2 ? .6 : 1 / 15.0,
        _ => _ => 1 / 7.0,
    };
}
