using Microsoft.AspNetCore.Authentication.Cookies;
using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Web.Auth;

/// <summary>Who may do what.</summary>
public static class Access
{
    /// <summary>The policy of everything under <c>/api</c>.</summary>
    public const string ApiPolicy = "api";

    /// <summary>Who somebody is elsewhere, for the moment it takes to sign them in here.</summary>
    public const string ExternalScheme = "External";

    /// <summary>
    /// Programs show a key. People are signed in: in Development as a demo player, elsewhere by the sign-in page.
    /// </summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var people = builder.Environment.IsDevelopment() ? DemoSignIn.Scheme : CookieAuthenticationDefaults.AuthenticationScheme;
        builder.Services.AddAuthentication(people)
            .AddScheme<ApiKeyOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, o => o.AdminKey = builder.Configuration["Bootstrap:AdminApiKey"])
            .AddScheme<DemoSignInOptions, DemoSignIn>(DemoSignIn.Scheme, null)
            .AddCookie(o => o.LoginPath = "/sign-in")
            .AddCookie(ExternalScheme, o =>
            {
                o.Cookie.Name = "rt.external";
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                o.SlidingExpiration = false;
            })
            .AddSteam(o =>
            {
                o.SignInScheme = ExternalScheme;
                o.AuthenticationEndpoint = builder.Configuration.GetValue("Steam:OpenIdEndpoint", o.AuthenticationEndpoint)!;
            });
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(ApiPolicy, policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.Scheme).RequireRole(Roles.Administrator));
        builder.Services.AddCascadingAuthenticationState();
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}

public static class Roles
{
    public const string Administrator = "administrator";
    public const string Player = "player";
}
