using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RocketTrainer.Web.Auth.Steam;

public static class SteamAuthenticationExtensions
{
    /// <summary>
    /// Sign-in at Steam. The ticket holds the claimed id (<c>https://steamcommunity.com/openid/id/…</c>) as name identifier
    /// and, with a key, name and avatar. Register an <see cref="ISteamNonces"/> of your own where several processes serve.
    /// </summary>
    public static AuthenticationBuilder AddSteam(this AuthenticationBuilder builder, Action<SteamAuthenticationOptions> configuration)
    {
        const string Scheme = SteamAuthenticationDefaults.AuthenticationScheme;
        builder.Services.TryAddSingleton<ISteamNonces, MemorySteamNonces>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<SteamAuthenticationOptions>, SteamAuthenticationPostConfigure>());
        builder.Services.AddOptions<SteamAuthenticationOptions>(Scheme).ValidateOnStart();
        return builder.AddRemoteScheme<SteamAuthenticationOptions, SteamAuthenticationHandler>(Scheme, SteamAuthenticationDefaults.DisplayName, configuration);
    }
}
