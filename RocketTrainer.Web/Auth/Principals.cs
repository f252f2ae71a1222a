using System.Globalization;
using System.Security.Claims;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;

namespace RocketTrainer.Web.Auth;

public static class Roles
{
    public const string Administrator = "administrator";
    public const string Coach = "coach";
    public const string Player = "player";
}

/// <summary>A user as a principal, and back.</summary>
public static class Principals
{
    public const string StampClaim = "stamp";
    public const string ScopesClaim = "scopes";
    public const string KeyClaim = "key";
    public const string AddressClaim = "address";
    public const string TimeZoneClaim = "zoneinfo";
    public const string AvatarClaim = "picture";
    public const string ThemeClaim = "theme";

    /// <summary>The principal of a user; through a key or token only with its scopes, and an administrator only with that one.</summary>
    /// <param name="key">The key, or the one that the token came from; null for a person at a browser.</param>
    public static ClaimsPrincipal Of(KnownUser user, string scheme, ApiScopes? scopes = null, Guid? key = null)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new(ClaimTypes.Name, user.DisplayName),
            new(ClaimTypes.Role, Roles.Player),
            new(StampClaim, user.SessionStamp.ToString()),
        ];
        if (user.IsCoach)
            claims.Add(new(ClaimTypes.Role, Roles.Coach));
        if (user.IsAdministrator && scopes?.HasFlag(ApiScopes.Admin) != false)
            claims.Add(new(ClaimTypes.Role, Roles.Administrator));
        claims.Add(new(ThemeClaim, user.Theme.ToString().ToLowerInvariant()));
        if (user.TimeZone is not null)
            claims.Add(new(TimeZoneClaim, user.TimeZone));
        if (user.AvatarUrl is not null)
            claims.Add(new(AvatarClaim, user.AvatarUrl));
        if (scopes is { } granted)
            claims.Add(new(ScopesClaim, ((int)granted).ToString(CultureInfo.InvariantCulture)));
        if (key is not null)
            claims.Add(new(KeyClaim, key.Value.ToString()));
        return new(new ClaimsIdentity(claims, scheme));
    }

    public static Guid? UserId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The person that an authorized request or page is for.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint lacks its policy.</exception>
    public static Viewer.Person Viewer(this ClaimsPrincipal principal) =>
        new(principal.UserId() ?? throw new InvalidOperationException("Nobody is signed in."), principal.IsInRole(Roles.Administrator));

    public static Caller Caller(this ClaimsPrincipal principal) => new(
        principal.UserId(), principal.FindFirstValue(AddressClaim), Guid.TryParse(principal.FindFirstValue(KeyClaim), out var key) ? key : null);

    /// <summary>What the key or token allows; everything for a person at a browser.</summary>
    public static ApiScopes Scopes(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(ScopesClaim) is { } scopes ? (ApiScopes)int.Parse(scopes, CultureInfo.InvariantCulture) : ApiScopes.All;
}
