using Quartz;
using RocketTrainer.Core.Notifications;

namespace RocketTrainer.Web.Jobs;

/// <summary>Tells somebody through his webhook that an import ended, tried again for minutes.</summary>
[DisallowConcurrentExecution]
public sealed class NotificationJob(Webhooks webhooks) : IJob
{
    public const string Group = "notifications";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await webhooks.TellAsync(OneOffJobs.IdOf(context), cancellationToken);
}

public sealed class NotificationScheduler(IScheduler scheduler) : INotificationScheduler
{
    public Task ScheduleAsync(Guid importId, CancellationToken cancellationToken) =>
        scheduler.RunOnceAsync<NotificationJob>(importId, NotificationJob.Group, cancellationToken);
}
