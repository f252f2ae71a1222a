using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>At start-up, counts what the last process sent and schedules what it did not finish, however it ended.</summary>
public sealed partial class Resumer(BallchasingAccess access, RateBudgets budgets, IKeyTurns turns, ImportService imports, PersonalExports exports, NameRemovals removals, ILogger<Resumer> logger) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (access.SiteKey is { } key)
            await turns.JoinAsync(key, budgets.For(key), cancellationToken);
        var resumed = await imports.ScheduleUnfinishedAsync(cancellationToken);
        if (resumed > 0)
            LogResumed(logger, resumed);
        await exports.ResumeAsync(cancellationToken);
        await removals.ResumeAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Resuming {Count} imports that were not finished")]
    private static partial void LogResumed(ILogger logger, int count);
}
