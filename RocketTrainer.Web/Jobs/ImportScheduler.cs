using Quartz;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Imports as Quartz jobs. Each node runs those whose key no other node's imports use.</summary>
public sealed class ImportScheduler(IScheduler scheduler, KeyRefusals refusals) : IImportScheduler
{
    public Task ScheduleAsync(Guid importId, CancellationToken cancellationToken) =>
        scheduler.RunOnceAsync<ImportJob>(importId, ImportJob.Group, cancellationToken);

    public async Task InterruptAsync(Guid importId, CancellationToken cancellationToken) =>
        await scheduler.Interrupt(OneOffJobs.Key(importId, ImportJob.Group), cancellationToken);

    public async Task PassOnAsync(Guid importId, string keyFingerprint, CancellationToken cancellationToken)
    {
        await refusals.RefuseAsync(keyFingerprint);
        await scheduler.RunOnceAsync<ImportJob>(importId, ImportJob.Group, cancellationToken, executionGroup: keyFingerprint);
    }
}
