using RocketTrainer.Core.Live;

namespace RocketTrainer.Tests.Unit.Live;

public sealed class LiveTopicTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_SlowWatcher_GetsTheNewestAndThePublisherNeverWaits()
    {
        var topic = new LiveTopic<string>("first");
        await using var watcher = topic.WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await watcher.MoveNextAsync());
        Assert.Equal("first", watcher.Current);

        for (var i = 0; i < 100_000; i++)
            topic.Publish($"value {i}");

        Assert.True(await watcher.MoveNextAsync());
        Assert.Equal("value 99999", watcher.Current);
    }

    [Fact]
    public async Task Watch_ManyPublishersAndWatchers_EachSeesTheLastValueInTheEnd()
    {
        var topic = new LiveTopic<int>(0);
        var watchers = Enumerable.Range(0, 20).Select(async _ =>
        {
            await foreach (var value in topic.WatchAsync(Cancel))
            {
                if (value == -1)
                    return;
            }
        }).ToList();

        await Task.WhenAll(Enumerable.Range(1, 8).Select(p => Task.Run(() => Parallel.For(0, 1000, i => topic.Publish((p * 1000) + i)), Cancel)));
        topic.Publish(-1);

        await Task.WhenAll(watchers).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.False(topic.IsWatched);
    }
}
