using System.Collections.Concurrent;

namespace RocketTrainer.Core.Accounts;

/// <summary>
/// What every request asks the database, remembered for a few seconds. What this node changes it forgets at once; what
/// another node changes is seen when the time is over.
/// </summary>
internal sealed class ShortMemory<TKey, TValue>(TimeProvider time)
    where TKey : notnull
{
    private const int Most = 10_000;

    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset Until)> _known = new();
    private int _forgotten;

    /// <summary>The value; one that <paramref name="load"/> gives as null is asked for again each time, so that invented keys don't fill the memory.</summary>
    public async ValueTask<TValue?> GetAsync(TKey key, Func<Task<TValue?>> load)
    {
        if (_known.TryGetValue(key, out var known) && known.Until > time.GetUtcNow())
            return known.Value;
        var forgotten = Volatile.Read(ref _forgotten);
        var value = await load();
        if (value is null)
            _known.TryRemove(key, out _);
        else if (forgotten == Volatile.Read(ref _forgotten)) // what was read while something changed may be from before
            Keep(key, value);
        return value;
    }

    public void Forget(Func<TKey, TValue, bool> which)
    {
        Interlocked.Increment(ref _forgotten);
        foreach (var (key, known) in _known)
        {
            if (which(key, known.Value))
                _known.TryRemove(key, out _);
        }
    }

    private void Keep(TKey key, TValue value)
    {
        if (_known.Count >= Most)
            _known.Clear();
        _known[key] = (value, time.GetUtcNow() + Lasts);
    }
}
