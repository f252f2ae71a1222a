namespace RocketTrainer.Core.Ballchasing.Contracts;

/// <summary>A page of <c>GET /replays</c>. <see cref="Next"/> is absent on the last one; <see cref="Count"/> counts all hits, up to 10,000.</summary>
public sealed record ReplayListContract
{
    public int? Count { get; init; }
    public IReadOnlyList<ReplayListItemContract>? List { get; init; }
    public string? Next { get; init; }
}

/// <summary>A replay in a search result. It renames members of the detail: <c>replay_title</c>, <c>date_has_tz</c>, and goals beside the players.</summary>
public sealed record ReplayListItemContract
{
    public string? Id { get; init; }
    public string? RocketLeagueId { get; init; }
    public string? ReplayTitle { get; init; }
    public string? MapCode { get; init; }
    public string? MapName { get; init; }
    public string? PlaylistId { get; init; }
    public string? PlaylistName { get; init; }
    public int? Duration { get; init; }
    public bool? Overtime { get; init; }
    public int? OvertimeSeconds { get; init; }
    public int? Season { get; init; }
    public string? SeasonType { get; init; }
    public DateTimeOffset? Date { get; init; }
    public bool? DateHasTz { get; init; }
    public string? Visibility { get; init; }
    public DateTimeOffset? Created { get; init; }
    public UploaderContract? Uploader { get; init; }
    public string? Recorder { get; init; }
    public IReadOnlyList<GroupLinkContract>? Groups { get; init; }
    public RankContract? MinRank { get; init; }
    public RankContract? MaxRank { get; init; }
    public ReplayListTeamContract? Blue { get; init; }
    public ReplayListTeamContract? Orange { get; init; }
}

public sealed record ReplayListTeamContract
{
    public string? Name { get; init; }

    /// <summary>Absent when zero.</summary>
    public int? Goals { get; init; }

    public IReadOnlyList<ReplayListPlayerContract>? Players { get; init; }
}

public sealed record ReplayListPlayerContract
{
    public double? StartTime { get; init; }
    public double? EndTime { get; init; }
    public string? Name { get; init; }
    public AccountContract? Id { get; init; }
    public bool? Mvp { get; init; }
    public bool? Pro { get; init; }
    public RankContract? Rank { get; init; }
    public int? Score { get; init; }
}
