using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>Matches in a row that ended the same way. A match without known result ends a streak.</summary>
public sealed record Streak(MatchResult Result, int Matches, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Of matches, newest first; so are the streaks.</summary>
    internal static List<Streak> In(IEnumerable<(DateTimeOffset PlayedAt, MatchResult? Result)> matches)
    {
        var streaks = new List<Streak>();
        MatchResult? before = null;
        foreach (var (playedAt, outcome) in matches)
        {
            if (outcome is { } result)
            {
                if (result == before)
                    streaks[^1] = streaks[^1] with { Matches = streaks[^1].Matches + 1, From = playedAt };
                else
                    streaks.Add(new(result, 1, playedAt, playedAt));
            }

            before = outcome;
        }

        return streaks;
    }
}
