using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest.Limits;

namespace RocketTrainer.Web.Rest;

/// <summary>
/// The door to everything under <c>/api</c>, also to what isn't there: asks who it is, counts the request and says in
/// headers what is left. Whoever fails to show who he is gets fewer tries, by address, and after them is not asked any
/// more: that slows down the guessing of keys.
/// </summary>
public sealed class Gate(RequestDelegate next, ApiQuotas quotas, IAuthorizationPolicyProvider policies)
{
    public const string Root = "/api";

    public static bool IsApi(PathString path) => path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    public async Task InvokeAsync(HttpContext context, IPolicyEvaluator evaluator)
    {
        var address = ClientAddress.Of(context.Connection.RemoteIpAddress);
        if (quotas.Anonymous.Look(address) is { IsExceeded: true } locked)
        {
            await RefuseAsync(context, quotas.Anonymous, locked);
            return;
        }

        var isOpen = context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var policy = await policies.GetPolicyAsync(Access.ApiPolicy);
        var isKnown = (await evaluator.AuthenticateAsync(policy!, context)).Succeeded;
        var (quota, state) = isKnown ? (quotas.Default, quotas.Default.Take(Credential(context.User)))
            : (quotas.Anonymous, isOpen ? quotas.Anonymous.Look(address) : quotas.Anonymous.Take(address));
        if (state.IsExceeded)
        {
            await RefuseAsync(context, quota, state);
            return;
        }

        context.Response.OnStarting(() =>
        {
            // An open endpoint that looks at keys or tokens itself: what it does not believe counts, too.
            if (!isKnown && isOpen && context.Response.StatusCode == StatusCodes.Status401Unauthorized)
                state = quota.Take(address);
            Tell(context.Response, quota, state);
            return Task.CompletedTask;
        });
        if (isKnown || isOpen)
        {
            await next(context);
            return;
        }

        foreach (var scheme in Access.ApiSchemes)
            await context.ChallengeAsync(scheme);
    }

    private static string Credential(ClaimsPrincipal user) =>
        user.FindFirstValue(Principals.KeyClaim) ?? user.UserId()?.ToString() ?? throw new InvalidOperationException("An authenticated caller has no id.");

    private static Task RefuseAsync(HttpContext context, RequestQuota quota, QuotaState state)
    {
        Tell(context.Response, quota, state);
        return new ProblemAnswer(ProblemTypes.QuotaExceeded) { RetryAfter = state.EndsIn, ViolatedPolicies = [quota.Policy] }.ExecuteAsync(context);
    }

    private static void Tell(HttpResponse response, RequestQuota quota, QuotaState state)
    {
        response.Headers["RateLimit-Policy"] = quota.PolicyHeader;
        response.Headers["RateLimit"] = quota.Header(state);
    }
}
