using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RocketTrainer.Core.Importing.Uploads;

internal static class UploadsRegistration
{
    /// <summary>Replay files handed in, and the watched folder, configured by the section <c>Replays</c>.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UploadsOptions>()
            .Bind(configuration.GetSection(UploadsOptions.Section))
            .Validate(o => string.IsNullOrEmpty(o.WatchFolder) || (Players.PlayerId.TryParse(o.WatchOwner, out var owner, out _) && owner.Platform == "steam"), "Replays:WatchFolder needs Replays:WatchOwner: the SteamID64 of whoever's files they are.")
            .Validate(o => UploadService.Visibilities.Contains(o.WatchVisibility), "Replays:WatchVisibility must be public, unlisted or private.")
            .Validate(o => o.WatchEvery >= TimeSpan.FromMilliseconds(100) && o.WatchEvery <= TimeSpan.FromHours(1), "Replays:WatchEvery must be 0.1 seconds to an hour.")
            .ValidateOnStart();
        services.AddSingleton<UploadRoom>();
        services.AddSingleton<UploadService>();
        services.AddSingleton<WatchedFolder>();
        return services;
    }
}
