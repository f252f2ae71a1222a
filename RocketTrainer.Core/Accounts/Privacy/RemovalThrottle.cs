using System.Threading.RateLimiting;

namespace RocketTrainer.Core.Accounts.Privacy;

/// <summary>Anybody may ask not to be named, but nobody a thousand times.</summary>
public sealed class RemovalThrottle : IDisposable
{
    private const int PerHour = 10;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerHour, Window = TimeSpan.FromHours(1) }));

    /// <summary>Whether this caller may ask once more; the program itself always may.</summary>
    public bool Admits(Caller caller)
    {
        if (caller == Caller.Server)
            return true;
        using var lease = _limiter.AttemptAcquire(caller.UserId?.ToString() ?? caller.Address ?? "");
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
