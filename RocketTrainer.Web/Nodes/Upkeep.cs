using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Nodes;

/// <summary>What several nodes have to look after, since what one tells another may get lost: how imports stand, and the keys that all know.</summary>
public sealed partial class Upkeep(ImportService imports, IOptions<KeyManagementOptions> keys, TimeProvider time, ILogger<Upkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await imports.CatchUpAsync(stoppingToken);
                (keys.Value.XmlRepository as SharedKeyRing)?.GetAllElements();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLater(logger, e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What other nodes did meanwhile can't be told now: {Reason}")]
    private static partial void LogLater(ILogger logger, string reason);
}
