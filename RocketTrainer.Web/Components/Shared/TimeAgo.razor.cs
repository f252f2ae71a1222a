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

    private string Exact => ZoneUnknown
        ? $"{At.DateTime.ToString("f", CultureInfo.CurrentCulture)}, local time, zone unknown"
        : $"{At.UtcDateTime.ToString("f", CultureInfo.CurrentCulture)} UTC";

    public void Dispose() => _timer?.Dispose();

    protected override void OnParametersSet()
    {
        if (!RendererInfo.IsInteractive)
            return;

        _timer ??= Time.CreateTimer(_ => _ = InvokeAsync(Tick), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(UntilOtherWords(Time.GetUtcNow() - At), Timeout.InfiniteTimeSpan);
    }

    private static string Words(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalMinutes: < 1 } => "just now", // clocks that are ahead included
        { TotalHours: < 1 } ago => $"{ago.Minutes} min ago",
        { TotalDays: < 1 } ago => $"{ago.Hours} h ago",
        { TotalDays: < 2 } => "yesterday",
        { TotalDays: < 30 } ago => $"{ago.Days} days ago",
        _ => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.CurrentCulture),
    };

    private static TimeSpan UntilOtherWords(TimeSpan ago)
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
