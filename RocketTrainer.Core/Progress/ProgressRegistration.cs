using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Progress;

public static class ProgressRegistration
{
    /// <summary>What can be asked about a player.</summary>
    public static IServiceCollection AddProgress(this IServiceCollection services) =>
        services.AddSingleton<PlayerStatistics>().AddSingleton<Overviews>().AddSingleton<Trends>().AddSingleton<Setups>().AddSingleton<PlaySessions>().AddSingleton<Companions>().AddSingleton<PlayerSearch>();
}
