using System.Globalization;
using Quartz;

namespace RocketTrainer.Web.Jobs;

/// <summary>Jobs that run once for one thing: a job and a trigger, both named by the thing's id.</summary>
public static class OneOffJobs
{
    public static JobKey Key(Guid id, string group) => new(id.ToString("N", CultureInfo.InvariantCulture), group);

    /// <summary>The id of the thing that a job is run for.</summary>
    public static Guid IdOf(IJobExecutionContext context) => Guid.ParseExact(context.JobDetail.Key.Name, "N");

    /// <summary>Has the job run as soon as there is room, by another node when the one that runs it dies; one that is scheduled already stays so.</summary>
    /// <param name="executionGroup">Only nodes that don't refuse this group run it; null: any node.</param>
    public static async Task RunOnceAsync<TJob>(this IScheduler scheduler, Guid id, string group, CancellationToken cancellationToken, string? executionGroup = null)
        where TJob : IJob
    {
        var key = Key(id, group);
        var job = JobBuilder.Create<TJob>().WithIdentity(key).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(key.Name, group).WithExecutionGroup(executionGroup).StartNow()
            .WithSimpleSchedule(s => s.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }
}
