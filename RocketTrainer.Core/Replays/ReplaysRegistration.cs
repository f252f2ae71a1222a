using Microsoft.Extensions.DependencyInjection;

namespace RocketTrainer.Core.Replays;

public static class ReplaysRegistration
{
    public static IServiceCollection AddReplays(this IServiceCollection services) =>
        services.AddSingleton<ReplayQueries>().AddSingleton<ReplayExport>().AddSingleton<ReplayRemoval>().AddSingleton<PlayedStats>().AddSingleton<ReplayTags>().AddSingleton<ReplayNotes>();
}
