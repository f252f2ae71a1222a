using System.Diagnostics.CodeAnalysis;

namespace RocketTrainer.Core.Players;

/// <summary>
/// An account as Ballchasing names it: <c>steam:76561190000000001</c>, <c>epic:</c> and 32 hex digits, <c>ps4:name</c>,
/// <c>xbox:</c> and 16 hex digits or a name, <c>psynet:</c>, <c>switch:</c>. The platform is lower-case; the id is as
/// given, but lower-case where it is hexadecimal.
/// </summary>
public readonly record struct PlayerId
{
    /// <summary>The platforms that Ballchasing's search knows.</summary>
    public static readonly IReadOnlyList<string> Platforms = ["steam", "epic", "ps4", "xbox", "switch", "psynet"];

    private PlayerId(string platform, string id) => (Platform, Id) = (platform, id);

    public string Platform { get; }

    public string Id { get; }

    public override string ToString() => $"{Platform}:{Id}";

    /// <summary>
    /// Reads <c>platform:id</c>, a bare SteamID64, or the address of a Steam or Ballchasing profile.
    /// On failure <paramref name="error"/> says what to enter instead.
    /// </summary>
    public static bool TryParse(string? text, out PlayerId player, [NotNullWhen(false)] out string? error)
    {
        player = default;
        text = FromAddress(text?.Trim() ?? "");
        if (text.Length == 0)
            return Fail("Enter an account, for example steam:76561190000000001.", out error);

        if (IsSteamId64(text))
            text = "steam:" + text;

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            return Fail($"Write it as platform:id. Platforms are {string.Join(", ", Platforms)}.", out error);

        var platform = text[..colon].ToLowerInvariant();
        var id = text[(colon + 1)..].Trim();
        if (!Platforms.Contains(platform))
            return Fail($"'{Shorten(platform)}' is not a platform. Platforms are {string.Join(", ", Platforms)}.", out error);

        error = platform switch
        {
            _ when id.Length == 0 => "The id after the colon is missing.",
            _ when id.Length > 64 || id.Any(char.IsControl) => "The id is too long or holds characters that no account has.",
            _ when IsMasked(id) => "An id with asterisks is masked by Ballchasing and names nobody.",
            "steam" when !IsSteamId64(id) => "A Steam id is the 17-digit SteamID64, beginning with 7656.",
            "epic" when !IsHex(id, 32) => "An Epic id has 32 hexadecimal digits.",
            _ => null,
        };
        if (error is not null)
            return false;

        player = Canonical(platform, id);
        return true;
    }

    /// <summary>
    /// The account that a replay names, or null where it names none: a bot has no id or zeros, and an id with asterisks is
    /// masked and could be anybody's.
    /// </summary>
    public static PlayerId? FromReplay(string? platform, string? id) =>
        string.IsNullOrWhiteSpace(platform) || string.IsNullOrWhiteSpace(id) || IsMasked(id) || id.All(c => c == '0')
            ? null
            : Canonical(platform, id);

    /// <summary>
    /// Who a replay most likely means: the account that it names, or where a PlayStation id is masked the account of that
    /// name, because there the name is the id. Good enough to take somebody out, never to credit somebody.
    /// </summary>
    public static string? Likely(string? platform, string? id, string? name) =>
        FromReplay(platform, id)?.ToString()
        ?? (string.Equals(platform, "ps4", StringComparison.OrdinalIgnoreCase) && id is not null && IsMasked(id) && !string.IsNullOrWhiteSpace(name) ? "ps4:" + name : null);

    private static PlayerId Canonical(string platform, string id) =>
        new(platform.ToLowerInvariant(), IsHex(id, 32) || IsHex(id, 16) ? id.ToLowerInvariant() : id);

    private static bool IsMasked(string id) => id.Contains('*', StringComparison.Ordinal);

    private static bool IsSteamId64(string text) =>
        text.Length == 17 && text.StartsWith("7656", StringComparison.Ordinal) && text.All(char.IsAsciiDigit);

    private static bool IsHex(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigit);

    private static string FromAddress(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            return text;
        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (uri.Host, parts) switch
        {
            ("steamcommunity.com", ["profiles", var id, ..]) => "steam:" + id,
            ("ballchasing.com", ["player", var platform, var id, ..]) => $"{platform}:{Uri.UnescapeDataString(id)}",
            _ => text,
        };
    }

    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20] + "…";

    private static bool Fail(string message, out string? error)
    {
        error = message;
        return false;
    }
}
