using Microsoft.AspNetCore.Authentication;

namespace RocketTrainer.Web.Auth.Steam;

public sealed class SteamAuthenticationOptions : RemoteAuthenticationOptions
{
    public SteamAuthenticationOptions()
    {
        CallbackPath = SteamAuthenticationDefaults.CallbackPath;
        BackchannelTimeout = TimeSpan.FromSeconds(10);

        // Steam sends the browser back by a top-level GET, which Lax lets through.
        CorrelationCookie.SameSite = SameSiteMode.Lax;
        CorrelationCookie.HttpOnly = true;
        CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        // The browser learns that it failed, not why.
        Events = new()
        {
            OnRemoteFailure = context => ToSignIn(context, "failed"),
            OnAccessDenied = context => ToSignIn(context, "cancelled"),
        };
    }

    /// <summary>Where people are sent and answers are verified: https, or http on this machine alone.</summary>
    public Uri AuthenticationEndpoint { get; set; } = new(SteamAuthenticationDefaults.AuthenticationEndpoint);

    /// <summary>
    /// Scheme and host that this app has for its visitors. OpenID 2.0 knows no registered addresses: an app that took them
    /// from a request could be made to believe answers that were given to somebody else's site. Without it only addresses
    /// of this machine are believed.
    /// </summary>
    public Uri? Origin { get; set; }

    /// <summary>A Steam Web API key. Without one, accounts have no name and no avatar.</summary>
    public string? ApplicationKey { get; set; }

    /// <summary>Where names and avatars come from. The key is in the query, so this is https, or http on this machine alone.</summary>
    public string UserInformationEndpoint { get; set; } = SteamAuthenticationDefaults.UserInformationEndpoint;

    /// <summary>Seals what has to come back with the answer; made from <see cref="RemoteAuthenticationOptions.DataProtectionProvider"/> unless set.</summary>
    public ISecureDataFormat<AuthenticationProperties> StateDataFormat { get; set; } = null!;

    /// <exception cref="InvalidOperationException">An address can't be used; the message names its key.</exception>
    public override void Validate()
    {
        base.Validate();
        if (Origin is not null && !(Origin is { IsAbsoluteUri: true, Scheme: "https" or "http", PathAndQuery: "/" }))
            throw new InvalidOperationException("PublicUrl must be scheme and host, like https://trainer.example.org.");
        if (!IsSafe(AuthenticationEndpoint))
            throw new InvalidOperationException("Steam:OpenIdEndpoint must be an absolute https address; http is for this machine alone.");
        if (!Uri.TryCreate(UserInformationEndpoint, UriKind.Absolute, out var information) || !IsSafe(information))
            throw new InvalidOperationException("Steam:UserInformationEndpoint must be an absolute https address; http is for this machine alone.");
    }

    private static Task ToSignIn(HandleRequestContext<RemoteAuthenticationOptions> context, string error)
    {
        context.Response.Redirect($"{context.Request.PathBase}/sign-in?error={error}");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static bool IsSafe(Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
