namespace RocketTrainer.Core.Replays;

/// <summary>What a user wrote about a match, for himself: nobody else sees it.</summary>
public sealed class ReplayNote
{
    public const int Longest = 4000;

    public required Guid UserId { get; init; }
    public required Guid ReplayId { get; init; }

    /// <summary>1 to <see cref="Longest"/> characters, trimmed.</summary>
    public required string Text { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}
