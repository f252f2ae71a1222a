using System.Security.Claims;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Account;
using RocketTrainer.Web.Jobs;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Admin;

/// <summary><c>/admin</c>: users and roles, everybody's imports, requests not to be named, the audit log.</summary>
public static class AdminApi
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public static void MapAdmin(this IEndpointRouteBuilder api)
    {
        var admin = api.MapSection("Administration", "Users and roles, everybody's imports, requests not to be named, re-mapping, the audit log. For administrators; matches are no business of theirs.");
        admin.MapGet("/admin/users", UsersAsync).RequireScope(ApiScopes.Admin).Pages(UsualPage, LargestPage, AccountExamples.UserId.ToString())
            .Query("search", "Only users whose name or account holds this text.", "Hero")
            .Describe("listUsers", "List users", "Newest first.")
            .Returns(new Page<UserLine>([AdminExamples.User], AccountExamples.UserId.ToString()), "Users with their accounts.");
        admin.MapPut("/admin/users/{id:guid}/roles", SetRolesAsync).RequireScope(ApiScopes.Admin).Path("id", "The user's id.", AccountExamples.UserId)
            .Describe("setRoles", "Set a user's roles", "Everybody is a player. Nobody takes administration away from himself.")
            .Takes<RolesChange>(("coach", new { coach = true, administrator = false }))
            .ReturnsNothing("The roles hold from now on.").Fails(ProblemTypes.Conflict);
        admin.MapPost("/admin/accounts/{id:guid}/verify", VerifyAsync).RequireScope(ApiScopes.Admin).Path("id", "The linked account's id.", AdminExamples.ClaimedId)
            .Describe("verifyAccount", "Vouch for a claimed account", "Whoever else claimed it loses it.")
            .ReturnsNothing("It is verified.");
        admin.MapDelete("/admin/accounts/{id:guid}/verify", UnverifyAsync).RequireScope(ApiScopes.Admin).Path("id", "The linked account's id.", AdminExamples.VerifiedId)
            .Describe("unverifyAccount", "Take a verification back", "The account is a claim again. One that was signed in with stays verified.")
            .ReturnsNothing("It is not verified any more.");
        admin.MapGet("/admin/imports", ImportsAsync).RequireScope(ApiScopes.Admin).Pages(UsualPage, LargestPage, Imports.ImportExamples.Id.ToString())
            .Describe("listAllImports", "List everybody's imports", "Newest first.")
            .Returns(new Page<ImportReceipt>([Imports.ImportExamples.Running], Imports.ImportExamples.Id.ToString()), "Receipts.");
        admin.MapGet("/admin/removals", RemovalsAsync).RequireScope(ApiScopes.Admin)
            .Describe("listRemovals", "List requests not to be named", "Those that wait for a decision first; 200 at most.")
            .Returns(new Page<RemovalView>([AccountExamples.RemovalRequested], null), "The requests.");
        admin.MapPost("/admin/removals/{id:guid}/grant", GrantAsync).RequireScope(ApiScopes.Admin).Path("id", "The request's id.", AccountExamples.RemovalId)
            .Describe("grantRemoval", "Grant a request not to be named", "The name is taken out of everything that is stored. It can't be undone.")
            .ReturnsNothing("A job is taking it out.");
        admin.MapPost("/admin/removals/{id:guid}/refuse", RefuseAsync).RequireScope(ApiScopes.Admin).Path("id", "The request's id.", AccountExamples.RemovalId)
            .Describe("refuseRemoval", "Refuse a request not to be named", "Whoever proves the account is heard all the same.")
            .ReturnsNothing("It is refused.");
        admin.MapGet("/admin/quotas", Quotas).RequireScope(ApiScopes.Admin)
            .Describe("getQuotas", "Get what Ballchasing allows", "Of the server's own key, for each kind of request; nothing while there is no key.")
            .Returns(new Page<QuotaLine>([AdminExamples.Quota], null), "A line for each kind.");
        admin.MapGet("/admin/remapping", (Remapping remapping) => Api.Ok(remapping.Progress.Latest)).RequireScope(ApiScopes.Admin)
            .Describe("getRemapping", "Get how far stored matches are read again", "After an update of the mapper every stored payload is read again, without asking Ballchasing.")
            .Returns(AdminExamples.Remapping, "Its progress.");
        admin.MapGet("/admin/rank-training", RankTrainingAsync).RequireScope(ApiScopes.Admin)
            .Describe("getRankTraining", "Get how the last look for a better rank model ended", "Each week a rank model is made of the matches stored here when there are enough, and put in place when it is better on players that it hasn't seen.")
            .Returns(AdminExamples.RankTraining, "What there was to learn from, and what it takes.");
        admin.MapPost("/admin/rank-training", TrainAsync).RequireScope(ApiScopes.Admin)
            .Describe("startRankTraining", "Look for a better rank model now", "It takes some minutes; `GET` says how it ended.")
            .ReturnsNothing("A job is looking.");
        admin.MapGet("/admin/audit", AuditAsync).RequireScope(ApiScopes.Admin).Pages(UsualPage, LargestPage, AccountExamples.LineId.ToString())
            .Query("user", "Only lines about this user.", AccountExamples.UserId)
            .Describe("listAudit", "List the audit log", "Newest first.")
            .Returns(AccountExamples.Audit, "Lines of the log.");
    }

    private static async Task<IResult> UsersAsync(HttpRequest request, UserAdministration administration, CancellationToken cancellationToken)
    {
        if (request.ReadPage<Guid>(Guid.TryParse, out var limit, out var before) is { } problem)
            return problem;
        return Api.PageOf(await administration.ListAsync(request.Query["search"], before, limit + 1, cancellationToken), limit, user => user.Id);
    }

    private static async Task<IResult> SetRolesAsync(Guid id, HttpRequest request, ClaimsPrincipal user, UserAdministration administration, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (coach, administrator) = (body.Flag("coach"), body.Flag("administrator"));
        if (coach is null)
            body.Wrong("coach", "Say true or false.");
        if (administrator is null)
            body.Wrong("administrator", "Say true or false.");
        if (body.Problem("Nothing was changed.") is { } problem)
            return problem;
        return await administration.SetRolesAsync(id, coach!.Value, administrator!.Value, user.Caller(), cancellationToken) switch
        {
            null => Results.NoContent(),
            "" => Api.NotFound("There is no user with this id."),
            var against => Api.Conflict(against),
        };
    }

    private static async Task<IResult> VerifyAsync(Guid id, ClaimsPrincipal user, LinkedAccounts accounts, CancellationToken cancellationToken) =>
        await accounts.VerifyAsync(id, user.Caller(), cancellationToken)
            ? Results.NoContent()
            : Api.NotFound("There is no claimed account with this id, it isn't known which account is meant, or it is proven to be somebody else's.");

    private static async Task<IResult> UnverifyAsync(Guid id, ClaimsPrincipal user, LinkedAccounts accounts, CancellationToken cancellationToken) =>
        await accounts.UnverifyAsync(id, user.Caller(), cancellationToken) ? Results.NoContent() : Api.NotFound("There is no verified account with this id, or it was signed in with.");

    private static async Task<IResult> ImportsAsync(HttpRequest request, ImportService imports, CancellationToken cancellationToken)
    {
        if (request.ReadPage<Guid>(Guid.TryParse, out var limit, out var before) is { } problem)
            return problem;
        return Api.PageOf([.. (await imports.ListAllAsync(before, limit + 1, cancellationToken)).Select(i => i.Receipt)], limit, receipt => receipt.Id);
    }

    private static async Task<IResult> RemovalsAsync(NameRemovals removals, CancellationToken cancellationToken) =>
        Api.Ok(new Page<RemovalView>(await removals.ListAsync(LargestPage, cancellationToken), null));

    private static Task<IResult> GrantAsync(Guid id, ClaimsPrincipal user, NameRemovals removals, CancellationToken cancellationToken) =>
        DecideAsync(id, granted: true, user, removals, cancellationToken);

    private static Task<IResult> RefuseAsync(Guid id, ClaimsPrincipal user, NameRemovals removals, CancellationToken cancellationToken) =>
        DecideAsync(id, granted: false, user, removals, cancellationToken);

    private static async Task<IResult> DecideAsync(Guid id, bool granted, ClaimsPrincipal user, NameRemovals removals, CancellationToken cancellationToken) =>
        await removals.DecideAsync(id, granted, user.Caller(), cancellationToken) ? Results.NoContent() : Api.NotFound("There is no request with this id that waits for a decision.");

    /// <summary>What the server's own Ballchasing key may send and has sent; nothing while there is no key.</summary>
    private static IResult Quotas(BallchasingAccess access, RateBudgets budgets)
    {
        if (access.SiteKey is not { } key)
            return Api.Ok(new Page<QuotaLine>([], null));
        var budget = budgets.For(key);
        return Api.Ok(new Page<QuotaLine>([.. Enum.GetValues<RequestKind>().Select(kind => (kind, Lane: budget[kind])).Select(l =>
            new QuotaLine(l.kind, budget.Tier.Name, budget.TierIsKnown, l.Lane.Limit.PerSecond, l.Lane.Limit.PerHour, l.Lane.UsedThisHour))], null));
    }

    private static async Task<IResult> RankTrainingAsync(StoredRankModels models, CancellationToken cancellationToken)
    {
        var last = await models.LastTrainingAsync(cancellationToken);
        return Api.Ok(new RankTrainingLine(last?.FinishedAt, last?.Outcome, last?.Supply.Needs ?? []));
    }

    private static async Task<IResult> TrainAsync(IRankTrainingScheduler training, CancellationToken cancellationToken)
    {
        await training.RunSoonAsync(cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> AuditAsync(HttpRequest request, AuditLog audit, CancellationToken cancellationToken)
    {
        if (request.ReadPage<Guid>(Guid.TryParse, out var limit, out var before) is { } problem)
            return problem;
        Guid? of = Guid.TryParse(request.Query["user"], out var user) ? user : null;
        if (of is null && request.Query["user"].Count > 0)
            return Api.Invalid("user", "'user' must be a user's id.");
        return Api.PageOf(await audit.ListAsync(of, before, limit + 1, cancellationToken), limit, line => line.Id);
    }
}

/// <summary>What the server's Ballchasing key may send of one kind of request.</summary>
/// <param name="TierIsKnown">False until Ballchasing was asked for the key's tier.</param>
/// <param name="PerSecond">Null where there is no limit, like <paramref name="PerHour"/>.</param>
public sealed record QuotaLine(RequestKind Kind, string Tier, bool TierIsKnown, int? PerSecond, int? PerHour, int UsedThisHour);

/// <summary>How the last look for a better rank model ended; null where nobody looked yet.</summary>
public sealed record RankTrainingLine(DateTimeOffset? FinishedAt, RankTrainingOutcome? Outcome, IReadOnlyList<RankNeed> Needs);
