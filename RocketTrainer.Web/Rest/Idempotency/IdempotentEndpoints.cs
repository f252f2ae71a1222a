namespace RocketTrainer.Web.Rest.Idempotency;

/// <summary>Stands with an endpoint that does a thing once, however often it is asked with one <c>Idempotency-Key</c>.</summary>
/// <param name="HoldsSecret">Its answer is not stored, because a secret stands in it.</param>
public sealed record IdempotencyMetadata(bool HoldsSecret);

public static class IdempotentEndpoints
{
    /// <summary>
    /// With an <c>Idempotency-Key</c> the thing is done once in 24 hours, and a repeat gets the same answer. It wraps the
    /// whole endpoint, so a handler may read the body in any way.
    /// </summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder endpoint) => endpoint.RunOnce(new IdempotencyMetadata(HoldsSecret: false));

    /// <summary>The same for an answer that holds a secret: it is not stored, and a repeat is told that it was done.</summary>
    public static RouteHandlerBuilder IdempotentWithSecret(this RouteHandlerBuilder endpoint) => endpoint.RunOnce(new IdempotencyMetadata(HoldsSecret: true));

    private static RouteHandlerBuilder RunOnce(this RouteHandlerBuilder endpoint, IdempotencyMetadata metadata)
    {
        endpoint.Add(e =>
        {
            var handle = e.RequestDelegate ?? throw new InvalidOperationException($"{e.DisplayName} has nothing to run.");
            e.Metadata.Add(metadata);
            e.RequestDelegate = context => IdempotentRequest.RunAsync(context, handle, metadata.HoldsSecret);
        });
        return endpoint;
    }
}
