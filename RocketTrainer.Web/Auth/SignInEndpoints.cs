using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Web.Auth;

/// <summary>The ways in and out for people at browsers.</summary>
public static class SignInEndpoints
{
    private const string LinkTo = "link-to";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in/steam", Begin).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/sign-in/complete", CompleteAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/account/link/steam", BeginLinkAsync).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/account/link/complete", CompleteLinkAsync).RequireAuthorization().ExcludeFromDescription();
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>A path of this server, and nothing that a browser would take for another one's.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && path.All(c => char.IsAscii(c) && !char.IsControl(c)) ? path : "/";

    private static IResult Begin(string? returnUrl) => Results.Challenge(
        new AuthenticationProperties { RedirectUri = $"/sign-in/complete?returnUrl={Uri.EscapeDataString(Local(returnUrl))}" },
        [SteamAuthenticationDefaults.AuthenticationScheme]);

    private static async Task<IResult> CompleteAsync(HttpContext context, string? returnUrl, Users users, CancellationToken cancellationToken)
    {
        var (steam, linkTo) = await TakeAsync(context);
        if (steam is null || linkTo is not null)
            return Results.LocalRedirect("/sign-in?error=failed");
        await Sessions.SignInAsync(context, await users.SignInAsync(steam, context.Connection.RemoteIpAddress?.ToString(), cancellationToken));
        return Results.LocalRedirect(Local(returnUrl));
    }

    private static async Task<IResult> BeginLinkAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        var properties = new AuthenticationProperties { RedirectUri = "/account/link/complete" };
        properties.Items[LinkTo] = context.User.UserId()!.Value.ToString();
        return Results.Challenge(properties, [SteamAuthenticationDefaults.AuthenticationScheme]);
    }

    private static async Task<IResult> CompleteLinkAsync(HttpContext context, LinkedAccounts accounts, CancellationToken cancellationToken)
    {
        var (steam, linkTo) = await TakeAsync(context);
        if (steam is null || context.User.UserId() is not { } me || linkTo != me.ToString())
            return Results.LocalRedirect("/account/accounts?link=failed");
        return Results.LocalRedirect(await accounts.LinkAsync(me, steam, context.User.Caller(), cancellationToken) ? "/account/accounts?link=done" : "/account/accounts?link=taken");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        if ((await context.AuthenticateAsync(Sessions.Scheme)).Principal?.UserId() is { } user)
            await audit.WriteAsync(AuditKind.SignedOut, user, context.User.Caller(), subject: null, cancellationToken);
        await context.SignOutAsync(Sessions.Scheme);
        return Results.LocalRedirect("/sign-in?out=yes");
    }

    /// <summary>What Steam said, once.</summary>
    private static async Task<(SteamIdentity? Steam, string? LinkTo)> TakeAsync(HttpContext context)
    {
        var external = await context.AuthenticateAsync(Access.ExternalScheme);
        await context.SignOutAsync(Access.ExternalScheme);
        if (!external.Succeeded || !SteamClaimedId.TryRead(external.Principal.FindFirstValue(ClaimTypes.NameIdentifier), out var steamId))
            return (null, null);
        return (new(steamId, external.Principal.FindFirstValue(ClaimTypes.Name), external.Principal.FindFirstValue(SteamClaimTypes.Avatar)),
            external.Properties.Items.TryGetValue(LinkTo, out var user) ? user : null);
    }
}
