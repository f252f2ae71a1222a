using System.Globalization;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Imports.Parts;

/// <summary>How an import is spoken of.</summary>
public static class ImportWords
{
    public static string State(ImportState state) => state switch
    {
        ImportState.Queued => "In line",
        ImportState.Running => "Running",
        ImportState.Waiting => "Waiting",
        ImportState.Paused => "Paused",
        ImportState.Completed => "Done",
        ImportState.Cancelled => "Cancelled",
        _ => "Failed",
    };

    /// <summary>Pace, budget and what is left: "1.96 of 2 requests/s · regular key · 412 of 1,000 this hour · about 24 min left".</summary>
    public static string Pace(ImportProgress progress)
    {
        var quota = progress.Receipt.Quota;
        var running = progress.Receipt.State == ImportState.Running;
        var speed = progress.RequestsPerSecond.ToString("#,0.##", CultureInfo.CurrentCulture);
        string?[] parts =
        [
            !running ? null : progress.AllowedPerSecond is { } allowed ? $"{speed} of {StatFormat.Count(allowed)} requests/s" : $"{speed} requests/s",
            !running || quota.Tier is "sandbox" or "unlimited" or "none" ? null : $"{quota.Tier} key",
            !running || progress.SharedWith == 0 ? null : progress.SharedWith == 1 ? "taking turns with somebody else" : $"taking turns with {StatFormat.Count(progress.SharedWith)} others",
            quota.PerHour is { } hour ? $"{StatFormat.Count(quota.UsedThisHour)} of {StatFormat.Count(hour)} this hour" : null,
            progress.Receipt.State == ImportState.Paused ? null : StatFormat.TimeLeft(progress.Receipt.EtaSeconds),
        ];
        return string.Join(" · ", parts.OfType<string>());
    }
}
