using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Importing.Uploads;
using RocketTrainer.Core.Notifications;

namespace RocketTrainer.Core.Importing;

public static class ImportingRegistration
{
    /// <summary>Imports, configured by the section <c>Importing</c>; needs an <see cref="IImportScheduler"/>, and an <see cref="INotificationScheduler"/> to tell how they end.</summary>
    public static IServiceCollection AddImporting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ImportingOptions>()
            .Bind(configuration.GetSection(ImportingOptions.Section))
            .Validate(o => o.Concurrency is >= 1 and <= 64, "Importing:Concurrency must be 1 to 64.")
            .Validate(o => o.BatchSize is >= 1 and <= 500, "Importing:BatchSize must be 1 to 500.")
            .Validate(o => o.Linger >= TimeSpan.Zero && o.Linger <= TimeSpan.FromSeconds(10), "Importing:Linger must be 0 to 10 seconds.")
            .Validate(o => o.PendingDelay > TimeSpan.Zero, "Importing:PendingDelay must be above zero.")
            .Validate(o => o.PendingAttempts >= 1, "Importing:PendingAttempts must be at least 1.")
            .Validate(o => o.UnreadableAttempts >= 1, "Importing:UnreadableAttempts must be at least 1.")
            .Validate(o => o.SyncEvery == TimeSpan.Zero || o.SyncEvery >= TimeSpan.FromSeconds(1), "Importing:SyncEvery must be at least a second, or 0 for never.")
            .Validate(o => o.SyncLookBack >= TimeSpan.Zero, "Importing:SyncLookBack must not be below 0.")
            .ValidateOnStart();
        services.AddSingleton<ImportFeed>();
        services.AddSingleton<ImportWriter>();
        services.AddSingleton<ImportService>();
        services.AddSingleton<ImportControl>();
        services.AddSingleton<AccountSync>();
        services.AddSingleton<GroupSync>();
        services.AddTransient<ImportRunner>();
        services.AddSingleton<ReplayLookup>();
        services.AddSingleton<Remapping>();
        return services.AddUploads(configuration).AddNotifications(configuration);
    }
}
