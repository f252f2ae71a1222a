namespace RocketTrainer.Core.Players;

/// <summary>Somebody who stood in a stored match, on one platform.</summary>
public sealed class Player
{
    /// <summary><see cref="PlayerId"/> as text; a guest on a split screen has the owner's with <c>#1</c> and so on behind it.</summary>
    public required string Id { get; init; }

    public required string Platform { get; init; }
    public required string PlatformId { get; init; }
    public required int? PlayerNumber { get; init; }

    /// <summary>The name in the newest match that gave one.</summary>
    public string? Name { get; set; }

    /// <summary>When that match was played.</summary>
    public DateTimeOffset? NameSeenAt { get; set; }
}
