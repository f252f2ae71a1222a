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

    /// <summary>Null where it counts for the player whom it is seen as; else the first reason that holds.</summary>
    /// <param name="lobby">With values of <see cref="SkillScores.Stats"/>.</param>
    public static NotCounted? WhyNot(string? playlist, Lobby lobby) =>
        WhyNot(playlist, lobby.Players, lobby.TeamSize) ?? WhyNot(SkillScores.Minutes(lobby.Mine.Values));

    /// <summary>The reasons that hold for one player alone.</summary>
    /// <param name="minutes">His on the field, goal replays left out; NaN where unknown.</param>
    public static NotCounted? WhyNot(double minutes) => double.IsNaN(minutes) || minutes <= 0 ? NotCounted.NoStats : minutes < PlayerGame.ShortestMinutes ? NotCounted.TooShort : null;

    /// <summary>The reasons that hold for everybody in a match.</summary>
    /// <param name="players">One or more.</param>
    public static NotCounted? WhyNot(string? playlist, IReadOnlyList<LobbyPlayer> players, int? teamSize)
    {
        if (!Replays.Playlists.IsRanked(playlist))
            return NotCounted.NotRanked;
        if (players.Any(p => p.IsBot))
            return NotCounted.Bots;
        var whole = players.Max(p => p.EndTime ?? 0);
        if (players.Any(p => IsPart(p, whole)))
            return NotCounted.Leaver;
        var size = teamSize ?? players.Count(p => p.Color == players[0].Color);
        return players.GroupBy(p => p.Color).Any(team => team.Count() != size) || players.Count != 2 * size ? NotCounted.UnevenTeams : null;
    }

    /// <summary>Whether somebody was there for less of the match than must be; who is not known to have come or gone was there.</summary>
    /// <param name="whole">When the match ended, by the players' clock; 0 where unknown.</param>
    private static bool IsPart(LobbyPlayer player, double whole) => whole > 0 && ((player.EndTime ?? whole) - (player.StartTime ?? 0)) / whole < LeastShare;
}
