using Quartz;
using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Web.Jobs;

/// <summary>Every hour looks whether it is time to make a rank model of the matches stored here, and at once when an administrator asks for it.</summary>
[DisallowConcurrentExecution]
public sealed class RankTrainingJob(RankRetraining retraining, RunningJobs running) : IJob
{
    public static readonly JobKey Key = new("rank-training");

    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>How long after a start: whoever has just come wants his pages first.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

    /// <summary>Stands in the data of a run that was asked for.</summary>
    internal const string Asked = "asked";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (context.MergedJobDataMap.ContainsKey(Asked) || await retraining.IsDueAsync(cancellationToken))
            await running.RunAsync(Key, retraining.RunAsync, cancellationToken);
    }
}

/// <summary>Has a rank model made soon, by whichever node takes it.</summary>
public interface IRankTrainingScheduler
{
    Task RunSoonAsync(CancellationToken cancellationToken);
}

public sealed class RankTrainingScheduler(IScheduler scheduler) : IRankTrainingScheduler
{
    public async Task RunSoonAsync(CancellationToken cancellationToken) =>
        await scheduler.TriggerJob(RankTrainingJob.Key, new JobDataMap { [RankTrainingJob.Asked] = "yes" }, cancellationToken);
}
