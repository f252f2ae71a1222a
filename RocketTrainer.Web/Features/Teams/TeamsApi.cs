using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Teams;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Web.Features.Teams;

/// <summary><c>/teams</c>: make one, invite, join, leave.</summary>
public static class TeamsApi
{
    public static void MapTeams(this IEndpointRouteBuilder api)
    {
        var teams = api.MapSection("Teams", "Players who share their matches with each other and with their coaches.");
        teams.MapGet("/teams", ListAsync).RequireScope(ApiScopes.Read)
            .Describe("listTeams", "List your teams", "With their members.")
            .Returns(new Page<TeamView>([TeamExamples.Team], null), "All of them.");
        teams.MapPost("/teams", CreateAsync).RequireScope(ApiScopes.Write).Idempotent()
            .Describe("createTeam", "Make a team", "You are its first coach.")
            .Takes<TeamWish>(("team", new { name = TeamExamples.Team.Name }))
            .Creates(TeamExamples.Team, $"{Api.Root}/teams/{TeamExamples.Id}/members", "The new team.");
        teams.MapGet("/teams/{id:guid}/members", MembersAsync).RequireScope(ApiScopes.Read).OfTeam()
            .Describe("listMembers", "List the members of a team", "Coaches first. Whose matches you may look at has a `playerId` to find them by.")
            .Returns(new Page<TeamMemberView>([TeamExamples.Member], null), "All of them.");
        teams.MapDelete("/teams/{id:guid}/members/{userId:guid}", RemoveAsync).RequireScope(ApiScopes.Write).OfTeam().Path("userId", "The member's id; your own to leave.", TeamExamples.MemberId)
            .Describe("removeMember", "Take a member out", "Yourself, or as a coach anybody. A team without members is gone.")
            .ReturnsNothing("The member is out.");
        teams.MapPost("/teams/{id:guid}/invitations", InviteAsync).RequireScope(ApiScopes.Write).OfTeam().IdempotentWithSecret()
            .Describe("createInvitation", "Invite somebody", "For coaches. It lets one person in, within seven days.")
            .Takes<InvitationWish>(("player", new { role = "player" }))
            .Creates(TeamExamples.Invited, TeamExamples.Invited.Address, "The invitation, which is told this once.");
        teams.MapPost("/teams/join", JoinAsync).RequireScope(ApiScopes.Write).Idempotent()
            .Describe("joinTeam", "Join a team", "Whether its members see your matches is for your profile's visibility to say.")
            .Takes<JoinWish>(("invitation", new { invitation = TeamExamples.Invitation }))
            .Returns(TeamExamples.Team with { MyRole = TeamRole.Player }, "The team.").Fails(ProblemTypes.NotFound);
    }

    private static RouteHandlerBuilder OfTeam(this RouteHandlerBuilder endpoint) => endpoint.Path("id", "The team's id.", TeamExamples.Id);

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
        return body.Problem("No team was made.") ?? Api.Created($"{Api.Root}/teams/{team}/members", (await FindAsync(user, team!.Value, teams, cancellationToken))!);
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
        return Api.Created($"/teams/join/{invitation.Secret}", new NewInvitation(invitation.Secret, $"/teams/join/{invitation.Secret}", invitation.ExpiresAt));
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
