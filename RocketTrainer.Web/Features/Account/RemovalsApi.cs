using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/name-removals</c>: not to be named here any more.</summary>
public static class RemovalsApi
{
    public static void MapRemovals(this IEndpointRouteBuilder api) =>
        api.MapPost("/name-removals", RequestAsync).RequireScope(ApiScopes.Write);

    private static async Task<IResult> RequestAsync(HttpRequest request, ClaimsPrincipal user, NameRemovals removals, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (playerId, message) = (body.Text("playerId"), body.Text("message"));
        if (body.Problem("Nothing was asked for.") is { } problem)
            return problem;
        var (removal, errors) = await removals.RequestAsync(playerId, message, user.Caller(), cancellationToken);
        body.Wrong(errors);
        return body.Problem("Nothing was asked for.") ?? Api.Ok(removal, StatusCodes.Status202Accepted);
    }
}
