using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Teams;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Teams;

/// <summary><c>/teams</c>: make one, invite, join, leave.</summary>
public static class TeamsApi
{
    public static void MapTeams(this IEndpointRouteBuilder api)
    {
        api.MapGet("/teams", ListAsync).RequireScope(ApiScopes.Read);
        api.MapPost("/teams", CreateAsync).RequireScope(ApiScopes.Write);
        api.MapGet("/teams/{id:guid}/members", MembersAsync).RequireScope(ApiScopes.Read);
        api.MapDelete("/teams/{id:guid}/members/{userId:guid}", RemoveAsync).RequireScope(ApiScopes.Write);
        api.MapPost("/teams/{id:guid}/invitations", InviteAsync).RequireScope(ApiScopes.Write);
        api.MapPost("/teams/join", JoinAsync).RequireScope(ApiScopes.Write);
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, TeamService teams, CancellationToken cancellationToken) =>
        Api.Ok(new Page<TeamView>(await teams.ListAsync(user.UserId()!.Value, cancellationToken), null));

    private static async Task<IResult> CreateAsync(HttpRequest request, ClaimsPrincipal user, TeamService teams, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var name = body.Needed("name");
        if (body.Problem("No team was made.") is { } problem)
            return problem;
        var (team, errors) = await teams.CreateAsync(user.UserId()!.Value, name, user.Caller(), cancellationToken);
        body.Wrong(errors);
        return body.Problem("No team was made.") ?? Api.Ok(await FindAsync(user, team!.Value, teams, cancellationToken), StatusCodes.Status201Created);
    }

    private static async Task<IResult> MembersAsync(Guid id, ClaimsPrincipal user, TeamService teams, CancellationToken cancellationToken) =>
        await FindAsync(user, id, teams, cancellationToken) is { } team ? Api.Ok(new Page<TeamMemberView>(team.Members, null)) : NoSuchTeam();

    private static async Task<IResult> RemoveAsync(Guid id, Guid userId, ClaimsPrincipal user, TeamService teams, CancellationToken cancellationToken) =>
        await teams.RemoveAsync(user.UserId()!.Value, id, userId, cancellationToken) ? Results.NoContent() : NoSuchTeam();

    private static async Task<IResult> InviteAsync(Guid id, HttpRequest request, ClaimsPrincipal user, TeamService teams, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken, optional: true);
        var role = body.Word<TeamRole>("role") ?? TeamRole.Player;
        if (body.Problem("Nobody was invited.") is { } problem)
            return problem;
        if (await teams.InviteAsync(user.UserId()!.Value, id, role, cancellationToken) is not { } invitation)
            return NoSuchTeam();
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Api.Ok(new NewInvitation(invitation.Secret, $"/teams/join/{invitation.Secret}", invitation.ExpiresAt), StatusCodes.Status201Created);
    }

    private static async Task<IResult> JoinAsync(HttpRequest request, ClaimsPrincipal user, TeamService teams, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var invitation = body.Needed("invitation");
        if (body.Problem("No team was joined.") is { } problem)
            return problem;
        return await teams.JoinAsync(user.UserId()!.Value, invitation!, user.Caller(), cancellationToken) is { } team
            ? Api.Ok(await FindAsync(user, team, teams, cancellationToken))
            : Api.NotFound("There is no such invitation, or it was used, or its time is over.");
    }

    private static async Task<TeamView?> FindAsync(ClaimsPrincipal user, Guid id, TeamService teams, CancellationToken cancellationToken) =>
        (await teams.ListAsync(user.UserId()!.Value, cancellationToken)).FirstOrDefault(t => t.Id == id);

    private static IResult NoSuchTeam() => Api.NotFound("There is no such team, or it isn't yours to change.");
}

/// <param name="Invitation">For <c>POST /teams/join</c>; told this once.</param>
/// <param name="Address">The path of the page that joins.</param>
public sealed record NewInvitation(string Invitation, string Address, DateTimeOffset ExpiresAt);
