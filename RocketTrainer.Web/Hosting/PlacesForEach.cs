using System.Threading.RateLimiting;

namespace RocketTrainer.Web.Hosting;

/// <summary>So many places at a time for each who asks.</summary>
/// <typeparam name="TKey">Who asks.</typeparam>
public abstract class PlacesForEach<TKey>(int most) : IDisposable
    where TKey : notnull
{
    private readonly PartitionedRateLimiter<TKey> _limiter = PartitionedRateLimiter.Create<TKey, TKey>(who =>
        RateLimitPartition.GetConcurrencyLimiter(who, _ => new ConcurrencyLimiterOptions { PermitLimit = most }));

    /// <summary>A place until the lease is disposed of; none where all are taken.</summary>
    public RateLimitLease Take(TKey who) => _limiter.AttemptAcquire(who);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _limiter.Dispose();
    }
}
