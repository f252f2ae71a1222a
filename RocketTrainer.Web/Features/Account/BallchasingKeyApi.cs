using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/me/ballchasing-key</c>: the key that my imports use.</summary>
public static class BallchasingKeyApi
{
    public static void MapBallchasingKey(this IEndpointRouteBuilder api)
    {
        var key = api.MapSection("Your Ballchasing key", "With a key of your own your imports don't share the server's.");
        key.MapGet("/me/ballchasing-key", FindAsync).RequireScope(ApiScopes.Read)
            .Describe("getBallchasingKey", "Get what is known of your Ballchasing key", "Whose it is and what it may do; never the key.")
            .Returns(AccountExamples.BallchasingKey, "The key, without its secret.").Fails(ProblemTypes.NotFound);
        key.MapPut("/me/ballchasing-key", KeepAsync).RequireScope(ApiScopes.Write)
            .Describe("keepBallchasingKey", "Give your Ballchasing key", "It is tried first, kept in a sealed form, and never shown again. Imports that waited for a key go on.")
            .Takes<BallchasingKeyWish>(("key", AccountExamples.NewBallchasingKey))
            .Returns(AccountExamples.BallchasingKey, "The key, without its secret.");
        key.MapDelete("/me/ballchasing-key", ForgetAsync).RequireScope(ApiScopes.Write)
            .Describe("forgetBallchasingKey", "Take your Ballchasing key back", "It is forgotten at once; imports that run go on with it until they end or are resumed.")
            .ReturnsNothing("It is forgotten.").Fails(ProblemTypes.NotFound);
    }

    private static async Task<IResult> FindAsync(ClaimsPrincipal user, BallchasingKeys keys, CancellationToken cancellationToken) =>
        await keys.FindAsync(user.UserId()!.Value, cancellationToken) is { } key ? Api.Ok(key) : NoKey();

    private static async Task<IResult> KeepAsync(HttpRequest request, ClaimsPrincipal user, BallchasingKeys keys, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var token = body.Needed("key");
        if (body.Problem("No key was kept.") is { } problem)
            return problem;
        var (kept, errors) = await keys.KeepAsync(user.UserId()!.Value, token, user.Caller(), cancellationToken);
        return kept is null ? Api.Invalid(errors, "No key was kept.") : Api.Ok(kept);
    }

    private static async Task<IResult> ForgetAsync(ClaimsPrincipal user, BallchasingKeys keys, CancellationToken cancellationToken) =>
        await keys.ForgetAsync(user.UserId()!.Value, user.Caller(), cancellationToken) ? Results.NoContent() : NoKey();

    private static IResult NoKey() => Api.NotFound("You gave no key.");
}
