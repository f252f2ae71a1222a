namespace RocketTrainer.Core.Replays;

/// <summary>A word that a user put on a match, for himself: nobody else sees it.</summary>
public sealed class ReplayTag
{
    public const int Longest = 32;

    /// <summary>The tag of matches that a star is put on.</summary>
    public const string Favourite = "favourite";

    public required Guid UserId { get; init; }
    public required Guid ReplayId { get; init; }

    /// <summary>1 to <see cref="Longest"/> characters, trimmed and in lower case.</summary>
    public required string Tag { get; init; }

    /// <summary>The text as a tag, or null when it is empty or too long.</summary>
    public static string? Parse(string text) => text.Trim().ToLowerInvariant() is { Length: > 0 and <= Longest } tag ? tag : null;
}
