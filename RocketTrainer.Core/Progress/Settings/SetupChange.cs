namespace RocketTrainer.Core.Progress.Settings;

/// <summary>When a player began to play with something else.</summary>
/// <param name="At">The first match with it.</param>
/// <param name="Camera">Camera and steering before and after; null where they stayed.</param>
/// <param name="Car">Likewise.</param>
public sealed record SetupChange(DateTimeOffset At, Change<SetupSpan>? Camera, Change<CarSpan>? Car)
{
    /// <summary>All changes of a history with the time around each in which the same settings, and the same car, were kept; newest first.</summary>
    internal static IReadOnlyList<(SetupChange Change, DateTimeOffset From, DateTimeOffset Until)> In(SetupHistory history)
    {
        var cameras = Changes(history.Spans, s => s.Since);
        var cars = Changes(history.CarSpans, s => s.Since);
        return
        [
            .. cameras.Keys.Union(cars.Keys).OrderDescending().Select(at =>
            {
                var (camera, car) = (cameras.GetValueOrDefault(at), cars.GetValueOrDefault(at));
                var kept = new[] { camera?.Kept, car?.Kept }.OfType<(DateTimeOffset From, DateTimeOffset Until)>().ToList();
                return (new SetupChange(at, camera?.Change, car?.Change), kept.Max(k => k.From), kept.Min(k => k.Until));
            }),
        ];
    }

    private static Dictionary<DateTimeOffset, (Change<T> Change, (DateTimeOffset From, DateTimeOffset Until) Kept)?> Changes<T>(IReadOnlyList<T> spans, Func<T, DateTimeOffset> since)
    {
        var changes = new Dictionary<DateTimeOffset, (Change<T>, (DateTimeOffset, DateTimeOffset))?>();
        for (var i = 0; i + 1 < spans.Count; i++)
            changes[since(spans[i])] = (new(spans[i + 1], spans[i]), (since(spans[i + 1]), i == 0 ? DateTimeOffset.MaxValue : since(spans[i - 1])));
        return changes;
    }
}

public sealed record Change<T>(T Before, T After);
