namespace RocketTrainer.Core.Progress;

/// <summary>A stat over a window that moves from match to match.</summary>
/// <param name="Matches">In which the stat is known.</param>
/// <param name="Points">Oldest first: one for each full window, or for each day's last where there are days enough, at most <see cref="Trends.MostPoints"/>, evenly thinned; empty while there are fewer matches than a window.</param>
public sealed record MovingTrend(int Matches, IReadOnlyList<MovingPoint> Points);

/// <param name="At">When the window's last match was played.</param>
/// <param name="Mean">Of the matches in the window.</param>
public sealed record MovingPoint(DateTimeOffset At, Estimate Mean);

public enum TrendMarkKind { Season, Settings }

/// <summary>Something that happened while a trend went on.</summary>
/// <param name="Text">A season's id, or what changed in the settings: <c>fov, distance</c>.</param>
public sealed record TrendMark(TrendMarkKind Kind, DateTimeOffset At, string Text);
