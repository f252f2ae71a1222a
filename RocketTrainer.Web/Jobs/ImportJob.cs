using Quartz;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Runs one import on the job engine; one at a time for each import.</summary>
[DisallowConcurrentExecution]
public sealed class ImportJob(ImportRunner runner, IImportScheduler scheduler, RunningJobs running) : IJob
{
    public const string Group = "imports";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var import = OneOffJobs.IdOf(context);
        try
        {
            await running.RunAsync(context.JobDetail.Key, token => runner.RunAsync(import, token), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await scheduler.ScheduleAsync(import, CancellationToken.None); // stopped before it could say so itself: another node, or the next process, sees how it stands
        }
    }
}
