using System.Collections.Concurrent;
using Quartz;

namespace RocketTrainer.Web.Jobs;

/// <summary>
/// The long jobs that run on this node. When it is asked to end, they stop first, while the job engine can still be told of
/// the rest: another node goes on with it at once.
/// </summary>
public sealed class RunningJobs(IScheduler scheduler) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<JobKey, Task> _runs = new();

    /// <summary>Runs a job; one that runs here already, because the job engine took this node for dead, isn't run a second time.</summary>
    public async Task RunAsync(JobKey job, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_runs.TryAdd(job, over.Task))
            return;
        try
        {
            await run(either.Token);
        }
        finally
        {
            _runs.TryRemove(job, out _);
            over.SetResult();
        }
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await scheduler.Standby(cancellationToken); // no other one begins
        await _end.CancelAsync();
        await Task.WhenAll(_runs.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _end.Dispose();
}
