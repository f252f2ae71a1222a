namespace RocketTrainer.Core.Importing;

/// <summary>A group on Ballchasing, a season's or a tournament's, whose replays somebody has brought in as they are added.</summary>
public sealed class FollowedGroup
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>Ballchasing's id.</summary>
    public required string GroupId { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>When the last sync that ended well began; null before the first.</summary>
    public DateTimeOffset? SyncedAt { get; set; }

    /// <summary>When it is synced next; null: at once.</summary>
    public DateTimeOffset? NextSyncAt { get; set; }
}

/// <summary>A group that is kept in sync, for its follower.</summary>
public sealed record FollowedGroupView(Guid Id, string GroupId, DateTimeOffset AddedAt, DateTimeOffset? SyncedAt, DateTimeOffset? NextSyncAt);
