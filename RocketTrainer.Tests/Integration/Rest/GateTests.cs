using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;
using RocketTrainer.Web.Rest.Limits;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>The door to the API, before endpoints that are open to everybody.</summary>
public sealed class GateTests
{
    private const int Guesses = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenEndpoint_ThatBelievesSomebodyNot_CountsItAsAGuess()
    {
        await using var app = await StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using (var welcome = await http.AskAsync("GET", "api/v1/open/200"))
            Assert.Equal("\"anonymous\";r=3;t=60", welcome.Header("RateLimit")); // nothing was shown, nothing is counted
        foreach (var left in new[] { 2, 1, 0 })
        {
            using var guess = await http.AskAsync("GET", "api/v1/open/401");
            Assert.Equal((HttpStatusCode.Unauthorized, $"\"anonymous\";r={left};t=60"), (guess.StatusCode, guess.Header("RateLimit")));
        }

        foreach (var path in new[] { "api/v1/open/401", "api/v1/open/200", "api/v1/closed" })
        {
            using var refused = await http.AskAsync("GET", path, null, ("X-Api-Key", "good"));
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        }
    }

    [Fact]
    public async Task OpenEndpoint_CalledWithAKey_CountsForTheKey()
    {
        await using var app = await StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var open = await http.AskAsync("GET", "api/v1/open/401", null, ("X-Api-Key", "good"));
        using var closed = await http.AskAsync("GET", "api/v1/closed", null, ("X-Api-Key", "good"));
        Assert.Equal(["\"default\";r=9;t=60", "\"default\";r=8;t=60"], new[] { open, closed }.Select(a => a.Header("RateLimit")));
        Assert.Equal("good", await closed.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task ClosedEndpoint_WithoutItsOwnPolicy_IsClosedAllTheSame()
    {
        await using var app = await StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await http.AskAsync("GET", "api/v1/closed");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        foreach (var scheme in Access.ApiSchemes)
            builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, OneKey>(scheme, null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(Access.ApiPolicy, policy => policy.AddAuthenticationSchemes(Access.ApiSchemes).RequireAuthenticatedUser());
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(new ApiQuotas(new ApiOptions { RequestsPerMinute = 10, AnonymousRequestsPerMinute = Guesses }, TimeProvider.System));
        var app = builder.Build();
        app.UseMiddleware<Gate>();
        app.MapGet("/api/v1/open/{status:int}", (int status) => Results.StatusCode(status)).AllowAnonymous();
        app.MapGet("/api/v1/closed", (ClaimsPrincipal user) => user.FindFirstValue(Principals.KeyClaim));
        await app.StartAsync(Cancel);
        return app;
    }

    private sealed class OneKey(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers["X-Api-Key"] == "good"
                ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new(Principals.KeyClaim, "good")], Scheme.Name)), Scheme.Name))
                : AuthenticateResult.NoResult());
    }
}
