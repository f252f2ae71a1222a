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
    private ImmutableArray<Channel<T>> _inboxes = [];
    private volatile Held _latest = new(initial);

    /// <summary>The last value published.</summary>
    public T Latest => _latest.Value;

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched => !_inboxes.IsEmpty;

    public void Publish(T value)
    {
        _latest = new Held(value);
        foreach (var inbox in _inboxes)
            inbox.Writer.TryWrite(value);
    }

    /// <summary>The latest value at once, then each newer one, until cancelled.</summary>
    public async IAsyncEnumerable<T> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var inbox = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _inboxes, static (all, one) => all.Add(one), inbox); // register first, then read
        LiveMetrics.Watchers.Add(1);
        try
        {
            yield return Latest;
            await foreach (var value in inbox.Reader.ReadAllAsync(cancellationToken))
                yield return value;
        }
        finally
        {
            ImmutableInterlocked.Update(ref _inboxes, static (all, one) => all.Remove(one), inbox);
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
