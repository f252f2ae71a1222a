using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Ballchasing.Contracts;

/// <summary>The reply of <c>GET /groups/{id}</c>.</summary>
public sealed record GroupContract
{
    public string? Id { get; init; }
    public string? Link { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset? Created { get; init; }
    public string? Status { get; init; }
    public IReadOnlyList<string>? PendingReplays { get; init; }
    public IReadOnlyList<string>? FailedReplays { get; init; }
    public string? PlayerIdentification { get; init; }
    public string? TeamIdentification { get; init; }
    public bool? Shared { get; init; }
    public UploaderContract? Creator { get; init; }
    public IReadOnlyList<GroupPlayerContract>? Players { get; init; }
    public IReadOnlyList<GroupTeamContract>? Teams { get; init; }
}

/// <summary>A player of a group. The platform is capitalised here (<c>Steam</c>, <c>PS4</c>), unlike in replays.</summary>
public sealed record GroupPlayerContract
{
    public string? Platform { get; init; }
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Team { get; init; }
    public GroupTotals? Cumulative { get; init; }
    public GroupTotals? GameAverage { get; init; }
}

public sealed record GroupTeamContract
{
    public string? Name { get; init; }
    public IReadOnlyList<GroupPlayerContract>? Players { get; init; }
    public GroupTotals? Cumulative { get; init; }
    public GroupTotals? GameAverage { get; init; }
}

/// <summary>Stats over the games of a group; any of them may be fractional. The first four are absent in averages.</summary>
public sealed record GroupTotals
{
    public double? Games { get; internal set; }
    public double? Wins { get; internal set; }
    public double? WinPercentage { get; internal set; }

    /// <summary>Seconds.</summary>
    public double? PlayDuration { get; internal set; }

    public StatValues Stats { get; } = new();
}

/// <summary>A page of <c>GET /groups</c>; often only <see cref="List"/>.</summary>
public sealed record GroupListContract
{
    public int? Count { get; init; }
    public IReadOnlyList<GroupListItemContract>? List { get; init; }
    public string? Next { get; init; }
}

public sealed record GroupListItemContract
{
    public string? Id { get; init; }
    public string? Link { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset? Created { get; init; }
    public string? PlayerIdentification { get; init; }
    public string? TeamIdentification { get; init; }
    public int? DirectReplays { get; init; }
    public int? IndirectReplays { get; init; }
    public bool? Shared { get; init; }
    public UploaderContract? User { get; init; }
}

/// <summary>The reply of <c>POST /groups</c>.</summary>
public sealed record GroupCreatedContract
{
    public string? Id { get; init; }
    public string? Link { get; init; }
}

/// <summary>What <c>POST</c> and <c>PATCH /groups</c> take; null members are left out.</summary>
public sealed record GroupEdit
{
    public string? Name { get; init; }

    /// <summary><c>by-id</c> or <c>by-name</c>.</summary>
    public string? PlayerIdentification { get; init; }

    /// <summary><c>by-distinct-players</c> or <c>by-player-clusters</c>.</summary>
    public string? TeamIdentification { get; init; }

    public string? Parent { get; init; }
    public bool? Shared { get; init; }
}
