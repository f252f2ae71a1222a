using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RocketTrainer.Core.Notifications;

public static class NotificationsRegistration
{
    /// <summary>Webhooks, configured by the section <c>Notifications</c>; needs an <see cref="INotificationScheduler"/>.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NotificationsOptions>()
            .Bind(configuration.GetSection(NotificationsOptions.Section))
            .Validate(o => o.Timeout > TimeSpan.Zero && o.Timeout <= TimeSpan.FromMinutes(1), "Notifications:Timeout must be above zero and at most a minute.")
            .Validate(o => o.RetryDelay > TimeSpan.Zero && o.RetryDelay <= TimeSpan.FromMinutes(1), "Notifications:RetryDelay must be above zero and at most a minute.")
            .ValidateOnStart();
        services.AddHttpClient(DiscordClient.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static sp => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // it would lead past the check of the address
                UseProxy = false,
                MaxResponseHeadersLength = 16,
                ConnectCallback = sp.GetRequiredService<IOptions<NotificationsOptions>>().Value.AllowPrivateAddresses
                    ? null : static (context, cancellationToken) => PublicAddresses.ConnectAsync(context.DnsEndPoint, cancellationToken),
            })
            .RemoveAllLoggers(); // the address is a secret
        services.AddSingleton<DiscordClient>();
        services.AddSingleton<Webhooks>();
        return services;
    }
}
