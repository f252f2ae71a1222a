using System.Collections.Concurrent;

namespace RocketTrainer.Core.Ballchasing.Budget;

/// <summary>Requests of one kind that a key was about to send within <see cref="RequestLedger.BlockLasts"/> from an instant on.</summary>
/// <param name="Key">The key's <see cref="BallchasingKey.Fingerprint"/>.</param>
public sealed record RequestBlock(string Key, RequestKind Kind, DateTimeOffset At, int Requests);

/// <summary>Where blocks of requests are kept beyond the process.</summary>
public interface IRequestBlocks
{
    /// <summary>A key's blocks from an instant on, oldest first; null when they can't be had now.</summary>
    Task<IReadOnlyList<RequestBlock>?> ReadAsync(string key, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Keeps a block; when that can't be done now, it isn't: this process counts its requests by itself.</summary>
    Task AddAsync(RequestBlock block, CancellationToken cancellationToken);
}

/// <summary>
/// Has the budget of an hour outlive the process, however that ends: requests are written down before they go out, a block
/// at a time, and count as sent at the next start, whether they were or not. Blocks begin with one request and grow while
/// they are used up within their minute, so that no more is written down than about twice what goes out.
/// </summary>
public sealed class RequestLedger(IRequestBlocks blocks, TimeProvider time)
{
    /// <summary>What is left of a block by then is forgotten, so that no request is written down as older than that.</summary>
    public static readonly TimeSpan BlockLasts = TimeSpan.FromMinutes(1);

    /// <summary>Blocks older than this matter to nobody.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    private const int LargestBlock = 20;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Whoever resumes holds up other keys meanwhile.</summary>
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<BallchasingKey, Lazy<Task<bool>>> _recalled = new();
    private readonly ConcurrentDictionary<(BallchasingKey Key, RequestKind Kind), Page> _pages = new();

    /// <summary>Counts what the key sent before this process knew it; once for each key.</summary>
    public async Task RecallAsync(BallchasingKey key, RateBudget budget, CancellationToken cancellationToken)
    {
        var recalling = _recalled.GetOrAdd(key, static (one, from) => new(() => from.Ledger.ReadAsync(one, from.Budget)), (Ledger: this, Budget: budget));
        if (!await recalling.Value.WaitAsync(cancellationToken))
            _recalled.TryRemove(new(key, recalling)); // the next request tries again
    }

    /// <summary>Has the key's lanes go on after another process used it: with what all processes sent. False when that can't be read now.</summary>
    public async Task<bool> ResumeAsync(BallchasingKey key, RateBudget budget)
    {
        using var limit = new CancellationTokenSource(LongestRead, time);
        if (await SentAsync(key, limit.Token) is not { } sent)
            return false;
        foreach (var kind in Enum.GetValues<RequestKind>())
            _pages.TryRemove((key, kind), out _); // counted whole by now
        budget.Resume(sent);
        return true;
    }

    /// <summary>Writes down that a request goes out, if an hour's limit holds for it.</summary>
    public async Task NoteAsync(BallchasingKey key, RequestKind kind, RateLimit limit, CancellationToken cancellationToken)
    {
        if (limit.PerHour is null)
            return;
        var page = _pages.GetOrAdd((key, kind), static _ => new());
        await page.Turn.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (page.Left == 0 || now >= page.EndsAt)
            {
                // Twice as large as the last one when that was used up in its time, else one request.
                var size = page.Left == 0 && now < page.EndsAt ? Math.Min(2 * page.Size, LargestBlock) : 1;
                await blocks.AddAsync(new(key.Fingerprint, kind, now, size), cancellationToken);
                (page.Left, page.Size, page.EndsAt) = (size, size, now + BlockLasts);
            }

            page.Left--;
        }
        finally
        {
            page.Turn.Release();
        }
    }

    private async Task<bool> ReadAsync(BallchasingKey key, RateBudget budget)
    {
        if (await SentAsync(key, CancellationToken.None) is not { } sent)
            return false;
        foreach (var kind in sent)
        {
            foreach (var (requests, arrivedBy) in kind)
                budget[kind.Key].Recall(requests, arrivedBy);
        }

        return true;
    }

    /// <summary>What a key sent within the hour, by kind, and the latest at which it can have arrived, from now on; null when that can't be read now.</summary>
    private async Task<ILookup<RequestKind, (int Requests, TimeSpan ArrivedBy)>?> SentAsync(BallchasingKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            var sent = await blocks.ReadAsync(key.Fingerprint, now - Hour - BlockLasts, cancellationToken);
            return sent?.ToLookup(block => block.Kind, block => (block.Requests, block.At + BlockLasts - now));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed class Page
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
        public int Left { get; set; }
        public int Size { get; set; }
        public DateTimeOffset EndsAt { get; set; }
    }
}

/// <summary>For programs without a database: nothing is kept.</summary>
internal sealed class NoRequestBlocks : IRequestBlocks
{
    public Task<IReadOnlyList<RequestBlock>?> ReadAsync(string key, DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RequestBlock>?>([]);

    public Task AddAsync(RequestBlock block, CancellationToken cancellationToken) => Task.CompletedTask;
}
