using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Auth.Tokens;

namespace RocketTrainer.Web.Auth;

public sealed class ApiKeyOptions : AuthenticationSchemeOptions;

/// <summary>Believes a request that carries a personal key in <c>X-Api-Key</c>, or as a bearer.</summary>
public sealed class ApiKeyAuthentication(IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys, Users users)
    : AuthenticationHandler<ApiKeyOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";

    /// <summary>Whether a request shows a key rather than a token. Two credentials at once are refused: they could be two people's.</summary>
    public static string Choose(HttpContext context) =>
        context.Request.Headers.ContainsKey(Header) || BearerOf(context.Request)?.StartsWith("rt_", StringComparison.Ordinal) == true
            ? Scheme : AccessTokens.Scheme;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers[Header];
        var bearer = Request.Headers.Authorization;
        if (header.Count + bearer.Count == 0)
            return AuthenticateResult.NoResult();
        if (header.Count + bearer.Count == 1 && (header.Count == 1 ? header.ToString() : BearerOf(Request)) is { Length: > 0 } given
            && await keys.BelieveAsync(given, Context.Connection.RemoteIpAddress?.ToString(), Context.RequestAborted) is { } credential
            && await users.FindAsync(credential.UserId, Context.RequestAborted) is { } user)
        {
            Context.Features.Set(credential);
            return AuthenticateResult.Success(new AuthenticationTicket(Principals.Of(user, Scheme, credential.Scopes, credential.KeyId), Scheme));
        }

        return AuthenticateResult.Fail("The key is not valid.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = new([$"{Scheme} realm=\"RocketTrainer\", header=\"{Header}\"", "Bearer realm=\"RocketTrainer\""]);
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var text && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text[Bearer.Length..].Trim() : null;
}
