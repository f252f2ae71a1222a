using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Auth;

/// <summary>The person that a page is shown to.</summary>
public sealed class CurrentUser(AuthenticationStateProvider authentication)
{
    public async Task<ClaimsPrincipal> PrincipalAsync() => (await authentication.GetAuthenticationStateAsync()).User;

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lacks its policy.</exception>
    public async Task<Viewer.Person> ViewerAsync() => (await PrincipalAsync()).Viewer();
}
