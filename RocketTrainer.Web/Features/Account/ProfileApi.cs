using System.Security.Claims;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/me</c>: profile, public link, what was noted about me, and the end of it all.</summary>
public static class ProfileApi
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public static void MapProfile(this IEndpointRouteBuilder api)
    {
        var me = api.MapSection("Me", "Your profile, your numbers, and what was noted about your account.");
        me.MapGet("/me/profile", FindAsync).RequireScope(ApiScopes.Read)
            .Describe("getProfile", "Get your profile", "How you appear here and what you chose.")
            .Returns(AccountExamples.Profile, "The profile.");
        me.MapPut("/me/profile", ChangeAsync).RequireScope(ApiScopes.Write).MatchesETag()
            .Describe("changeProfile", "Change your profile", "Members that aren't given stay as they are; null forgets. A profile that is no longer public loses its link.")
            .Takes<ProfileChange>(("some", AccountExamples.ProfileChange))
            .Returns(AccountExamples.Profile, "The profile as it is now.");
        me.MapGet("/me/stats", StatsAsync).RequireScope(ApiScopes.Read)
            .Describe("getStats", "Get your results", "Your matches by playlist, the most played first: those that you can see in which one of your linked accounts stands.")
            .Returns(AccountExamples.Stats, "A line for each playlist.");
        me.MapPost("/me/profile-link", MakeLinkAsync).RequireScope(ApiScopes.Write).IdempotentWithSecret()
            .Describe("makeProfileLink", "Make a link to your profile", "Whoever has it sees your public profile and your matches, signed in or not. A new link ends the one before.")
            .Creates(AccountExamples.Link, AccountExamples.Link.Address, "The path of the page.").Fails(ProblemTypes.Conflict);
        me.MapDelete("/me/profile-link", TakeBackLinkAsync).RequireScope(ApiScopes.Write)
            .Describe("takeBackProfileLink", "Take the link back", "Whoever has it sees nothing any more.")
            .ReturnsNothing("There is no link.");
        me.MapGet("/me/audit", AuditAsync).RequireScope(ApiScopes.Read).Pages(UsualPage, LargestPage, AccountExamples.LineId.ToString())
            .Describe("listOwnAudit", "List what was noted about your account", "Sign-ins, uses of keys, changes; newest first.")
            .Returns(AccountExamples.Audit, "Lines of the audit log.");
        me.MapDelete("/me", DeleteAsync).RequireScope(ApiScopes.Write).Query("confirm", "Says that it is meant: it can't be undone.", "yes", "yes")
            .Describe("deleteAccount", "Delete your account", "At once and whole: keys, imports, exports and places in teams; running imports stop. Matches that others brought in or played stay, without the link to you.")
            .ReturnsNothing("It is gone, and with it the key that asked.").Fails(ProblemTypes.Conflict);
    }

    private static async Task<IResult> FindAsync(ClaimsPrincipal user, Profiles profiles, CancellationToken cancellationToken) =>
        Api.Ok((await profiles.FindAsync(user.UserId()!.Value, cancellationToken))!);

    private static async Task<IResult> StatsAsync(ClaimsPrincipal user, PlayedStats stats, CancellationToken cancellationToken) =>
        Api.Ok(new Page<PlaylistStats>(await stats.ReadAsync(user.Viewer(), cancellationToken), null));

    /// <summary>Members that aren't given stay as they are; null forgets.</summary>
    private static async Task<IResult> ChangeAsync(HttpRequest request, ClaimsPrincipal user, Profiles profiles, CancellationToken cancellationToken)
    {
        var id = user.UserId()!.Value;
        var now = (await profiles.FindAsync(id, cancellationToken))!;
        if (Api.IfMatch(request, now) is { } changed)
            return changed;
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
            ? Api.Created($"/p/{link}", new ProfileLink($"/p/{link}"))
            : Api.Conflict("Only a public profile has a link: set its visibility to public first.");

    private static async Task<IResult> TakeBackLinkAsync(ClaimsPrincipal user, Profiles profiles, CancellationToken cancellationToken)
    {
        await profiles.TakeBackLinkAsync(user.UserId()!.Value, user.Caller(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> AuditAsync(HttpRequest request, ClaimsPrincipal user, AuditLog audit, CancellationToken cancellationToken)
    {
        if (request.ReadPage<Guid>(Guid.TryParse, out var limit, out var before) is { } problem)
            return problem;
        return Api.PageOf(await audit.OfAsync(user.UserId()!.Value, before, limit + 1, cancellationToken), limit, line => line.Id);
    }

    private static async Task<IResult> DeleteAsync(HttpRequest request, ClaimsPrincipal user, AccountDeletion deletion, CancellationToken cancellationToken)
    {
        if (request.Query["confirm"] != "yes")
            return Api.Invalid("confirm", "Nothing was deleted. Ask with ?confirm=yes; it can't be undone.");
        if (!AccountDeletion.IsPossible(user.UserId()!.Value))
            return Api.Conflict("This account belongs to the server and can't be deleted.");
        await deletion.DeleteAsync(user.UserId()!.Value, user.Caller(), cancellationToken);
        return Results.NoContent();
    }
}

/// <param name="Address">The path of the page that shows the profile to whoever knows it.</param>
public sealed record ProfileLink(string Address);
