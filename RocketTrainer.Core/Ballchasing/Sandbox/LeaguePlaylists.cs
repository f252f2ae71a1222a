namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>A playlist as Ballchasing names it, and how it reads inside a replay's automatic title.</summary>
internal sealed record LeaguePlaylist(string? Id, string? Name, string TitleWords, int TeamSize, string MatchType)
{
    public bool Ranked => Id?.StartsWith("ranked-", StringComparison.Ordinal) == true;
}

internal static class LeaguePlaylists
{
    public const int Duels = 0, Doubles = 1, Standard = 2, Tournament = 9, Private = 10, UnlistedTournament = 11, Training = 12;

    public static readonly LeaguePlaylist[] All =
    [
        new("ranked-duels", "Ranked Duels", "Ranked Duel", 1, "Online"),
        new("ranked-doubles", "Ranked Doubles", "Ranked Doubles", 2, "Online"),
        new("ranked-standard", "Ranked Standard", "Ranked Standard", 3, "Online"),
        new("unranked-duels", "Unranked Duels", "Casual Duel", 1, "Online"),
        new("unranked-doubles", "Unranked Doubles", "Casual Doubles", 2, "Online"),
        new("unranked-standard", "Unranked Standard", "Casual Standard", 3, "Online"),
        new("ranked-hoops", "Ranked Hoops", "Ranked Hoops", 2, "Online"),
        new("ranked-rumble", "Ranked Rumble", "Ranked Rumble", 3, "Online"),
        new("ranked-snowday", "Ranked SnowDay", "Ranked Snowday", 3, "Online"),
        new("tournament", "Tournament", "Tournament", 3, "Tournament"),
        new("private", "Private", "Private", 3, "Private"),
        new(null, null, "Tournament", 3, "Tournament"),
        new(null, null, "", 4, "Training"),
    ];

    /// <summary>How often an evening goes to each of the first eleven playlists; each player's own taste is put on top.</summary>
    public static readonly double[] Popularity = [.11, .42, .30, .012, .04, .05, .02, .022, .018, .03, .02];
}
