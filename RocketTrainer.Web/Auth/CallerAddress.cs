using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace RocketTrainer.Web.Auth;

/// <summary>
/// Notes with the principal where a request comes from: a page that is connected has no request any more to ask.
/// </summary>
public sealed class CallerAddress(IHttpContextAccessor http) : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) =>
        Task.FromResult(http.HttpContext is { } context ? Noted(principal, context) : principal);

    /// <summary>The same for whoever isn't signed in, whom no transformation sees.</summary>
    public static Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated != true)
            context.User = Noted(context.User, context);
        return next(context);
    }

    private static ClaimsPrincipal Noted(ClaimsPrincipal principal, HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || principal.HasClaim(c => c.Type == Principals.AddressClaim))
            return principal;
        var noted = principal.Clone();
        noted.AddIdentity(new ClaimsIdentity([new Claim(Principals.AddressClaim, address.ToString())]));
        return noted;
    }
}
