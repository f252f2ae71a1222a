using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Tests.Unit.Ballchasing.Budget;

public sealed class RequestLedgerTests
{
    private static readonly BallchasingKey Key = new("a-key-that-must-never-be-seen");

    private readonly FakeTimeProvider _clock = new();
    private readonly Blocks _blocks = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Note_ManyRequests_WritesBlocksThatGrowBeforeTheFirstOfEach()
    {
        var ledger = new RequestLedger(_blocks, _clock);
        for (var i = 0; i < 52; i++)
            await ledger.NoteAsync(Key, RequestKind.Detail, RateTier.Regular.Detail, Cancel);
        Assert.Equal([1, 2, 4, 8, 16, 20, 20], _blocks.Kept.Select(b => b.Requests));
        Assert.All(_blocks.Kept, b => Assert.Equal(RequestKind.Detail, b.Kind));
        Assert.DoesNotContain("never-be-seen", string.Concat(_blocks.Kept), StringComparison.Ordinal);

        _clock.Advance(RequestLedger.BlockLasts);
        await ledger.NoteAsync(Key, RequestKind.Detail, RateTier.Regular.Detail, Cancel);
        Assert.Equal(1, _blocks.Kept[^1].Requests); // what was left of the last one is too old
        Assert.Equal(8, _blocks.Kept.Count);
        await ledger.NoteAsync(Key, RequestKind.Detail, RateTier.GrandChampion.Detail, Cancel);
        Assert.Equal(8, _blocks.Kept.Count); // no hour's limit, nothing to keep
    }

    [Fact]
    public async Task Recall_InTheNextProcess_CountsTheHourAsIfAllHadBeenSentAtTheLatest()
    {
        await new RequestLedger(_blocks, _clock).NoteAsync(Key, RequestKind.List, RateTier.Regular.List, Cancel);
        Assert.Equal(1, _blocks.Kept.Single().Requests);
        _blocks.Kept[0] = _blocks.Kept[0] with { Requests = 20 };
        _clock.Advance(TimeSpan.FromMinutes(30));
        using var budget = new RateBudget(RateTier.Regular, _clock);
        var next = new RequestLedger(_blocks, _clock);
        await next.RecallAsync(Key, budget, Cancel);
        await next.RecallAsync(Key, budget, Cancel);
        Assert.Equal((20, 0), (budget[RequestKind.List].UsedThisHour, budget[RequestKind.Detail].UsedThisHour));

        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(20, budget[RequestKind.List].UsedThisHour); // the last of them may have gone out a minute after the first
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, budget[RequestKind.List].UsedThisHour);
    }

    [Fact]
    public async Task Recall_WhileTheyCantBeHad_IsTriedAgainAtTheNextRequest()
    {
        var ledger = new RequestLedger(_blocks, _clock);
        await ledger.NoteAsync(Key, RequestKind.List, RateTier.Regular.List, Cancel);
        using var budget = new RateBudget(RateTier.Regular, _clock);
        _blocks.Away = true;
        await ledger.RecallAsync(Key, budget, Cancel);
        Assert.Equal(0, budget[RequestKind.List].UsedThisHour);
        _blocks.Away = false;
        await ledger.RecallAsync(Key, budget, Cancel);
        Assert.Equal(1, budget[RequestKind.List].UsedThisHour);
    }

    private sealed class Blocks : IRequestBlocks
    {
        public List<RequestBlock> Kept { get; } = [];

        public bool Away { get; set; }

        public Task<IReadOnlyList<RequestBlock>?> ReadAsync(string key, DateTimeOffset since, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RequestBlock>?>(Away ? null : [.. Kept.Where(b => b.Key == key && b.At >= since)]);

        public Task AddAsync(RequestBlock block, CancellationToken cancellationToken)
        {
            Kept.Add(block);
            return Task.CompletedTask;
        }
    }
}
