using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using RocketTrainer.Core.Importing;
using StackExchange.Redis;

namespace RocketTrainer.Web.Nodes;

/// <summary>
/// Shows imports that other nodes run to whoever watches them here, and the other way round. Who publishes never waits:
/// the newest picture of each import goes out, at most ten times a second, and is lost while Redis is away; then what
/// ended meanwhile is read from the database.
/// </summary>
public sealed partial class ImportBridge(ImportFeed feed, ImportService imports, IConnectionMultiplexer redis, RedisChannel channel, TimeProvider time, ILogger<ImportBridge> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
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
        var subscriber = redis.GetSubscriber();
        redis.ConnectionRestored += OnRestored;
        feed.Bridge = OnPublished;
        try
        {
            await subscriber.SubscribeAsync(channel, (_, message) => OnMessage(message));
            while (true)
            {
                await _bell.WaitAsync(stoppingToken);
                foreach (var id in _unsent.Keys)
                {
                    if (_unsent.TryRemove(id, out var progress) && redis.IsConnected)
                        await subscriber.PublishAsync(channel, JsonSerializer.Serialize(new Message(_node, progress), Json), CommandFlags.FireAndForget);
                }

                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        finally
        {
            feed.Bridge = null;
            redis.ConnectionRestored -= OnRestored;
        }

        void OnRestored(object? sender, ConnectionFailedEventArgs e) => _ = CatchUpAsync(stoppingToken);
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

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await imports.CatchUpAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogBehind(logger, e);
        }
    }

    private sealed record Message(Guid Node, ImportProgress Import);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What another node says about an import can't be read: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Imports that other nodes ended while Redis was away may look as if they ran")]
    private static partial void LogBehind(ILogger logger, Exception exception);
}
