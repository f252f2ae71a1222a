using Quartz;
using RocketTrainer.Core.Notifications;

namespace RocketTrainer.Web.Jobs;

/// <summary>Tells somebody through his webhook that an import ended, tried again for minutes.</summary>
[DisallowConcurrentExecution]
public sealed class NotificationJob(Webhooks webhooks, INotificationScheduler scheduler, RunningJobs running) : IJob
{
    public const string Group = "notifications";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var import = OneOffJobs.IdOf(context);
        try
        {
            await running.RunAsync(context.JobDetail.Key, token => webhooks.TellAsync(import, token), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await scheduler.ScheduleAsync(import, CancellationToken.None); // the process ends: another one tries, or this one's next
        }
    }
}

public sealed class NotificationScheduler(IScheduler scheduler) : INotificationScheduler
{
    public Task ScheduleAsync(Guid importId, CancellationToken cancellationToken) =>
        scheduler.RunOnceAsync<NotificationJob>(importId, NotificationJob.Group, cancellationToken);
}
