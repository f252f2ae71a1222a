using Quartz;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Imports as Quartz jobs, one job and one trigger for each, named by the import's id.</summary>
public sealed class ImportScheduler(IScheduler scheduler) : IImportScheduler
{
    public async Task ScheduleAsync(Guid importId, CancellationToken cancellationToken)
    {
        var job = JobBuilder.Create<ImportJob>().WithIdentity(ImportJob.Key(importId)).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(ImportJob.Trigger(importId)).StartNow()
            .WithSimpleSchedule(s => s.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }

    public async Task InterruptAsync(Guid importId, CancellationToken cancellationToken) =>
        await scheduler.Interrupt(ImportJob.Key(importId), cancellationToken);
}
