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

    [Fact]
    public async Task Watch_PublishersRacing_EndsOnTheLatest()
    {
        for (var round = 0; round < 500; round++)
        {
            var topic = new LiveTopic<int>(0);
            await using var watcher = topic.WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
            Assert.True(await watcher.MoveNextAsync());
            using var start = new Barrier(3);
            await Task.WhenAll(Enumerable.Range(1, 3).Select(p => Task.Run(
                () =>
                {
                    start.SignalAndWait(Cancel);
                    for (var i = 0; i < 20; i++)
                        topic.Publish((p * 100) + i);
                },
                Cancel)));

            while (watcher.Current != topic.Latest)
                Assert.True(await watcher.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5), Cancel));
        }
    }
}
