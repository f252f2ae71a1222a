using RocketTrainer.Core.Accounts.Keys;

namespace RocketTrainer.Web.Jobs;

/// <summary>Writes down the uses of keys for as long as the process lives.</summary>
public sealed partial class KeyUseRecorder(KeyUses uses, TimeProvider time, ILogger<KeyUseRecorder> logger) : BackgroundService
{
    private static readonly TimeSpan AfterAFault = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await uses.RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
                await Task.Delay(AfterAFault, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The use of a key could not be written down; the next one will be tried")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
