using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Components.Authorization;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Web.Auth.Steam;
using RocketTrainer.Web.Auth.Tokens;
using RocketTrainer.Web.Hosting;

namespace RocketTrainer.Web.Auth;

/// <summary>Who may do what.</summary>
public static class Access
{
    /// <summary>The policy of everything under <c>/api</c>.</summary>
    public const string ApiPolicy = "api";

    /// <summary>Who somebody is at Steam, for the moment it takes to sign them in here.</summary>
    public const string ExternalScheme = "External";

    /// <summary>For administrators' pages.</summary>
    public const string AdministratorPolicy = "administrator";

    /// <summary>How programs say who they are.</summary>
    public static readonly string[] ApiSchemes = [Programs];

    private const string People = "People";
    private const string Programs = "Programs";

    /// <summary>Programs show a key. People have a session, or on a developer's machine with invented data are the demo player.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(People)
            .AddPolicyScheme(People, displayName: null, o => o.ForwardDefaultSelector = Choose)
            .AddPolicyScheme(Programs, displayName: null, o => o.ForwardDefaultSelector = ApiKeyAuthentication.Choose)
            .AddScheme<ApiKeyOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, null)
            .AddJwtBearer()
            .AddScheme<DemoSignInOptions, DemoSignIn>(DemoSignIn.Scheme, null)
            .AddCookie(Sessions.Scheme, Sessions.Configure)
            .AddSteamSignIn(builder.Configuration);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(ApiPolicy, policy => policy.AddAuthenticationSchemes(ApiSchemes).RequireAuthenticatedUser())
            .AddPolicy(AdministratorPolicy, policy => policy.RequireRole(Roles.Administrator));
        builder.Services.AddOptions<JwtBearerOptions>(AccessTokens.Scheme).Configure<SigningKeyRing, TimeProvider>(AccessTokens.Configure);
        builder.Services.AddSingleton<SigningKeyRing>();
        builder.Services.AddSingleton<ISecretSeal, ProtectedSeal>();
        builder.Services.AddSingleton<AccessTokens>();
        builder.Services.AddSingleton<ISteamNonces, StoredNonces>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddTransient<IClaimsTransformation, CallerAddress>();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<CurrentUser>();
        builder.Services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
    }

    /// <summary>Makes the users that belong to the server itself: the bootstrap administrator and the demo player.</summary>
    public static async Task EnsureBuiltInUsersAsync(this WebApplication app)
    {
        var users = app.Services.GetRequiredService<Users>();
        var key = BootstrapKey.Read(app.Configuration);
        if (key is not null)
            await users.EnsureAsync(User.BootstrapId, "Bootstrap administrator", administrator: true, app.Lifetime.ApplicationStopping);
        await app.Services.GetRequiredService<ApiKeys>().SetBootstrapAsync(key, app.Lifetime.ApplicationStopping);
        if (IsDemo(app.Services))
            await users.EnsureAsync(User.DemoId, "Demo player", administrator: true, app.Lifetime.ApplicationStopping);
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use(CallerAddress.NoteAsync);
        app.UseCircuitThrottling();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    private static string Choose(HttpContext context) =>
        IsDemo(context.RequestServices) && !context.Request.Cookies.ContainsKey(Sessions.CookieName) ? DemoSignIn.Scheme : Sessions.Scheme;

    private static bool IsDemo(IServiceProvider services) =>
        services.GetRequiredService<IHostEnvironment>().IsDevelopment() && services.GetRequiredService<BallchasingAccess>().IsSandbox;
}
