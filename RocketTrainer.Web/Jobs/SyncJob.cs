using Quartz;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Every minute, and when an account was linked, starts the syncs that are due.</summary>
[DisallowConcurrentExecution]
public sealed class SyncJob(AccountSync sync) : IJob
{
    public static readonly JobKey Key = new("sync");

    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sync.RunAsync(cancellationToken);
}

public sealed class SyncScheduler(IScheduler scheduler) : ISyncScheduler
{
    public async Task RunSoonAsync(CancellationToken cancellationToken) => await scheduler.TriggerJob(SyncJob.Key, cancellationToken);
}
