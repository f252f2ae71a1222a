using Quartz;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Runs one import on the job engine; one at a time for each import.</summary>
[DisallowConcurrentExecution]
public sealed class ImportJob(ImportRunner runner) : IJob
{
    private const string Group = "imports";

    public static JobKey Key(Guid importId) => new(importId.ToString("N"), Group);

    public static TriggerKey Trigger(Guid importId) => new(importId.ToString("N"), Group);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runner.RunAsync(Guid.ParseExact(context.JobDetail.Key.Name, "N"), cancellationToken);
}
