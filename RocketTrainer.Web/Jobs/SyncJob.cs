using Quartz;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Every minute, and when an account was linked or a group followed, starts the syncs that are due.</summary>
[DisallowConcurrentExecution]
public sealed class SyncJob(AccountSync accounts, GroupSync groups) : IJob
{
    public static readonly JobKey Key = new("sync");

    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await accounts.RunAsync(cancellationToken);
        await groups.RunAsync(cancellationToken);
    }
}

public sealed partial class SyncScheduler(IScheduler scheduler, ILogger<SyncScheduler> logger) : ISyncScheduler
{
    public async Task RunSoonAsync(CancellationToken cancellationToken)
    {
        try
        {
            await scheduler.TriggerJob(SyncJob.Key, cancellationToken);
        }
        catch (SchedulerException e)
        {
            LogLater(logger, e); // within a minute it runs by itself
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sync of linked accounts could not be started at once")]
    private static partial void LogLater(ILogger logger, Exception exception);
}
