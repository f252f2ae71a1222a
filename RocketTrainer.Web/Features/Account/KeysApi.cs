using System.Security.Claims;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/me/api-keys</c>: my keys for programs.</summary>
public static class KeysApi
{
    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me/api-keys", ListAsync).RequireScope(ApiScopes.Read);
        api.MapPost("/me/api-keys", CreateAsync).RequireScope(ApiScopes.Write);
        api.MapDelete("/me/api-keys/{id:guid}", RevokeAsync).RequireScope(ApiScopes.Write);
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, ApiKeys keys, CancellationToken cancellationToken) =>
        Api.Ok(new Page<ApiKeyDocument>([.. (await keys.ListAsync(user.UserId()!.Value, cancellationToken)).Select(k => ApiKeyDocument.Of(k))], null));

    private static async Task<IResult> CreateAsync(HttpRequest request, ClaimsPrincipal user, ApiKeys keys, Users users, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (name, scopes, expiresAt) = (body.Needed("name"), body.Words<ApiScopes>("scopes"), body.Instant("expiresAt"));
        if ((scopes & ~user.Scopes()) is { } more and not ApiScopes.None)
            body.Wrong("scopes", $"A key can't give more than it has itself: {string.Join(", ", ScopeWords.Of(more))}.");
        if (body.Problem("No key was made.") is { } problem)
            return problem;
        var owner = (await users.FindAsync(user.UserId()!.Value, cancellationToken))!;
        var (key, secret, errors) = await keys.CreateAsync(owner, name, scopes ?? ApiScopes.None, expiresAt, user.Caller(), cancellationToken);
        body.Wrong(errors);
        if (body.Problem("No key was made.") is { } refused)
            return refused;
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Api.Ok(new NewApiKey(ApiKeyDocument.Of(key!), secret!), StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(Guid id, ClaimsPrincipal user, ApiKeys keys, CancellationToken cancellationToken) =>
        await keys.RevokeAsync(user.UserId()!.Value, id, user.Caller(), cancellationToken) ? Results.NoContent() : Api.NotFound("You have no key with this id.");
}

/// <summary>A key, without its secret.</summary>
public sealed record ApiKeyDocument(
    Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt)
{
    public static ApiKeyDocument Of(ApiKeyView key) => new(key.Id, key.Name, key.Prefix, ScopeWords.Of(key.Scopes), key.CreatedAt, key.ExpiresAt, key.LastUsedAt);
}

/// <param name="Secret">What programs show; it is told this once.</param>
public sealed record NewApiKey(ApiKeyDocument Key, string Secret);
