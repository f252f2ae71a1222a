using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Lets the population be reckoned anew after matches came in, but not for every single one.</summary>
public sealed partial class PopulationUpkeep(ImportFeed feed, Population population, TimeProvider time, ILogger<PopulationUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var stored in feed.Stored.WatchAsync(stoppingToken))
        {
            if (stored == 0)
                continue; // nothing yet
            try
            {
                await population.ForgetAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogKept(logger, e);
            }

            await Task.Delay(Rest, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cached norms could not be forgotten; they are used for a day at most")]
    private static partial void LogKept(ILogger logger, Exception exception);
}
