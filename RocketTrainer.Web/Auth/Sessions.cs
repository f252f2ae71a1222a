using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Auth;

/// <summary>People at browsers: a cookie that says who they are, asked again at every request whether that still holds.</summary>
public static class Sessions
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public const string CookieName = "rockettrainer.session";

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Lasts;
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/no-access";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    public static Task SignInAsync(HttpContext context, KnownUser user) =>
        context.SignInAsync(Scheme, Principals.Of(user, Scheme), new AuthenticationProperties { IsPersistent = true });

    /// <summary>Whether the session's user is there and has not ended his sessions since; the user as he is now.</summary>
    public static async ValueTask<KnownUser?> UserOfAsync(ClaimsPrincipal principal, Users users, CancellationToken cancellationToken) =>
        principal.UserId() is { } id && await users.FindAsync(id, cancellationToken) is { } user
        && principal.FindFirstValue(Principals.StampClaim) == user.SessionStamp.ToString() ? user : null;

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var users = context.HttpContext.RequestServices.GetRequiredService<Users>();
        if (context.Principal is not null && await UserOfAsync(context.Principal, users, context.HttpContext.RequestAborted) is { } user)
        {
            context.ReplacePrincipal(Principals.Of(user, Scheme)); // roles and name as they are now
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
