using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Web.Auth;

/// <summary>Sign-in at Steam as this app uses it: what Steam says waits a few minutes in a cookie until somebody takes it.</summary>
internal static class SteamSignIn
{
    private static readonly TimeSpan Waits = TimeSpan.FromMinutes(5);

    /// <summary>Reads <c>PublicUrl</c>, <c>Steam:OpenIdEndpoint</c>, <c>Steam:ApiKey</c> and <c>Steam:UserInformationEndpoint</c>.</summary>
    public static AuthenticationBuilder AddSteamSignIn(this AuthenticationBuilder builder, IConfiguration configuration) =>
        builder.AddCookie(Access.ExternalScheme, ConfigureCookie).AddSteam(o =>
        {
            o.SignInScheme = Access.ExternalScheme;
            o.AuthenticationEndpoint = configuration.GetValue("Steam:OpenIdEndpoint", o.AuthenticationEndpoint)!;
            o.Origin = string.IsNullOrEmpty(configuration["PublicUrl"]) ? null : new Uri(configuration["PublicUrl"]!, UriKind.RelativeOrAbsolute);
            o.ApplicationKey = configuration["Steam:ApiKey"];
            o.UserInformationEndpoint = configuration["Steam:UserInformationEndpoint"] ?? o.UserInformationEndpoint;
            var refuse = o.Events.OnRemoteFailure;
            o.Events.OnRemoteFailure = async context =>
            {
                await context.HttpContext.RequestServices.GetRequiredService<AuditLog>().WriteAsync(
                    AuditKind.SignInFailed, userId: null, new(null, context.HttpContext.Connection.RemoteIpAddress?.ToString()), subject: null, context.HttpContext.RequestAborted);
                await refuse(context);
            };
        });

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "rockettrainer.external";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Waits;
        options.SlidingExpiration = false;
    }
}
