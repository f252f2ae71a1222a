using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace RocketTrainer.Web.Auth;

public sealed class DemoSignInOptions : AuthenticationSchemeOptions;

/// <summary>Development only: whoever comes is the demo player.</summary>
public sealed class DemoSignIn(IOptionsMonitor<DemoSignInOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<DemoSignInOptions>(options, logger, encoder)
{
    public new const string Scheme = "Demo";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "Demo player"), new Claim(ClaimTypes.Role, Roles.Player)], Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }
}
