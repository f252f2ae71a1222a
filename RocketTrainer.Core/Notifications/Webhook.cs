namespace RocketTrainer.Core.Notifications;

/// <summary>Where somebody wants to be told that an import ended: an address that takes messages in Discord's form.</summary>
public sealed class Webhook
{
    public required Guid UserId { get; init; }

    /// <summary>The address as <see cref="Accounts.Keys.ISecretSeal"/> closed it: whoever knows it can write there.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>The address's host, for people.</summary>
    public required string Host { get; set; }

    public required DateTimeOffset AddedAt { get; set; }

    /// <summary>When a message last could not be brought there; null since one could.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>Why, in a sentence.</summary>
    public string? Error { get; set; }
}

/// <summary>A webhook as its owner sees it: never the address.</summary>
public sealed record WebhookView(string Host, DateTimeOffset AddedAt, DateTimeOffset? FailedAt, string? Error);

/// <summary>Has somebody told of an import that ended, even when this process dies.</summary>
public interface INotificationScheduler
{
    Task ScheduleAsync(Guid importId, CancellationToken cancellationToken);
}

/// <summary>The configuration section <c>Notifications</c>.</summary>
public sealed class NotificationsOptions
{
    public const string Section = "Notifications";

    /// <summary>Lets webhooks lead to any host and port, also without https: for a receiver in one's own network.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause before the second try; four times as long before each further one.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);
}
