using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Auth.Tokens;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Tokens;

/// <summary><c>/auth</c>: a key for an access and a refresh token, a refresh token for the next two, and who one is.</summary>
public static class TokensApi
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapSection("Tokens", "A key for an access token of 15 minutes and a refresh token, and that for the next two.");
        tokens.MapPost("/auth/token", BeginAsync).RequireKey()
            .Describe("createToken", "Exchange a key for tokens", "Shows the key itself, not a token.")
            .Takes<TokenWish>(("reader", new { scopes = new[] { "read" } }))
            .Returns(TokenExamples.Granted, "The tokens.");
        tokens.MapPost("/auth/refresh", RefreshAsync).AllowAnonymous()
            .Describe("refreshToken", "Exchange a refresh token for the next ones", "Each is good once: one that comes a second time ends all that came from the same key exchange.")
            .Takes<RefreshWish>(("token", new { refreshToken = TokenExamples.Refresh }))
            .Returns(TokenExamples.Granted, "The next tokens.");
        tokens.MapPost("/auth/revoke", RevokeAsync).AllowAnonymous()
            .Describe("revokeToken", "End a refresh token", "And all that came from the same key exchange, access tokens too.")
            .Takes<RefreshWish>(("token", new { refreshToken = TokenExamples.Refresh }))
            .ReturnsNothing("It is no token any more, if it was one.");
        tokens.MapGet("/auth/me", MeAsync).RequireAnyScope()
            .Describe("getMe", "Get who you are", "And with what rights.")
            .Returns(TokenExamples.Me, "The caller.");
    }

    private static async Task<IResult> BeginAsync(HttpContext context, RefreshTokens tokens, AccessTokens access, CancellationToken cancellationToken)
    {
        var credential = context.Features.Get<KeyCredential>() ?? throw new InvalidOperationException("This endpoint is for keys only.");
        var body = await JsonBody.ReadAsync(context.Request, cancellationToken, optional: true);
        var wanted = body.Words<ApiScopes>("scopes") ?? credential.Scopes;
        if ((wanted & ~credential.Scopes) != ApiScopes.None || wanted == ApiScopes.None)
            body.Wrong("scopes", "A token can do what its key can, or some of it.");
        return body.Problem("No token was made.") is { } problem ? problem : Granted(await tokens.BeginAsync(credential, wanted, cancellationToken), access);
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, RefreshTokens tokens, AccessTokens access, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(context.Request, cancellationToken);
        var given = body.Needed("refreshToken");
        if (body.Problem("No token was made.") is { } problem)
            return problem;
        return await tokens.RefreshAsync(given!, new(null, context.Connection.RemoteIpAddress?.ToString()), cancellationToken) is { } grant
            ? Granted(grant, access)
            : Results.Challenge(authenticationSchemes: [ApiKeyAuthentication.Scheme]);
    }

    /// <summary>Says nothing of whether there was such a token.</summary>
    private static async Task<IResult> RevokeAsync(HttpContext context, RefreshTokens tokens, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(context.Request, cancellationToken);
        var given = body.Needed("refreshToken");
        if (body.Problem("Nothing was revoked.") is { } problem)
            return problem;
        await tokens.RevokeAsync(given!, cancellationToken);
        return Results.NoContent();
    }

    private static IResult MeAsync(ClaimsPrincipal user) => Api.Ok(new Me(
        user.UserId()!.Value, user.Identity!.Name!,
        [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)],
        ScopeWords.Of(user.Scopes())));

    private static Secret Granted(TokenGrant grant, AccessTokens access) => new Secret(new TokenAnswer(
        access.Write(grant), "Bearer", (int)AccessTokens.Lifetime.TotalSeconds, grant.RefreshToken, grant.RefreshExpiresAt, ScopeWords.Of(grant.Scopes)));

    /// <summary>An answer that nobody on the way may keep.</summary>
    private sealed class Secret(TokenAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return Api.Ok(answer).ExecuteAsync(httpContext);
        }
    }
}

/// <param name="ExpiresIn">Seconds that the access token is good for.</param>
/// <param name="RefreshToken">Good once.</param>
public sealed record TokenAnswer(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken, DateTimeOffset RefreshExpiresAt, IReadOnlyList<string> Scopes);

/// <summary>Who calls, and with what rights.</summary>
public sealed record Me(Guid UserId, string DisplayName, IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes);
