using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace RocketTrainer.Web.Nodes;

/// <summary>Without Redis everything still works, but imports on other nodes aren't seen live: degraded, not away.</summary>
public sealed class RedisHealth(IConnectionMultiplexer redis) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(redis.IsConnected ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("Redis does not answer: imports on other nodes are not seen live."));
}
