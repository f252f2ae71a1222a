using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Auth;

/// <summary>A connected page asks every half minute whether its session and its roles still stand; one that doesn't is nobody's page.</summary>
public sealed class SessionRevalidation(ILoggerFactory loggers, Users users) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await Sessions.UserOfAsync(authenticationState.User, users, cancellationToken) is { } user
        && (user.IsAdministrator || !authenticationState.User.IsInRole(Roles.Administrator))
        && (user.IsCoach || !authenticationState.User.IsInRole(Roles.Coach)); // what was gained comes with the next page
}
