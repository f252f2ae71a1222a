using RocketTrainer.Core.Accounts.Keys;

namespace RocketTrainer.Web.Auth;

/// <summary>Stands with an endpoint: what a key or token must be allowed to call it.</summary>
public sealed record RequiredScope(ApiScopes Scope);

public static class ScopeRequirement
{
    /// <summary>Lets in only keys and tokens with this scope; with <see cref="ApiScopes.Admin"/> only administrators'.</summary>
    public static T RequireScope<T>(this T endpoint, ApiScopes scope)
        where T : IEndpointConventionBuilder
    {
        endpoint.RequireAuthorization(policy =>
        {
            policy.AddAuthenticationSchemes(Access.ApiSchemes).RequireAuthenticatedUser()
                .RequireAssertion(context => context.User.Scopes().HasFlag(scope));
            if (scope == ApiScopes.Admin)
                policy.RequireRole(Roles.Administrator);
        });
        endpoint.Add(e => e.Metadata.Add(new RequiredScope(scope)));
        return endpoint;
    }

    /// <summary>Lets in every key and token that is good for anything.</summary>
    public static T RequireAnyScope<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.RequireScope(ApiScopes.None);

    /// <summary>Lets in keys themselves, and no tokens that were made of them.</summary>
    public static T RequireKey<T>(this T endpoint)
        where T : IEndpointConventionBuilder
    {
        endpoint.RequireAuthorization(policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.Scheme)
            .RequireAssertion(context => context.User.Identity?.AuthenticationType == ApiKeyAuthentication.Scheme));
        return endpoint.RequireAnyScope();
    }
}
