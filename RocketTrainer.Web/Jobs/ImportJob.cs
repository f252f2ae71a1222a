using Quartz;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Runs one import on the job engine; one at a time for each import.</summary>
[DisallowConcurrentExecution]
public sealed class ImportJob(ImportRunner runner, RunningImports running) : IJob
{
    public const string Group = "imports";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await running.RunAsync(token => runner.RunAsync(OneOffJobs.IdOf(context), token), cancellationToken);
}
