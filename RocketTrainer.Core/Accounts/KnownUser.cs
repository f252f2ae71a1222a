namespace RocketTrainer.Core.Accounts;

/// <summary>What every request wants to know about the person it comes from.</summary>
public sealed record KnownUser
{
    public required Guid Id { get; init; }
    public required string DisplayName { get; init; }
    public required string? AvatarUrl { get; init; }
    public required bool IsCoach { get; init; }
    public required bool IsAdministrator { get; init; }
    public required Guid SessionStamp { get; init; }

    /// <summary>An IANA name, or null.</summary>
    public required string? TimeZone { get; init; }

    public required Theme Theme { get; init; }
}
