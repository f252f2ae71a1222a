namespace RocketTrainer.Core.Coaching.Labels;

/// <summary>
/// What a coach called a player's weakest skill before he was told what this program says; or that he wanted to be told without naming
/// one. There is one of each coach and player, and what was told stays as it was then.
/// </summary>
public sealed class WeaknessLabel
{
    /// <summary>The coach.</summary>
    public required Guid UserId { get; init; }

    /// <summary><see cref="Players.PlayerId"/> as text.</summary>
    public required string PlayerId { get; init; }

    public required string Playlist { get; init; }
    public required DateTimeOffset LabelledAt { get; init; }
    public required LabelKind Kind { get; init; }

    /// <summary>The one that was called weakest; null unless <see cref="LabelKind.Group"/>.</summary>
    public required SkillGroup? Group { get; init; }

    /// <summary>The one with the most evidence.</summary>
    public required SkillGroup First { get; init; }

    /// <summary>Whether <see cref="First"/> was below the peers beyond chance.</summary>
    public required bool IsFlagged { get; init; }

    /// <summary>Where <see cref="Group"/> stood by evidence, 1 for the weakest; null where it wasn't told.</summary>
    public required int? Place { get; init; }

    /// <summary>How many matches the verdict was of.</summary>
    public required int Matches { get; init; }

    /// <summary>Id of the norms that it was told by.</summary>
    public required string Ruler { get; init; }
}

public enum LabelKind
{
    /// <summary>One of the twelve was called weakest.</summary>
    Group,

    /// <summary>None stands out.</summary>
    Nothing,

    /// <summary>Told without naming one.</summary>
    Skipped,
}
