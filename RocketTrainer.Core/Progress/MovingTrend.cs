namespace RocketTrainer.Core.Progress;

/// <summary>A stat over a window that moves from match to match.</summary>
/// <param name="Matches">In which the stat is known.</param>
/// <param name="Points">
/// Oldest first: one for each full window, or for each day's last where there are days enough, at most <see cref="MostPoints"/>, evenly
/// thinned; empty while there are fewer matches than a window.
/// </param>
public sealed record MovingTrend(int Matches, IReadOnlyList<MovingPoint> Points)
{
    /// <summary>More can't be told apart on any screen.</summary>
    public const int MostPoints = 200;

    /// <summary>From so many days on a trend has one point for each.</summary>
    private const int FewestDays = 12;

    /// <param name="known">Oldest first.</param>
    /// <param name="window">2 or more matches.</param>
    /// <param name="zone">Whose days; UTC's unless told.</param>
    internal static MovingTrend Of(IReadOnlyList<(DateTimeOffset At, double Value)> known, int window, TimeZoneInfo? zone = null)
    {
        var ends = Enumerable.Range(window - 1, Math.Max(0, known.Count - window + 1)).ToList();
        var daily = ends.GroupBy(end => Days.Of(known[end].At, zone)).Select(day => day.Last()).ToList();
        if (daily.Count >= FewestDays)
            ends = daily; // between the matches of one evening nothing can be seen
        var points = Math.Min(ends.Count, MostPoints);
        return new(known.Count, [.. Enumerable.Range(0, points).Select(i =>
        {
            // The first and the last are always among them.
            var end = ends[points == 1 ? ^1 : (int)((long)i * (ends.Count - 1) / (points - 1))];
            return new MovingPoint(known[end].At, Estimate.OfMean([.. known.Skip(end + 1 - window).Take(window).Select(k => k.Value)]));
        })]);
    }
}

/// <param name="At">When the window's last match was played.</param>
/// <param name="Mean">Of the matches in the window.</param>
public sealed record MovingPoint(DateTimeOffset At, Estimate Mean);

public enum TrendMarkKind { Season, Settings }

/// <summary>Something that happened while a trend went on.</summary>
/// <param name="Text">A season's id, or what changed in the settings: <c>fov, distance</c>.</param>
public sealed record TrendMark(TrendMarkKind Kind, DateTimeOffset At, string Text);
