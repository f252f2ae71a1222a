using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>How matches ended.</summary>
/// <param name="Undecided">Matches of which no goals are known.</param>
public sealed record WinLoss(int Matches, int Wins, int Losses, int Draws, int Undecided)
{
    /// <summary>Wins among wins and losses, 0 to 1, with its 80 % interval; null where there is neither.</summary>
    public Estimate? WinRate => Estimate.OfShare(Wins, Losses);

    public static WinLoss Of(IReadOnlyCollection<MatchResult?> results) => new(
        results.Count, results.Count(r => r == MatchResult.Win), results.Count(r => r == MatchResult.Loss), results.Count(r => r == MatchResult.Draw), results.Count(r => r is null));
}
