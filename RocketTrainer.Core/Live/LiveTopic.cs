using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RocketTrainer.Core.Live;

/// <summary>
/// The newest value of something, for anybody who watches. Publishing never waits; a slow watcher skips what it missed
/// and gets the newest value at its own pace.
/// </summary>
public sealed class LiveTopic<T>(T initial)
{
    private ImmutableArray<Channel<bool>> _bells = [];
    private volatile Held _latest = new(initial);

    /// <summary>The last value published.</summary>
    public T Latest => _latest.Value;

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched => !_bells.IsEmpty;

    public void Publish(T value)
    {
        _latest = new Held(value);
        foreach (var bell in _bells)
            bell.Writer.TryWrite(true);
    }

    /// <summary>The latest value at once, then each newer one, until cancelled.</summary>
    public async IAsyncEnumerable<T> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _bells, static (all, one) => all.Add(one), bell); // register first, then read
        LiveMetrics.Watchers.Add(1);
        try
        {
            var seen = _latest;
            yield return seen.Value;
            // The bell only says that there is something new. Were values passed on, two publishers at once could leave
            // the older one in a watcher's hands.
            await foreach (var _ in bell.Reader.ReadAllAsync(cancellationToken))
            {
                if (_latest is var now && now == seen)
                    continue;
                seen = now;
                yield return seen.Value;
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _bells, static (all, one) => all.Remove(one), bell);
            LiveMetrics.Watchers.Add(-1);
        }
    }

    // A reference is replaced as a whole, whatever T is.
    private sealed class Held(T value)
    {
        public T Value { get; } = value;
    }
}

/// <summary>How many watchers there are: the meter <c>RocketTrainer.Live</c>.</summary>
internal static class LiveMetrics
{
    private static readonly Meter Meter = new("RocketTrainer.Live");

    public static readonly UpDownCounter<int> Watchers =
        Meter.CreateUpDownCounter<int>("rockettrainer.live.watchers", "{watcher}", "Subscriptions to live topics that are open.");
}
