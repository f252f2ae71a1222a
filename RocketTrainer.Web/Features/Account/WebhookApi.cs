using System.Security.Claims;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Notifications;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/me/webhook</c>: where I am told that an import ended.</summary>
public static class WebhookApi
{
    public static void MapWebhook(this IEndpointRouteBuilder api)
    {
        var webhook = api.MapSection("Your webhook", "Be told in Discord, or wherever messages in its form are taken, when an import ends that took longer than a minute.");
        webhook.MapGet("/me/webhook", FindAsync).RequireScope(ApiScopes.Read)
            .Describe("getWebhook", "Get what is known of your webhook", "Its host, and whether the last message arrived; never the address.")
            .Returns(AccountExamples.Webhook, "The webhook, without its address.").Fails(ProblemTypes.NotFound);
        webhook.MapPut("/me/webhook", KeepAsync).RequireScope(ApiScopes.Write)
            .Describe("keepWebhook", "Give a webhook", "A first message is sent there; when it arrives, the address is kept in a sealed form and never shown again. It must begin with `https://` and lead to the public internet.")
            .Takes<WebhookWish>(("discord", AccountExamples.NewWebhook))
            .Returns(AccountExamples.Webhook, "The webhook, without its address.");
        webhook.MapDelete("/me/webhook", ForgetAsync).RequireScope(ApiScopes.Write)
            .Describe("forgetWebhook", "Take your webhook back", "Nothing is sent there any more.")
            .ReturnsNothing("It is forgotten.").Fails(ProblemTypes.NotFound);
    }

    private static async Task<IResult> FindAsync(ClaimsPrincipal user, Webhooks webhooks, CancellationToken cancellationToken) =>
        await webhooks.FindAsync(user.UserId()!.Value, cancellationToken) is { } webhook ? Api.Ok(webhook) : NoWebhook();

    private static async Task<IResult> KeepAsync(HttpRequest request, ClaimsPrincipal user, Webhooks webhooks, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var url = body.Needed("url");
        if (body.Problem("No webhook was kept.") is { } problem)
            return problem;
        var (kept, errors) = await webhooks.KeepAsync(user.UserId()!.Value, url, user.Caller(), cancellationToken);
        return kept is null ? Api.Invalid(errors, "No webhook was kept.") : Api.Ok(kept);
    }

    private static async Task<IResult> ForgetAsync(ClaimsPrincipal user, Webhooks webhooks, CancellationToken cancellationToken) =>
        await webhooks.ForgetAsync(user.UserId()!.Value, user.Caller(), cancellationToken) ? Results.NoContent() : NoWebhook();

    private static IResult NoWebhook() => Api.NotFound("You gave no webhook.");
}
