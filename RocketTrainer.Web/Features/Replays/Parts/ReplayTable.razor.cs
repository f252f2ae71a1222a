using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>Matches in a table, the whole row a way to each. It keeps its times right while it is looked at.</summary>
public sealed partial class ReplayTable
{
    private ITimer? _timer;

    [Inject]
    private TimeProvider Time { get; set; } = TimeProvider.System;

    [Parameter, EditorRequired]
    public required IReadOnlyList<ReplayRow> Rows { get; set; }

    /// <summary>What these matches are, read aloud.</summary>
    [Parameter]
    public string Caption { get; set; } = "Matches";

    /// <summary>Whose matches these are: each then opens from that player's side.</summary>
    [Parameter]
    public string? Player { get; set; }

    /// <summary>The address that each match's id stands behind.</summary>
    [Parameter]
    public string Room { get; set; } = "/replays";

    /// <summary>The reader's own; UTC where none is known.</summary>
    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    // Without a player nobody won or lost, and a column of dashes would say so fifty times.
    private bool Judged => Rows.Any(r => r.Result is not null);

    public void Dispose() => _timer?.Dispose();

    protected override void OnParametersSet()
    {
        if (RendererInfo.IsInteractive)
            WaitForOtherWords();
    }

    private void WaitForOtherWords()
    {
        var now = Time.GetUtcNow();
        var wait = Rows.Select(r => TimeAgo.UntilOtherWords(now - r.PlayedAt)).Where(w => w > TimeSpan.Zero).DefaultIfEmpty(Timeout.InfiniteTimeSpan).Min();
        _timer ??= Time.CreateTimer(_ => _ = InvokeAsync(Tick), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        WaitForOtherWords();
        StateHasChanged();
    }

    private static string Names(ReplayRowTeam team) => team.Players.Count == 0 ? "No players given" : string.Join(", ", team.Players);

    private static string Spoken(ReplayRow row) =>
        $"{row.Map}, {row.Playlist}, {row.Result?.ToString() ?? "no result"}, blue {StatFormat.Count(row.Blue.Goals)}, orange {StatFormat.Count(row.Orange.Goals)}";
}
