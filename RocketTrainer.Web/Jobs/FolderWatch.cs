using Microsoft.Extensions.Options;
using RocketTrainer.Core.Importing.Uploads;

namespace RocketTrainer.Web.Jobs;

/// <summary>Looks into the watched folder for as long as the process lives.</summary>
public sealed partial class FolderWatch(WatchedFolder folder, IOptions<UploadsOptions> options, TimeProvider time, ILogger<FolderWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrEmpty(options.Value.WatchFolder))
            return;
        using var timer = new PeriodicTimer(options.Value.WatchEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await folder.LookAsync(stoppingToken) is > 0 and var files)
                    LogHandedIn(logger, files, options.Value.WatchFolder);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Handed in {Files} files of {Folder}")]
    private static partial void LogHandedIn(ILogger logger, int files, string folder);

    [LoggerMessage(Level = LogLevel.Error, Message = "The watched folder could not be looked at; the next look tries again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
