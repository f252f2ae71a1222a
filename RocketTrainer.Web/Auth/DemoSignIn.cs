using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Auth;

public sealed class DemoSignInOptions : AuthenticationSchemeOptions;

/// <summary>
/// On a developer's machine, while all matches are invented: whoever comes without a session is the demo player, who may
/// also look into administration.
/// </summary>
public sealed class DemoSignIn(IOptionsMonitor<DemoSignInOptions> options, ILoggerFactory logger, UrlEncoder encoder, Users users)
    : AuthenticationHandler<DemoSignInOptions>(options, logger, encoder)
{
    public new const string Scheme = "Demo";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        await users.FindAsync(User.DemoId, Context.RequestAborted) is { } demo
            ? AuthenticateResult.Success(new AuthenticationTicket(Principals.Of(demo, Scheme), Scheme))
            : AuthenticateResult.NoResult();

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Redirect("/no-access");
        return Task.CompletedTask;
    }
}
