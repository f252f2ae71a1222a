namespace RocketTrainer.Core.Progress;

/// <summary>A player at a glance, over the matches of a filter.</summary>
/// <param name="Matches">Newest first.</param>
/// <param name="Playlist">
/// The one asked for. Stats of different playlists can't be held against each other, so that <paramref name="Form"/> and
/// <paramref name="Outcomes"/> are of this one alone.
/// </param>
/// <param name="Marks">The newest matches, oldest first.</param>
/// <param name="Ranks">The most played playlist first; without those in which no rank was given.</param>
/// <param name="Session">The last one, by the usual gap.</param>
public sealed record Overview(
    WinLoss Matches, string? Playlist, IReadOnlyList<MatchMark> Marks, Streak? Current, Streak? LongestWins, Streak? LongestLosses,
    IReadOnlyList<RankCurve> Ranks, Form Form, Outcomes Outcomes, LastSession? Session);

/// <summary>A player's rank in one playlist.</summary>
/// <param name="Points">The last one of each day with one, oldest first.</param>
public sealed record RankCurve(string? Playlist, IReadOnlyList<RankPoint> Points);

/// <param name="Tier">1 to 22.</param>
/// <param name="Division">1 to 4; null where the tier has none.</param>
public sealed record RankPoint(DateTimeOffset At, int Tier, int? Division)
{
    /// <summary>Tiers, with a quarter for each division: Gold I division 3 is 7.5.</summary>
    public double Height => Tier + (((Division ?? 1) - 1) / 4d);
}

/// <summary>The newest matches against those before them.</summary>
/// <param name="Recent">How many there are, up to <see cref="Overviews.Recent"/>.</param>
/// <param name="Before">How many there are, up to <see cref="Overviews.Before"/>.</param>
public sealed record Form(WinLoss Recent, WinLoss Before, IReadOnlyList<StatDifference> Stats);

/// <summary>What differs between wins and losses.</summary>
/// <param name="Matches">The newest, up to <see cref="Overviews.Compared"/>.</param>
public sealed record Outcomes(WinLoss Matches, IReadOnlyList<StatOutcome> Stats);

/// <param name="Matches">Oldest first.</param>
public sealed record LastSession(DateTimeOffset StartedAt, DateTimeOffset EndedAt, WinLoss Results, IReadOnlyList<MatchMark> Matches);
