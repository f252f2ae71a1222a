using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress.Settings;
using RocketTrainer.Core.Progress.Stopping;

namespace RocketTrainer.Core.Progress;

public static class ProgressRegistration
{
    /// <summary>What can be asked about a player.</summary>
    public static IServiceCollection AddProgress(this IServiceCollection services) =>
        services.AddSingleton<PlayerStatistics>().AddSingleton<Overviews>().AddSingleton<Trends>().AddSingleton<Setups>().AddSingleton<SetupExperiments>().AddSingleton<PlaySessions>().AddSingleton<StopRules>().AddSingleton<Companions>().AddSingleton<PlayerSearch>();
}
