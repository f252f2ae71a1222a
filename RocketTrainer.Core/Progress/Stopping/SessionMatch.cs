using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress.Stopping;

/// <summary>One match of a session.</summary>
/// <param name="Result">Null where no goals are known.</param>
internal sealed record SessionMatch(MatchResult? Result, string? Playlist);

/// <summary>A match that was won or lost, with what its player knew before it began.</summary>
/// <param name="Session">Its place among the sessions, oldest first.</param>
/// <param name="Number">Its place in the session, from 1.</param>
/// <param name="LossesBefore">In a row, right before it; anything but a loss ends the row.</param>
/// <param name="DecidedBefore">Of the session's matches so far.</param>
/// <param name="WinsBefore">Among them.</param>
internal sealed record Situation(int Session, string? Playlist, int Number, int LossesBefore, int DecidedBefore, int WinsBefore, bool Won)
{
    /// <summary>Whoever comes to a match with this score has the same evening behind him, but for the order.</summary>
    public (string? Playlist, int DecidedBefore, int WinsBefore) Score => (Playlist, DecidedBefore, WinsBefore);

    public static List<Situation> In(IReadOnlyList<IReadOnlyList<SessionMatch>> sessions)
    {
        var situations = new List<Situation>();
        for (var s = 0; s < sessions.Count; s++)
        {
            var (losses, decided, wins) = (0, 0, 0);
            for (var i = 0; i < sessions[s].Count; i++)
            {
                var (result, playlist) = sessions[s][i];
                if (result is MatchResult.Win or MatchResult.Loss)
                {
                    var won = result == MatchResult.Win;
                    situations.Add(new(s, playlist, i + 1, losses, decided, wins, won));
                    (decided, wins) = (decided + 1, wins + (won ? 1 : 0));
                }

                losses = result == MatchResult.Loss ? losses + 1 : 0;
            }
        }

        return situations;
    }
}
