using System.Text.Json;
using System.Text.Json.Serialization;

namespace RocketTrainer.Web.Auth.Steam;

/// <summary>How an account shows itself. Its owner writes the name, so it is cleaned; nothing here says who somebody is.</summary>
internal sealed record SteamPersona(string? Name, string? Avatar)
{
    private const int LongestName = 64;
    private const int LongestAvatar = 512;

    /// <summary>The account's summary in a reply of GetPlayerSummaries; null when it isn't there.</summary>
    /// <exception cref="JsonException">The reply is something else.</exception>
    public static SteamPersona? Read(ReadOnlySpan<byte> reply, string steamId)
    {
        var players = JsonSerializer.Deserialize<Reply>(reply)?.Response?.Players ?? [];
        return players.FirstOrDefault(p => p?.SteamId == steamId) is { } player ? new(CleanName(player.PersonaName), SafeAvatar(player.AvatarFull)) : null;
    }

    private static string? CleanName(string? name)
    {
        var clean = string.Concat((name ?? "").Where(c => !char.IsControl(c))).Trim();
        if (clean.Length > LongestName)
            clean = clean[..(char.IsHighSurrogate(clean[LongestName - 1]) ? LongestName - 1 : LongestName)].TrimEnd();
        return clean.Length > 0 ? clean : null;
    }

    private static string? SafeAvatar(string? avatar) =>
        avatar is { Length: <= LongestAvatar } && Uri.TryCreate(avatar, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address.AbsoluteUri
            : null;

    private sealed record Reply([property: JsonPropertyName("response")] Summaries? Response);

    private sealed record Summaries([property: JsonPropertyName("players")] IReadOnlyList<Player?>? Players);

    private sealed record Player(
        [property: JsonPropertyName("steamid")] string? SteamId,
        [property: JsonPropertyName("personaname")] string? PersonaName,
        [property: JsonPropertyName("avatarfull")] string? AvatarFull);
}
