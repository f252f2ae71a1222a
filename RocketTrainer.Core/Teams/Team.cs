namespace RocketTrainer.Core.Teams;

public enum TeamRole { Player, Coach }

/// <summary>Players who share their matches with each other and with their coaches.</summary>
public sealed class Team
{
    public const int LongestName = 40;

    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public List<TeamMember> Members { get; init; } = [];
}

public sealed class TeamMember
{
    public required Guid TeamId { get; init; }
    public required Guid UserId { get; init; }
    public required TeamRole Role { get; set; }
    public required DateTimeOffset JoinedAt { get; init; }
}

/// <summary>A link that lets whoever opens it join, once.</summary>
public sealed class TeamInvitation
{
    public required Guid Id { get; init; }
    public required Guid TeamId { get; init; }
    public required TeamRole Role { get; init; }

    /// <summary>SHA-256 of the link's secret end.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
