using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Tests.Support;

/// <summary>A small app on a loopback port that lets people sign in at a provider and tells them who they are there.</summary>
public sealed class SteamSignInHost : IAsyncDisposable
{
    private const string ExternalScheme = "External";

    private readonly WebApplication _app;

    private SteamSignInHost(WebApplication app, SteamProvider provider, FakeTimeProvider time, LogBook log) =>
        (_app, Provider, Time, Log) = (app, provider, time, log);

    public SteamProvider Provider { get; }

    /// <summary>The time of app and provider; it stands still.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>Everything that was logged, of ASP.NET Core itself as much as in the real app.</summary>
    public LogBook Log { get; }

    public string Address { get; private set; } = "";

    public static async Task<SteamSignInHost> StartAsync(
        CancellationToken cancellationToken, Action<SteamAuthenticationOptions>? configure = null, ISteamNonces? nonces = null)
    {
        var log = new LogBook();
        var now = TimeProvider.System.GetUtcNow();
        var time = new FakeTimeProvider(now.AddTicks(-now.Ticks % TimeSpan.TicksPerSecond));
        var provider = await SteamProvider.StartAsync(cancellationToken, time);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        if (nonces is not null)
            builder.Services.AddSingleton(nonces);
        builder.Services.AddAuthentication(ExternalScheme).AddCookie(ExternalScheme).AddSteam(o =>
        {
            o.SignInScheme = ExternalScheme;
            o.AuthenticationEndpoint = new(provider.OpenIdEndpoint);
            o.UserInformationEndpoint = provider.UserInformationEndpoint;
            o.ApplicationKey = SteamProvider.ApplicationKey;
            configure?.Invoke(o);
        });

        var app = builder.Build();
        app.UseAuthentication();
        app.MapGet("/challenge", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/who?private=1" }, [SteamAuthenticationDefaults.AuthenticationScheme]));
        app.MapGet("/who", (HttpContext context) => context.User.Identity!.IsAuthenticated ? Results.Json(context.User.Claims.ToDictionary(c => c.Type, c => c.Value)) : Results.Unauthorized());
        app.MapGet("/sign-in", () => Results.Content("<h1>Sign in</h1><a href=\"/challenge\">Sign in at Steam</a>", "text/html"));
        await app.StartAsync(cancellationToken);
        return new(app, provider, time, log) { Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() };
    }

    /// <summary>Begins a sign-in; the address that the browser is sent to.</summary>
    public async Task<Uri> ChallengeAsync(Visitor visitor, CancellationToken cancellationToken)
    {
        using var response = await visitor.SendAsync(HttpMethod.Get, new(Address + "/challenge"), cancellationToken);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location!;
    }

    /// <summary>The whole way: question, answer (honest unless told) and what the app says to it.</summary>
    public async Task<HttpResponseMessage> SignInAsync(Visitor visitor, CancellationToken cancellationToken, Action<SteamAnswer>? lie = null) =>
        await visitor.SendAsync(HttpMethod.Get, Provider.Approve(await ChallengeAsync(visitor, cancellationToken), lie).Url, cancellationToken);

    /// <summary>The claims of whom the visitor signed in as elsewhere; null for nobody.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> WhoAsync(Visitor visitor, CancellationToken cancellationToken)
    {
        using var response = await visitor.SendAsync(HttpMethod.Get, new(Address + "/who"), cancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<Dictionary<string, string>>(cancellationToken) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
