using System.Collections.Frozen;

namespace RocketTrainer.Core.Replays;

/// <summary>A playlist as Ballchasing names it. <paramref name="TeamSize"/> is null where it varies.</summary>
public sealed record Playlist(string Id, string Name, int? TeamSize);

/// <summary>The playlists that a search can ask for. A replay may still come with another one: its id is an open text.</summary>
public static class Playlists
{
    public static readonly IReadOnlyList<Playlist> All =
    [
        new("ranked-duels", "Ranked Duels", 1),
        new("ranked-doubles", "Ranked Doubles", 2),
        new("ranked-standard", "Ranked Standard", 3),
        new("ranked-solo-standard", "Ranked Solo Standard", 3),
        new("ranked-hoops", "Ranked Hoops", 2),
        new("ranked-rumble", "Ranked Rumble", 3),
        new("ranked-dropshot", "Ranked Dropshot", 3),
        new("ranked-snowday", "Ranked Snow Day", 3),
        new("unranked-duels", "Unranked Duels", 1),
        new("unranked-doubles", "Unranked Doubles", 2),
        new("unranked-standard", "Unranked Standard", 3),
        new("unranked-chaos", "Unranked Chaos", 4),
        new("tournament", "Tournament", null),
        new("private", "Private", null),
        new("season", "Season", null),
        new("offline", "Offline", null),
        new("local-lobby", "Local Lobby", null),
        new("snowday", "Snow Day", 3),
        new("rocketlabs", "Rocket Labs", 3),
        new("hoops", "Hoops", 2),
        new("rumble", "Rumble", 3),
        new("dropshot", "Dropshot", 3),
        new("dropshot-rumble", "Dropshot Rumble", 3),
        new("heatseeker", "Heatseeker", 3),
        new("gridiron", "Gridiron", 4),
        new("spooky-cube", "Spooky Cube", 3),
    ];

    private static readonly FrozenDictionary<string, Playlist> ById = All.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>What a playlist is called; its id where it is a new one.</summary>
    public static string NameOf(string id) => ById.TryGetValue(id, out var playlist) ? playlist.Name : id;

    public static bool IsKnown(string id) => ById.ContainsKey(id);

    /// <summary>Whether matchmaking chose the players by rank.</summary>
    public static bool IsRanked(string? id) => id?.StartsWith("ranked-", StringComparison.Ordinal) == true;
}

/// <summary>Seasons as Ballchasing writes them: <c>1</c> to <c>14</c>, and <c>f1</c> and up since the game is free to play.</summary>
public static class Seasons
{
    private const int LastLegacy = 14;
    private const int Highest = 99;

    /// <param name="type"><c>free2play</c>, or null for the seasons before it.</param>
    public static string? IdOf(int? number, string? type) => number is { } n ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(type == "free2play" ? "f" : "")}{n}") : null;

    /// <summary>The parts of a season's id, or null for anything else.</summary>
    /// <returns>The number inside its era, and whether the era is free to play.</returns>
    public static (int Number, bool FreeToPlay)? Parse(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return null;
        var free = id[0] == 'f';
        var digits = free ? id[1..] : id;
        return digits.Length is 1 or 2 && digits.All(char.IsAsciiDigit)
            && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) is >= 1 and var number && number <= (free ? Highest : LastLegacy)
            ? (number, free)
            : null;
    }
}
