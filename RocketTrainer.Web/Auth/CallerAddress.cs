using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace RocketTrainer.Web.Auth;

/// <summary>
/// Notes with the principal where a request comes from: a page that is connected has no request any more to ask.
/// </summary>
public sealed class CallerAddress(IHttpContextAccessor http) : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (http.HttpContext?.Connection.RemoteIpAddress is not { } address || principal.HasClaim(c => c.Type == Principals.AddressClaim))
            return Task.FromResult(principal);
        var noted = principal.Clone();
        noted.AddIdentity(new ClaimsIdentity([new Claim(Principals.AddressClaim, address.ToString())]));
        return Task.FromResult(noted);
    }
}
