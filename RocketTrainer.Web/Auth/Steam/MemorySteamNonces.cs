namespace RocketTrainer.Web.Auth.Steam;

/// <summary>Nonces of one process. When there is no more room it refuses: to forget one would let it be used again.</summary>
public sealed class MemorySteamNonces(TimeProvider time) : ISteamNonces
{
    private const int Room = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _byExpiry = new();

    public Task<bool> TryUseAsync(string nonce, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            while (_byExpiry.TryPeek(out var next, out var expiry) && expiry < now)
            {
                _byExpiry.Dequeue();
                _used.Remove(next);
            }

            if (_used.Count >= Room || !_used.Add(nonce))
                return Task.FromResult(false);
            _byExpiry.Enqueue(nonce, expiresAt);
            return Task.FromResult(true);
        }
    }
}
