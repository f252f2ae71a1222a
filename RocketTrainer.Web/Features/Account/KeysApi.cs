using System.Security.Claims;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/me/api-keys</c>: my keys for programs.</summary>
public static class KeysApi
{
    private const string Address = Api.Root + "/me/api-keys";

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapSection("API keys", "Your keys for programs.");
        keys.MapGet("/me/api-keys", ListAsync).RequireScope(ApiScopes.Read)
            .Describe("listKeys", "List your API keys", "Newest first, without their secrets.")
            .Returns(new Page<ApiKeyDocument>([AccountExamples.Key], null), "All that are not revoked.");
        keys.MapPost("/me/api-keys", CreateAsync).RequireScope(ApiScopes.Write).IdempotentWithSecret()
            .Describe("createKey", "Make an API key", "It can't give more than the key that asks for it has itself, nor live longer.")
            .Takes<KeyWish>(("reader", AccountExamples.NewKey))
            .Creates(AccountExamples.MadeKey, Address, "The key with its secret, which is told this once.");
        keys.MapDelete("/me/api-keys/{id:guid}", RevokeAsync).RequireScope(ApiScopes.Write).Path("id", "The key's id.", AccountExamples.KeyId)
            .Describe("revokeKey", "Revoke an API key", "It ends at once, and with it every token that was made from it.")
            .ReturnsNothing("It is revoked.");
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
        return Api.Created(Address, new NewApiKey(ApiKeyDocument.Of(key!), secret!));
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
