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
        api.MapPost("/auth/token", BeginAsync).RequireKey();
        api.MapPost("/auth/refresh", RefreshAsync).AllowAnonymous();
        api.MapPost("/auth/revoke", RevokeAsync).AllowAnonymous();
        api.MapGet("/auth/me", MeAsync).RequireAnyScope();
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
