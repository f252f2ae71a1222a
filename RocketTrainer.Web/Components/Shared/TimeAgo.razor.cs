using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>How long ago something was. On an interactive page it keeps itself right.</summary>
public sealed partial class TimeAgo
{
    private ITimer? _timer;

    [Inject]
    private TimeProvider Time { get; set; } = TimeProvider.System;

    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    /// <summary>True when the clock that was read may be hours off; the exact time then says so.</summary>
    [Parameter]
    public bool ZoneUnknown { get; set; }

    [Parameter]
    public string? Class { get; set; }

    /// <summary>The reader's own; UTC where none is known.</summary>
    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    public void Dispose() => _timer?.Dispose();

    protected override void OnParametersSet()
    {
        if (!RendererInfo.IsInteractive)
            return;

        _timer ??= Time.CreateTimer(_ => _ = InvokeAsync(Tick), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(UntilOtherWords(Time.GetUtcNow() - At), Timeout.InfiniteTimeSpan);
    }

    private static DateTime Local(DateTimeOffset at, TimeZoneInfo? zone) => TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.Utc).DateTime;

    private static string Exact(DateTimeOffset at, TimeZoneInfo? zone, bool zoneUnknown) => zoneUnknown
        ? $"{at.DateTime.ToString("f", CultureInfo.CurrentCulture)}, local time, zone unknown"
        : $"{Local(at, zone).ToString("f", CultureInfo.CurrentCulture)}{(zone is null ? " UTC" : null)}";

    private static string Words(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo? zone) => (now - at) switch
    {
        { TotalMinutes: < 1 } => "just now", // clocks that are ahead included
        { TotalHours: < 1 } ago => $"{ago.Minutes} min ago",
        { TotalDays: < 1 } ago => $"{ago.Hours} h ago",
        { TotalDays: < 2 } => "yesterday",
        { TotalDays: < 30 } ago => $"{ago.Days} days ago",
        _ => Local(at, zone).ToString("d MMM yyyy", CultureInfo.CurrentCulture),
    };

    /// <summary>How long the words stay right; infinite (below zero) once they are a date.</summary>
    internal static TimeSpan UntilOtherWords(TimeSpan ago)
    {
        if (ago < TimeSpan.Zero)
            return TimeSpan.FromMinutes(1);

        var step = ago switch
        {
            { TotalHours: < 1 } => TimeSpan.TicksPerMinute,
            { TotalDays: < 1 } => TimeSpan.TicksPerHour,
            { TotalDays: < 30 } => TimeSpan.TicksPerDay,
            _ => 0,
        };
        return step == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(step - (ago.Ticks % step)) + TimeSpan.FromMilliseconds(50);
    }

    private void Tick()
    {
        _timer?.Change(UntilOtherWords(Time.GetUtcNow() - At), Timeout.InfiniteTimeSpan);
        StateHasChanged();
    }
}
