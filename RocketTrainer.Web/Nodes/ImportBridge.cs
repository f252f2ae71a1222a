using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using RocketTrainer.Core.Importing;
using StackExchange.Redis;

namespace RocketTrainer.Web.Nodes;

/// <summary>
/// Shows imports that other nodes run to whoever watches them here, and the other way round. Who publishes never waits:
/// the newest picture of each import goes out, at most ten times a second, and once Redis is there.
/// </summary>
public sealed partial class ImportBridge(ImportFeed feed, IConnectionMultiplexer redis, RedisChannel channel, TimeProvider time, ILogger<ImportBridge> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly Guid _node = Guid.NewGuid();
    private readonly ConcurrentDictionary<Guid, ImportProgress> _unsent = new();
    private readonly SemaphoreSlim _bell = new(0);

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Bridge = OnPublished;
        try
        {
            // Not waited for: a Redis that is away is subscribed to when it comes. One message after the other, so none overtakes.
            var messages = await redis.GetSubscriber().SubscribeAsync(channel, CommandFlags.FireAndForget);
            messages.OnMessage(message => OnMessage(message.Message));
            while (true)
            {
                await _bell.WaitAsync(stoppingToken);
                while (!_unsent.IsEmpty)
                    await Task.Delay(await SendAsync() ? Pause : LongPause, time, stoppingToken);
            }
        }
        finally
        {
            feed.Bridge = null;
        }
    }

    private async Task<bool> SendAsync()
    {
        try
        {
            foreach (var id in _unsent.Keys)
            {
                if (!redis.IsConnected)
                    return false;
                if (_unsent.TryRemove(id, out var progress))
                    await redis.GetSubscriber().PublishAsync(channel, JsonSerializer.Serialize(new Message(_node, progress), Json), CommandFlags.FireAndForget);
            }

            return true;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return false;
        }
    }

    private void OnPublished(ImportProgress progress)
    {
        _unsent[progress.Receipt.Id] = progress;
        if (_bell.CurrentCount == 0)
            _bell.Release();
    }

    private void OnMessage(RedisValue message)
    {
        try
        {
            if (JsonSerializer.Deserialize<Message>((string)message!, Json) is { } news && news.Node != _node)
                feed.Show(news.Import);
        }
        catch (JsonException e)
        {
            LogUnreadable(logger, e.Message); // from a node of another version
        }
    }

    private sealed record Message(Guid Node, ImportProgress Import);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What another node says about an import can't be read: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string reason);
}
