using System.Security.Claims;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Admin;

/// <summary><c>/admin</c>: users and roles, everybody's imports, requests not to be named, the audit log.</summary>
public static class AdminApi
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public static void MapAdmin(this IEndpointRouteBuilder api)
    {
        api.MapGet("/admin/users", UsersAsync).RequireScope(ApiScopes.Admin);
        api.MapPut("/admin/users/{id:guid}/roles", SetRolesAsync).RequireScope(ApiScopes.Admin);
        api.MapPost("/admin/accounts/{id:guid}/verify", VerifyAsync).RequireScope(ApiScopes.Admin);
        api.MapGet("/admin/imports", ImportsAsync).RequireScope(ApiScopes.Admin);
        api.MapGet("/admin/removals", RemovalsAsync).RequireScope(ApiScopes.Admin);
        api.MapPost("/admin/removals/{id:guid}/grant", GrantAsync).RequireScope(ApiScopes.Admin);
        api.MapPost("/admin/removals/{id:guid}/refuse", RefuseAsync).RequireScope(ApiScopes.Admin);
        api.MapGet("/admin/quotas", Quotas).RequireScope(ApiScopes.Admin);
        api.MapGet("/admin/audit", AuditAsync).RequireScope(ApiScopes.Admin);
    }

    private static async Task<IResult> UsersAsync(HttpRequest request, UserAdministration administration, CancellationToken cancellationToken)
    {
        if (!Api.TryReadLimit(request, UsualPage, LargestPage, out var limit, out var problem) || !Api.TryReadIdCursor(request, out var before, out problem))
            return problem!;
        return Api.PageOf(await administration.ListAsync(request.Query["search"], before, limit + 1, cancellationToken), limit, user => user.Id.ToString());
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
            var against => Results.Problem(statusCode: StatusCodes.Status409Conflict, detail: against),
        };
    }

    private static async Task<IResult> VerifyAsync(Guid id, ClaimsPrincipal user, LinkedAccounts accounts, CancellationToken cancellationToken) =>
        await accounts.VerifyAsync(id, user.Caller(), cancellationToken)
            ? Results.NoContent()
            : Api.NotFound("There is no claimed account with this id, it isn't known which account is meant, or it is proven to be somebody else's.");

    private static async Task<IResult> ImportsAsync(HttpRequest request, ImportService imports, CancellationToken cancellationToken)
    {
        if (!Api.TryReadLimit(request, UsualPage, LargestPage, out var limit, out var problem) || !Api.TryReadIdCursor(request, out var before, out problem))
            return problem!;
        return Api.PageOf([.. (await imports.ListAllAsync(before, limit + 1, cancellationToken)).Select(i => i.Receipt)], limit, receipt => receipt.Id.ToString());
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
            new QuotaLine(l.kind, budget.Tier.Name, budget.TierIsKnown, l.Lane.Limit.PerSecond, l.Lane.Limit.PerHour, l.Lane.UsedThisSecond, l.Lane.UsedThisHour))], null));
    }

    private static async Task<IResult> AuditAsync(HttpRequest request, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!Api.TryReadLimit(request, UsualPage, LargestPage, out var limit, out var problem) || !Api.TryReadIdCursor(request, out var before, out problem))
            return problem!;
        Guid? of = Guid.TryParse(request.Query["user"], out var user) ? user : null;
        if (of is null && request.Query["user"].Count > 0)
            return Results.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["user"] = ["'user' must be a user's id."] });
        return Api.PageOf(await audit.ListAsync(of, before, limit + 1, cancellationToken), limit, line => line.Id.ToString());
    }
}

/// <summary>What the server's Ballchasing key may send of one kind of request.</summary>
/// <param name="TierIsKnown">False until Ballchasing was asked for the key's tier.</param>
/// <param name="PerSecond">Null where there is no limit, like <paramref name="PerHour"/>.</param>
public sealed record QuotaLine(RequestKind Kind, string Tier, bool TierIsKnown, int? PerSecond, int? PerHour, int UsedThisSecond, int UsedThisHour);
