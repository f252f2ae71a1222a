namespace RocketTrainer.Core.Progress.Stopping;

/// <summary>What a player's history says about when to stop for the day.</summary>
/// <param name="Matches">Ranked ones, won or lost, at most <see cref="StopRules.Most"/>, the newest.</param>
/// <param name="Sessions">That they were played in.</param>
/// <param name="ByNumber">By the place of a match among the ranked ones of its session; several places together where they are thin.</param>
/// <param name="ByLosses">By the losses in a row right before it in the same session.</param>
/// <param name="Suggestion">Only with <see cref="StopVerdict.Stop"/>.</param>
/// <param name="Detectable">
/// With <see cref="StopVerdict.NoSign"/>: the smallest drop of the win rate, 0 to 1, that four such histories in five would have shown, of the rule
/// of losses in a row behind which the least can hide; null where none was tested.
/// </param>
public sealed record StopReading(
    int Matches, int Sessions, IReadOnlyList<StopBucket> ByNumber, IReadOnlyList<StopBucket> ByLosses, StopVerdict Verdict, StopSuggestion? Suggestion = null, StopSensitivity? Detectable = null);

public enum StopVerdict
{
    /// <summary>There are fewer than <see cref="StopRules.Fewest"/> matches.</summary>
    TooFew,

    /// <summary>There are enough, but after no cue was played on often enough.</summary>
    Untested,

    /// <summary>Nothing was found in the earlier half of the sessions, or it didn't hold in the later one.</summary>
    NoSign,

    Stop,
}

/// <summary>Matches in like places.</summary>
/// <param name="From">The place among a session's ranked matches, from 1, or the losses in a row, from 0.</param>
/// <param name="To">The last one; null where all further ones are among them.</param>
/// <param name="Expected">
/// The win rate that these matches would have if order meant nothing, 0 to 1: by losses, that of all matches which the player came to with
/// the same score of the session; by number, that of the sessions which they belong to.
/// </param>
public sealed record StopBucket(int From, int? To, WinLoss Results, double Expected);

public enum StopCue
{
    /// <summary>So many ranked losses in a row or more, in this session.</summary>
    LossesInARow,

    /// <summary>So many ranked matches in this session or more.</summary>
    Matches,
}

public sealed record StopRule(StopCue Cue, int Count);

/// <param name="After">How the matches ended that were played all the same, in the later half of the sessions.</param>
/// <param name="Difference">
/// Of their win rate to that of comparable matches before the cue, in the later half, with an 80 % interval: the half that the rule was
/// not found in, so that it isn't flattered by the choice.
/// </param>
public sealed record StopSuggestion(StopRule Rule, WinLoss After, Estimate Difference);

/// <param name="Drop">Of the win rate, above 0.</param>
public sealed record StopSensitivity(StopRule Rule, double Drop);
