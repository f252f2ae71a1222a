namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>One player in one match, as the rank models learn from him.</summary>
/// <param name="Match">The same for all known players of a match.</param>
/// <param name="Group">The split key: rows that have it in common never stand on both sides of a split.</param>
/// <param name="Values">In the order of <see cref="PlayerGame.Stats"/>, NaN where unknown.</param>
/// <param name="Tier">1 to 22; 0 where unknown: such a player is context for the others of his match, and nothing is learnt from him.</param>
/// <param name="Seconds">How long the match was; NaN where unknown.</param>
/// <param name="IsRecent">See <see cref="RankMatch.IsRecent"/>.</param>
/// <param name="IsWhole">Whether both teams of the match are among the rows.</param>
public sealed record RankRow(string Match, string Group, double[] Values, int Tier, double Seconds, bool IsRecent, bool IsWhole);

/// <summary>A match whose players' ranks are to be told.</summary>
/// <param name="Seconds">How long it was; NaN where unknown.</param>
/// <param name="Players">Everybody's stats, in the order of <see cref="PlayerGame.Stats"/>, NaN where unknown.</param>
public sealed record RankMatch(DateTimeOffset PlayedAt, double Seconds, IReadOnlyList<double[]> Players)
{
    /// <summary>The years of the collections that the shipped model learnt from are 2021 and 2026: a match counts to the nearer.</summary>
    private const int FirstRecentYear = 2024;

    public bool IsRecent => PlayedAt.UtcDateTime.Year >= FirstRecentYear;
}
