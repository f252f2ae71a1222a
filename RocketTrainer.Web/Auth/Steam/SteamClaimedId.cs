using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace RocketTrainer.Web.Auth.Steam;

/// <summary>The address by which Steam names an account: the only form in which it is believed, whoever the provider is.</summary>
public static partial class SteamClaimedId
{
    private const int DigitsOfSteamId = 17;

    /// <summary>The 17-digit Steam id that a claimed id ends in.</summary>
    public static bool TryRead([NotNullWhen(true)] string? claimedId, [NotNullWhen(true)] out string? steamId)
    {
        steamId = claimedId is not null && Shape.IsMatch(claimedId) ? claimedId[^DigitsOfSteamId..] : null;
        return steamId is not null;
    }

    [GeneratedRegex(@"\Ahttps://steamcommunity\.com/openid/id/7656[0-9]{13}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape { get; }
}
