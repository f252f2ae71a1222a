namespace RocketTrainer.Core.Coaching.Readings;

/// <summary>Why a match doesn't count for the coach.</summary>
public enum NotCounted
{
    /// <summary>Private, tournament or offline: nobody chose the players to fit.</summary>
    NotRanked,

    /// <summary>Somebody's place was taken by a bot.</summary>
    Bots,

    /// <summary>Other than full, equal teams.</summary>
    UnevenTeams,

    /// <summary>Given up, or no match: shorter than <see cref="PlayerGame.ShortestMinutes"/>.</summary>
    TooShort,

    /// <summary>Somebody came late or left.</summary>
    Leaver,

    /// <summary>Ballchasing gave no time on the field, so that nothing can be told per minute.</summary>
    NoStats,
}

/// <summary>How many matches say something, and why the others don't.</summary>
/// <param name="Counted">Of the newest ones.</param>
/// <param name="Left">By reason; reasons that kept none out are left out.</param>
public sealed record MatchCount(int Counted, IReadOnlyDictionary<NotCounted, int> Left);

/// <summary>Which matches the coach looks at: the one place where that is said.</summary>
internal static class CountedMatches
{
    /// <summary>Of the match that everybody must have been there for.</summary>
    public const double LeastShare = 0.9;

    /// <summary>Null where it counts; else the first reason that holds.</summary>
    /// <param name="lobby">With values of <see cref="SkillScores.Stats"/>.</param>
    public static NotCounted? WhyNot(string? playlist, Lobby lobby)
    {
        if (!Replays.Playlists.IsRanked(playlist))
            return NotCounted.NotRanked;
        if (lobby.Players.Any(p => p.IsBot))
            return NotCounted.Bots;
        var size = lobby.TeamSize ?? lobby.Players.Count(p => p.Color == lobby.Mine.Color);
        if (lobby.Players.GroupBy(p => p.Color).Any(team => team.Count() != size) || lobby.Players.Count != 2 * size)
            return lobby.Players.Any(p => IsPart(p, lobby)) ? NotCounted.Leaver : NotCounted.UnevenTeams;
        if (lobby.Players.Any(p => IsPart(p, lobby)))
            return NotCounted.Leaver;
        var minutes = SkillScores.Minutes(lobby.Mine.Values);
        return double.IsNaN(minutes) || minutes <= 0 ? NotCounted.NoStats
            : minutes < PlayerGame.ShortestMinutes ? NotCounted.TooShort
            : null;
    }

    /// <summary>Whether somebody was there for less of the match than must be; who is not known to have come or gone was there.</summary>
    private static bool IsPart(LobbyPlayer player, Lobby lobby)
    {
        var whole = lobby.Players.Max(p => p.EndTime ?? 0);
        return whole > 0 && ((player.EndTime ?? whole) - (player.StartTime ?? 0)) / whole < LeastShare;
    }
}
