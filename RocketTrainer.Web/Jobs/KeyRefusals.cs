using System.Collections.Concurrent;
using Quartz;
using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Web.Jobs;

/// <summary>
/// The keys whose imports this node leaves to another one, for as long as that one runs some: Quartz's execution groups, one
/// for each key, of which this node runs none.
/// </summary>
public sealed partial class KeyRefusals(IScheduler scheduler, IKeyTurns turns, TimeProvider time, ILogger<KeyRefusals> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Leaves the imports that use the key to the node that runs some already.</summary>
    public async Task RefuseAsync(string keyFingerprint)
    {
        if (_refused.TryAdd(keyFingerprint, true))
            await ApplyAsync(CancellationToken.None); // half done it would be refused in words only
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var key in _refused.Keys)
                {
                    if (!await turns.IsSettledElsewhereAsync(key, stoppingToken) && _refused.TryRemove(key, out _))
                        await ApplyAsync(stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLater(logger, e.Message);
            }
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var limits = ExecutionLimitsBuilder.Create();
            foreach (var key in _refused.Keys)
                limits.ForGroup(key, 0);
            await scheduler.SetExecutionLimits(limits.Build(), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether another node still uses a key can't be told now: {Reason}")]
    private static partial void LogLater(ILogger logger, string reason);
}
