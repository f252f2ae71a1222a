using System.Collections.Concurrent;
using Quartz;

namespace RocketTrainer.Web.Jobs;

/// <summary>
/// The imports that run on this node. When it is asked to end, they stop first, while the job engine can still be told of
/// the rest: another node goes on with it at once.
/// </summary>
public sealed class RunningImports(IScheduler scheduler) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _runs = new();

    public async Task RunAsync(Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        var running = run(either.Token);
        _runs[running] = true;
        try
        {
            await running;
        }
        finally
        {
            _runs.TryRemove(running, out _);
        }
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await scheduler.Standby(cancellationToken); // no other one begins
        await _end.CancelAsync();
        await Task.WhenAll(_runs.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // each says itself how it ended
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _end.Dispose();
}
