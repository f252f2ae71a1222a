using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing;

/// <summary>
/// What an import has still to ask for: listed replays in order, then pending ones when they are due. It is read from
/// the items a page at a time and ends when listing is done, nothing is under way and nothing will come due.
/// </summary>
internal sealed class ImportQueue : IDisposable
{
    private const int PageSize = 200;

    private static readonly TimeSpan LongestPendingPause = TimeSpan.FromMinutes(30);

    private readonly IDbContextFactory<RocketTrainerDb> _factory;
    private readonly Guid _importId;
    private readonly ImportingOptions _options;
    private readonly TimeProvider _time;
    private readonly DatabasePatience _patience;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Queue<QueuedItem> _ready = new();
    private readonly PriorityQueue<QueuedItem, DateTimeOffset> _later = new();
    private TaskCompletionSource _changed = NewSignal();
    private int _lastOrdinal = -1;
    private int _underWay;
    private bool _unread = true;
    private bool _listingDone;

    private ImportQueue(IDbContextFactory<RocketTrainerDb> factory, Import import, ImportingOptions options, TimeProvider time, DatabasePatience patience) =>
        (_factory, _importId, _options, _time, _patience, _listingDone) = (factory, import.Id, options, time, patience, import.ListingDone);

    /// <summary>The queue of an import, with what an earlier run left pending due at once.</summary>
    public static async Task<ImportQueue> LoadAsync(
        IDbContextFactory<RocketTrainerDb> factory, Import import, ImportingOptions options, TimeProvider time, DatabasePatience patience, CancellationToken cancellationToken)
    {
        var queue = new ImportQueue(factory, import, options, time, patience);
        var pending = await patience.DoAsync(
            async () =>
            {
                await using var db = await factory.CreateDbContextAsync(cancellationToken);
                return await db.ImportItems.Where(i => i.ImportId == import.Id && i.State == ImportItemState.Pending)
                    .OrderBy(i => i.Ordinal).Select(i => new QueuedItem(i.BallchasingId, i.Attempts)).ToListAsync(cancellationToken);
            },
            cancellationToken);
        foreach (var item in pending)
            queue._later.Enqueue(item, time.GetUtcNow());
        return queue;
    }

    /// <summary>A list page was stored.</summary>
    public void Listed(Import import)
    {
        lock (_gate)
        {
            _unread = true;
            _listingDone = import.ListingDone;
        }

        Signal();
    }

    /// <summary>No more pages will come, whatever the import says.</summary>
    public void ListingEnded()
    {
        lock (_gate)
            _listingDone = true;
        Signal();
    }

    /// <summary>A batch was stored: what is still pending comes again later.</summary>
    public void Written(IReadOnlyList<FetchedItem> batch)
    {
        lock (_gate)
        {
            _underWay -= batch.Count;
            foreach (var item in batch)
            {
                if (item.Outcome is FetchOutcome.Pending && item.Attempts < _options.PendingAttempts)
                    _later.Enqueue(new(item.BallchasingId, item.Attempts), _time.GetUtcNow() + Backoff.Pause(_options.PendingDelay, item.Attempts - 1, jitter: 0, LongestPendingPause));
            }
        }

        Signal();
    }

    /// <summary>What to ask for next, for any number of fetchers; ends for all of them.</summary>
    public async IAsyncEnumerable<QueuedItem> TakeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } item)
            yield return item;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<QueuedItem?> NextAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                Task changed;
                TimeSpan? due;
                bool read;
                lock (_gate)
                {
                    if (_ready.TryDequeue(out var item) || TakeDue(out item))
                    {
                        _underWay++;
                        return item;
                    }

                    if (!_unread && _listingDone && _underWay == 0 && _later.Count == 0)
                        return null;

                    if (_changed.Task.IsCompleted)
                        _changed = NewSignal();
                    changed = _changed.Task;
                    due = _later.TryPeek(out _, out var at) ? Later(at - _time.GetUtcNow()) : null;
                    read = _unread;
                }

                if (read)
                    await ReadPageAsync(cancellationToken);
                else if (due is { } wait)
                    await Task.WhenAny(changed, Task.Delay(wait, _time, cancellationToken)).WaitAsync(cancellationToken);
                else
                    await changed.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool TakeDue(out QueuedItem? item)
    {
        item = null;
        return _later.TryPeek(out _, out var due) && due <= _time.GetUtcNow() && _later.TryDequeue(out item, out _);
    }

    /// <summary>What came due since it was looked at is due now: a wait below zero would be none, or endless.</summary>
    private static TimeSpan Later(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    private async Task ReadPageAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            _unread = false; // a page that is stored from here on sets it again
        var page = await _patience.DoAsync(
            async () =>
            {
                await using var db = await _factory.CreateDbContextAsync(cancellationToken);
                return await db.ImportItems
                    .Where(i => i.ImportId == _importId && i.State == ImportItemState.Remaining && i.Ordinal > _lastOrdinal)
                    .OrderBy(i => i.Ordinal).Take(PageSize).Select(i => new { i.BallchasingId, i.Attempts, i.Ordinal }).ToListAsync(cancellationToken);
            },
            cancellationToken);
        lock (_gate)
        {
            foreach (var item in page)
                _ready.Enqueue(new(item.BallchasingId, item.Attempts));
            if (page.Count > 0)
                (_lastOrdinal, _unread) = (page[^1].Ordinal, true);
        }
    }

    private void Signal()
    {
        lock (_gate)
            _changed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <param name="Attempts">How often it was asked for already.</param>
internal sealed record QueuedItem(string BallchasingId, int Attempts);
