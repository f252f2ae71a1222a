using Microsoft.Extensions.Options;
using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Web.Hosting;

/// <summary>What a browser may do with our pages: nothing from elsewhere, no framing, no guessing of types.</summary>
public static class SecurityHeaders
{
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    // Where Steam keeps the pictures of its players.
    private const string Avatars = "https://avatars.steamstatic.com https://avatars.akamai.steamstatic.com https://avatars.fastly.steamstatic.com https://avatars.cloudflare.steamstatic.com";

    // A year of https; never for this machine, where other things are developed, too.
    private const string RememberHttps = "max-age=31536000";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var remembers = !app.Environment.IsDevelopment();
        var policy = ContentSecurityPolicy(app.Services.GetRequiredService<IOptionsMonitor<SteamAuthenticationOptions>>()
            .Get(SteamAuthenticationDefaults.AuthenticationScheme).AuthenticationEndpoint);
        app.Use((context, next) =>
        {
            // When the answer starts, because an error clears what was set before.
            context.Response.OnStarting(() =>
            {
                Set(context, policy, remembers);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Set(HttpContext context, string policy, bool remembers)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = policy;
        headers["Referrer-Policy"] = "same-origin"; // some addresses hold a secret
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (remembers && context.Request.IsHttps && context.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
            headers.StrictTransportSecurity = RememberHttps;
    }

    // MudBlazor sets styles on elements; everything else comes from our own files. The form that links a Steam account
    // is sent on to Steam, and browsers hold that against form-action, too.
    private static string ContentSecurityPolicy(Uri steam) =>
        $"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: {Avatars}; base-uri 'self'; "
        + $"form-action 'self' {steam.GetLeftPart(UriPartial.Authority)}; frame-ancestors 'none'; object-src 'none'";
}
