using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>At start-up, schedules the imports that the last process did not finish, however it ended.</summary>
public sealed partial class ImportResumer(ImportService imports, ILogger<ImportResumer> logger) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var resumed = await imports.ResumeAsync(cancellationToken);
        if (resumed > 0)
            LogResumed(logger, resumed);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Resuming {Count} imports that were not finished")]
    private static partial void LogResumed(ILogger logger, int count);
}
