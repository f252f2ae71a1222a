using System.Security.Claims;
using System.Text.Json;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/me/accounts</c>: the accounts that I play on, and which matches might be mine.</summary>
public static class AccountsApi
{
    private const string Address = Api.Root + "/me/accounts";

    public static void MapLinkedAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapSection("Linked accounts", "The accounts that you play on, as one person. One that isn't verified marks your rows and opens nothing.");
        accounts.MapGet("/me/accounts", ListAsync).RequireScope(ApiScopes.Read)
            .Describe("listAccounts", "List your linked accounts", "Steam accounts are linked by signing in with them on the website.")
            .Returns(new Page<LinkedAccountView>([AccountExamples.Linked], null), "All of them.");
        accounts.MapPost("/me/accounts", ClaimAsync).RequireScope(ApiScopes.Write).Idempotent()
            .Describe("claimAccount", "Link an account by its name", "It is verified once a replay is known that was played after that, uploaded by your Steam account and recorded by this one; or by an administrator.")
            .Takes<AccountClaim>(("epic", AccountExamples.Claim))
            .Creates(AccountExamples.Claimed, Address, "The account, not verified yet.");
        accounts.MapGet("/me/accounts/{id:guid}/guesses", GuessesAsync).RequireScope(ApiScopes.Read).OfAccount(AccountExamples.LinkedId)
            .Describe("getGuesses", "Get what might be yours", "Accounts that bear the claimed name, and rows whose account Ballchasing masks. Until you confirm them they count for nobody.")
            .Returns(AccountExamples.Guesses, "The guesses.");
        accounts.MapPost("/me/accounts/{id:guid}/confirm", ConfirmAsync).RequireScope(ApiScopes.Write).OfAccount(AccountExamples.LinkedId).Idempotent()
            .Describe("confirmAccount", "Say which account it is", "One of those that were guessed.")
            .Takes<AccountConfirmation>(("account", AccountExamples.Confirmation))
            .Returns(AccountExamples.Linked, "The account, with its id.").Fails(ProblemTypes.Conflict);
        accounts.MapPost("/me/accounts/{id:guid}/matches", DecideAsync).RequireScope(ApiScopes.Write).OfAccount(AccountExamples.LinkedId).Idempotent()
            .Describe("decideMatches", "Say which rows are yours", "Rows that were not guessed are passed over.")
            .Takes<MatchDecision>(("mine", AccountExamples.Decision))
            .Returns(new Decided(1), "How many were decided.");
        accounts.MapPut("/me/accounts/{id:guid}/sync", SyncAsync).RequireScope(ApiScopes.Write).OfAccount(AccountExamples.LinkedId)
            .Describe("syncAccount", "Have an account sync by itself, or no more", "Its matches are then fetched by themselves every half hour, at first all of them.")
            .Takes<SyncWish>(("off", AccountExamples.NoSync))
            .Returns(AccountExamples.Linked with { Syncs = false, NextSyncAt = null }, "The account.");
        accounts.MapDelete("/me/accounts/{id:guid}", UnlinkAsync).RequireScope(ApiScopes.Write).OfAccount(AccountExamples.UnlinkedId)
            .Describe("unlinkAccount", "Unlink an account", "Rows that you confirmed for it are nobody's again. The last account that you can sign in with stays.")
            .ReturnsNothing("It is no longer linked.").Fails(ProblemTypes.Conflict);
    }

    private static RouteHandlerBuilder OfAccount(this RouteHandlerBuilder endpoint, Guid example) => endpoint.Path("id", "The linked account's id.", example);

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, LinkedAccounts accounts, CancellationToken cancellationToken) =>
        Api.Ok(new Page<LinkedAccountView>(await accounts.ListAsync(user.UserId()!.Value, cancellationToken), null));

    private static async Task<IResult> ClaimAsync(HttpRequest request, ClaimsPrincipal user, LinkedAccounts accounts, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (platform, name, playerId) = (body.Needed("platform"), body.Needed("name"), body.Text("playerId"));
        if (body.Problem("Nothing was linked.") is { } problem)
            return problem;
        var (claimed, errors) = await accounts.ClaimAsync(user.UserId()!.Value, platform, name, playerId, user.Caller(), cancellationToken);
        body.Wrong(errors);
        return body.Problem("Nothing was linked.") ?? Api.Created(Address, claimed!);
    }

    private static async Task<IResult> SyncAsync(Guid id, HttpRequest request, ClaimsPrincipal user, LinkedAccounts accounts, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var syncs = body.Flag("syncs");
        if (syncs is null)
            body.Wrong("syncs", "'syncs' must be true or false.");
        if (body.Problem("Nothing was changed.") is { } problem)
            return problem;
        return await accounts.SyncAsync(user.UserId()!.Value, id, syncs!.Value, cancellationToken) is { } account ? Api.Ok(account) : NoSuchAccount();
    }

    private static async Task<IResult> UnlinkAsync(Guid id, ClaimsPrincipal user, LinkedAccounts accounts, CancellationToken cancellationToken) =>
        await accounts.UnlinkAsync(user.UserId()!.Value, id, user.Caller(), cancellationToken) switch
        {
            null => Results.NoContent(),
            "" => NoSuchAccount(),
            var against => Api.Conflict(against),
        };

    private static async Task<IResult> GuessesAsync(Guid id, ClaimsPrincipal user, LinkedAccounts accounts, MatchClaims claims, CancellationToken cancellationToken)
    {
        var me = user.UserId()!.Value;
        return (await accounts.ListAsync(me, cancellationToken)).Any(a => a.Id == id)
            ? Api.Ok(new Guesses(await claims.AccountsAsync(me, id, cancellationToken), await claims.RowsAsync(me, id, cancellationToken)))
            : NoSuchAccount();
    }

    private static async Task<IResult> ConfirmAsync(Guid id, HttpRequest request, ClaimsPrincipal user, LinkedAccounts accounts, MatchClaims claims, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var playerId = body.Needed("playerId");
        if (body.Problem("Nothing was confirmed.") is { } problem)
            return problem;
        var me = user.UserId()!.Value;
        if (!(await accounts.ListAsync(me, cancellationToken)).Any(a => a.Id == id))
            return NoSuchAccount();
        return await claims.ConfirmAsync(me, id, playerId!, user.Caller(), cancellationToken)
            ? Api.Ok((await accounts.ListAsync(me, cancellationToken)).Single(a => a.Id == id))
            : Api.Conflict("This is none of the accounts in question, or it is proven to be somebody else's.");
    }

    private static async Task<IResult> DecideAsync(Guid id, HttpRequest request, ClaimsPrincipal user, LinkedAccounts accounts, MatchClaims claims, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var confirmed = body.Flag("mine");
        var rows = Rows(body);
        if (confirmed is null)
            body.Wrong("mine", "Say whether these are yours: true or false.");
        if (body.Problem("Nothing was decided.") is { } problem)
            return problem;
        var me = user.UserId()!.Value;
        if (!(await accounts.ListAsync(me, cancellationToken)).Any(a => a.Id == id))
            return NoSuchAccount();
        return Api.Ok(new Decided(await claims.DecideAsync(me, id, rows, confirmed!.Value, user.Caller(), cancellationToken)));
    }

    private static List<(Guid, int)> Rows(JsonBody body)
    {
        List<(Guid, int)> rows = [];
        foreach (var row in body.Objects("rows") ?? [])
        {
            if (row.TryGetProperty("replayId", out var replay) && Guid.TryParse(JsonBody.TextOf(replay), out var id)
                && row.TryGetProperty("slot", out var slot) && slot.ValueKind == JsonValueKind.Number && slot.TryGetInt32(out var place))
                rows.Add((id, place));
            else
                body.Wrong("rows", "A row is {\"replayId\": \"…\", \"slot\": 0}.");
        }

        if (rows.Count == 0)
            body.Wrong("rows", "Give the rows that you decide about.");
        return rows;
    }

    private static IResult NoSuchAccount() => Api.NotFound("You have linked no account with this id.");
}

/// <param name="Accounts">Accounts that bear the claimed name.</param>
/// <param name="Rows">Masked rows that bear it.</param>
public sealed record Guesses(IReadOnlyList<AccountGuess> Accounts, IReadOnlyList<RowGuess> Rows);

/// <param name="Rows">How many of the rows were in question, and are decided now.</param>
public sealed record Decided(int Rows);
