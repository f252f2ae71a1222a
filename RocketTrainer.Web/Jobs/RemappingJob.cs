using Quartz;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>At every start, reads stored payloads again that an older mapper read.</summary>
[DisallowConcurrentExecution]
public sealed class RemappingJob(Remapping remapping) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await remapping.RunAsync(cancellationToken);
}
