using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Jobs;

/// <summary>Has the norms and the coach ready when the app starts, and the norms reckoned anew after matches came in, but not for every single one, and for a tenth of the time at most.</summary>
public sealed partial class PopulationUpkeep(ImportFeed feed, Population population, CoachingReports reports, TimeProvider time, ILogger<PopulationUpkeep> logger) : BackgroundService
{
    private const int RestPerWork = 9;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(reports.PrepareAsync, stoppingToken);
        await foreach (var stored in feed.Stored.WatchAsync(stoppingToken))
        {
            if (stored == 0)
                continue; // nothing yet
            var began = time.GetTimestamp();
            await TryAsync(population.RenewAsync, stoppingToken);
            var rest = RestPerWork * time.GetElapsedTime(began);
            await Task.Delay(rest > ShortestRest ? rest : ShortestRest, time, stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> reckonAsync, CancellationToken cancellationToken)
    {
        try
        {
            await reckonAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogKept(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cached norms could not be renewed; they are used for a day at most")]
    private static partial void LogKept(ILogger logger, Exception exception);
}
