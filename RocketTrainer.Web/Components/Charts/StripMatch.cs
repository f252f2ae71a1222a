using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Components.Charts;

/// <summary>One bar of a <see cref="MatchStrip"/>.</summary>
/// <param name="GoalDifference">Own goals less theirs; null when unknown.</param>
/// <param name="Title">What hovering tells: "Win 4–2, DFH Stadium, 2 days ago".</param>
public sealed record StripMatch(MatchResult? Result, int? GoalDifference, string Href, string Title);
