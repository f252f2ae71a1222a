using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Imports;

/// <summary><c>/me/groups</c>: groups on Ballchasing that are kept in sync.</summary>
public static class GroupsApi
{
    public static void MapGroups(this IEndpointRouteBuilder api)
    {
        var groups = api.MapSection("Your groups", "Have what is added to a group on Ballchasing, a season's or a tournament's, brought in by itself.");
        groups.MapGet("/me/groups", ListAsync).RequireScope(ApiScopes.Read)
            .Describe("listGroups", "List your groups", "Those that are kept in sync for you.")
            .Returns(new Page<FollowedGroupView>([ImportExamples.Group], null), "All of them.");
        groups.MapPost("/me/groups", FollowAsync).RequireScope(ApiScopes.Import)
            .Describe("followGroup", "Keep a group in sync", $"With its child groups, at every depth; at most {GroupSync.Most} for one person. One that is kept in sync already stays so.")
            .Takes<GroupWish>(("one", new { groupId = "scrim-night-abc123" }))
            .Creates(ImportExamples.Group, $"{Api.Root}/me/groups", "The group.");
        groups.MapDelete("/me/groups/{id:guid}", UnfollowAsync).RequireScope(ApiScopes.Import)
            .Describe("unfollowGroup", "Keep a group in sync no longer", "What came in stays.")
            .Path("id", "The id that it has here.", ImportExamples.GroupId)
            .ReturnsNothing("It is no longer kept in sync.");
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, GroupSync groups, CancellationToken cancellationToken) =>
        Api.Ok(new Page<FollowedGroupView>(await groups.ListAsync(user.UserId()!.Value, cancellationToken), null));

    private static async Task<IResult> FollowAsync(HttpRequest request, ClaimsPrincipal user, GroupSync groups, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var group = body.Needed("groupId");
        if (body.Problem("No group is kept in sync.") is { } problem)
            return problem;
        var (followed, errors) = await groups.FollowAsync(user.UserId()!.Value, group, cancellationToken);
        return followed is null ? Api.Invalid(errors, "No group is kept in sync.") : Api.Created($"{Api.Root}/me/groups", followed);
    }

    private static async Task<IResult> UnfollowAsync(Guid id, ClaimsPrincipal user, GroupSync groups, CancellationToken cancellationToken) =>
        await groups.UnfollowAsync(user.UserId()!.Value, id, cancellationToken) ? Results.NoContent() : Api.NotFound("You follow no such group.");
}

/// <param name="GroupId">As it stands in its address on Ballchasing.</param>
public sealed record GroupWish(string GroupId);
