using System.Threading.RateLimiting;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Features.Account;

/// <summary>Anybody may ask not to be named, but nobody a thousand times.</summary>
public sealed class RemovalThrottle : IDisposable
{
    private const int PerHour = 10;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerHour, Window = TimeSpan.FromHours(1) }));

    public bool Admits(Caller caller)
    {
        using var lease = _limiter.AttemptAcquire(caller.UserId?.ToString() ?? caller.Address ?? "");
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
