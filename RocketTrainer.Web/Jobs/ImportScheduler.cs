using Quartz;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Imports as Quartz jobs.</summary>
public sealed class ImportScheduler(IScheduler scheduler) : IImportScheduler
{
    public Task ScheduleAsync(Guid importId, CancellationToken cancellationToken) =>
        scheduler.RunOnceAsync<ImportJob>(importId, ImportJob.Group, cancellationToken);

    public async Task InterruptAsync(Guid importId, CancellationToken cancellationToken) =>
        await scheduler.Interrupt(OneOffJobs.Key(importId, ImportJob.Group), cancellationToken);
}
