using System.Security.Claims;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/me</c>: profile, public link, what was noted about me, and the end of it all.</summary>
public static class ProfileApi
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public static void MapProfile(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me/profile", FindAsync).RequireScope(ApiScopes.Read);
        api.MapGet("/me/stats", StatsAsync).RequireScope(ApiScopes.Read);
        api.MapPut("/me/profile", ChangeAsync).RequireScope(ApiScopes.Write);
        api.MapPost("/me/profile-link", MakeLinkAsync).RequireScope(ApiScopes.Write);
        api.MapDelete("/me/profile-link", TakeBackLinkAsync).RequireScope(ApiScopes.Write);
        api.MapGet("/me/audit", AuditAsync).RequireScope(ApiScopes.Read);
        api.MapDelete("/me", DeleteAsync).RequireScope(ApiScopes.Write);
    }

    private static async Task<IResult> FindAsync(ClaimsPrincipal user, Profiles profiles, CancellationToken cancellationToken) =>
        Api.Ok(await profiles.FindAsync(user.UserId()!.Value, cancellationToken));

    private static async Task<IResult> StatsAsync(ClaimsPrincipal user, PlayedStats stats, CancellationToken cancellationToken) =>
        Api.Ok(new Page<PlaylistStats>(await stats.ReadAsync(user.Viewer(), cancellationToken), null));

    /// <summary>Members that aren't given stay as they are; null forgets.</summary>
    private static async Task<IResult> ChangeAsync(HttpRequest request, ClaimsPrincipal user, Profiles profiles, CancellationToken cancellationToken)
    {
        var id = user.UserId()!.Value;
        var now = (await profiles.FindAsync(id, cancellationToken))!;
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var wanted = now with
        {
            DisplayName = body.Has("displayName") ? body.Needed("displayName") ?? "" : now.DisplayName,
            TimeZone = body.Has("timeZone") ? body.Text("timeZone") : now.TimeZone,
            MainPlaylist = body.Has("mainPlaylist") ? body.Text("mainPlaylist") : now.MainPlaylist,
            TargetRank = body.Has("targetRank") ? body.Text("targetRank") : now.TargetRank,
            Theme = body.Word<Theme>("theme") ?? now.Theme,
            Visibility = body.Word<ProfileVisibility>("visibility") ?? now.Visibility,
        };
        if (body.Problem("Nothing was changed.") is { } problem)
            return problem;
        body.Wrong(await profiles.ChangeAsync(id, wanted, user.Caller(), cancellationToken));
        return body.Problem("Nothing was changed.") ?? await FindAsync(user, profiles, cancellationToken);
    }

    private static async Task<IResult> MakeLinkAsync(ClaimsPrincipal user, Profiles profiles, CancellationToken cancellationToken) =>
        await profiles.MakeLinkAsync(user.UserId()!.Value, user.Caller(), cancellationToken) is { } link
            ? Api.Ok(new ProfileLink($"/p/{link}"), StatusCodes.Status201Created)
            : Results.Problem(statusCode: StatusCodes.Status409Conflict, detail: "Only a public profile has a link: set its visibility to public first.");

    private static async Task<IResult> TakeBackLinkAsync(ClaimsPrincipal user, Profiles profiles, CancellationToken cancellationToken)
    {
        await profiles.TakeBackLinkAsync(user.UserId()!.Value, user.Caller(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> AuditAsync(HttpRequest request, ClaimsPrincipal user, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!Api.TryReadLimit(request, UsualPage, LargestPage, out var limit, out var problem) || !Api.TryReadIdCursor(request, out var before, out problem))
            return problem!;
        return Api.PageOf(await audit.ListAsync(user.UserId()!.Value, before, limit + 1, cancellationToken), limit, line => line.Id.ToString());
    }

    private static async Task<IResult> DeleteAsync(HttpRequest request, ClaimsPrincipal user, AccountDeletion deletion, CancellationToken cancellationToken)
    {
        if (request.Query["confirm"] != "yes")
            return Results.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["confirm"] = ["Nothing was deleted. Ask with ?confirm=yes; it can't be undone."] });
        if (!AccountDeletion.IsPossible(user.UserId()!.Value))
            return Results.Problem(statusCode: StatusCodes.Status409Conflict, detail: "This account belongs to the server and can't be deleted.");
        await deletion.DeleteAsync(user.UserId()!.Value, user.Caller(), cancellationToken);
        return Results.NoContent();
    }
}

/// <param name="Address">The path of the page that shows the profile to whoever knows it.</param>
public sealed record ProfileLink(string Address);
