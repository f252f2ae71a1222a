using Quartz;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Importing.Uploads;

namespace RocketTrainer.Web.Jobs;

/// <summary>Makes one personal export.</summary>
[DisallowConcurrentExecution]
public sealed class ExportJob(PersonalExports exports) : IJob
{
    public const string Group = "exports";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await exports.RunAsync(OneOffJobs.IdOf(context), cancellationToken);
}

/// <summary>Takes one name out of everything that is stored.</summary>
[DisallowConcurrentExecution]
public sealed class RemovalJob(NameRemovals removals) : IJob
{
    public const string Group = "removals";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await removals.RunAsync(OneOffJobs.IdOf(context), cancellationToken);
}

/// <summary>Every hour, forgets what has had its time, and takes up again what a fault stopped.</summary>
[DisallowConcurrentExecution]
public sealed class HousekeepingJob(Housekeeping housekeeping, PersonalExports exports, NameRemovals removals, ImportControl imports, UploadService uploads) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await housekeeping.RunAsync(cancellationToken);
        await exports.ResumeAsync(cancellationToken);
        await removals.ResumeAsync(cancellationToken);
        await uploads.ResumeAsync(cancellationToken);
        await imports.WakeAsync(userId: null, cancellationToken); // a key that was refused may be good again
    }
}

public sealed class ExportScheduler(IScheduler scheduler) : IExportScheduler
{
    public Task ScheduleAsync(Guid exportId, CancellationToken cancellationToken) =>
        scheduler.RunOnceAsync<ExportJob>(exportId, ExportJob.Group, cancellationToken);
}

public sealed class RemovalScheduler(IScheduler scheduler) : IRemovalScheduler
{
    public Task ScheduleAsync(Guid removalId, CancellationToken cancellationToken) =>
        scheduler.RunOnceAsync<RemovalJob>(removalId, RemovalJob.Group, cancellationToken);
}
