using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/name-removals</c>: not to be named here any more.</summary>
public static class RemovalsApi
{
    public static void MapRemovals(this IEndpointRouteBuilder api) =>
        api.MapSection("Names", "Not to be named here any more.").MapPost("/name-removals", RequestAsync).RequireScope(ApiScopes.Write).Idempotent()
            .Describe("requestNameRemoval", "Ask for a name to be taken out", "Everywhere, also of what comes in later; the numbers stay, credited to nobody. An account that you have proven is heard at once, for any other an administrator decides.")
            .Takes<RemovalWish>(("account", AccountExamples.Removal))
            .Begins(AccountExamples.RemovalRequested, "The request as it stands.");

    private static async Task<IResult> RequestAsync(HttpRequest request, ClaimsPrincipal user, NameRemovals removals, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (playerId, message) = (body.Text("playerId"), body.Text("message"));
        if (body.Problem("Nothing was asked for.") is { } problem)
            return problem;
        var (removal, errors) = await removals.RequestAsync(playerId, message, user.Caller(), cancellationToken);
        body.Wrong(errors);
        return body.Problem("Nothing was asked for.") ?? Api.Accepted(removal!);
    }
}
