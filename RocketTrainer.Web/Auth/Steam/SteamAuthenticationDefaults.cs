namespace RocketTrainer.Web.Auth.Steam;

public static class SteamAuthenticationDefaults
{
    public const string AuthenticationScheme = "Steam";
    public const string DisplayName = "Steam";
    public const string CallbackPath = "/signin-steam";
    public const string AuthenticationEndpoint = "https://steamcommunity.com/openid/login";
    public const string UserInformationEndpoint = "https://api.steampowered.com/ISteamUser/GetPlayerSummaries/v0002/";
}

public static class SteamClaimTypes
{
    /// <summary>The address of the largest picture, always https; absent when unknown.</summary>
    public const string Avatar = "urn:steam:avatar";
}
