using System.Globalization;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Settings;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Web.Features.Players.Setup;

/// <summary>What a player played with, since when, and what came with it.</summary>
public sealed partial class SetupView(Setups setups, SetupExperiments experiments)
{
    private const int MostSpans = 40;
    private const int MostCars = 30;

    public sealed record Content(SetupHistory History, SetupOutcomes Outcomes);

    protected override async Task<Content> ReadAsync(CancellationToken cancellationToken) =>
        new(await setups.ReadAsync(Room.Viewer, Filter, cancellationToken), await experiments.ReadAsync(Room.Viewer, Filter, cancellationToken));

    /// <summary>Where a list ends before what there is.</summary>
    private static string? Of(int most, int all, string what) => all > most ? string.Create(CultureInfo.CurrentCulture, $"; the {what} {most} of {all:N0}") : null;

    private static string Share(WinLoss results) => results.Wins + results.Losses is > 0 and var decided ? ((double)results.Wins / decided).ToString("P0", CultureInfo.CurrentCulture) : StatFormat.NotGiven;

    protected override IReadOnlyList<Sheet> SheetsOf(Content shown) =>
    [
        new("Settings", ["since", "until", .. SetupWords.Settings.Select(s => s.Head), .. DifferenceSheet.WinLossColumns],
            [.. shown.History.Spans.Select(span => (IReadOnlyList<object?>)[span.Since, span.Until, .. SetupWords.Settings.Select(s => (object?)s.Of(span)), .. DifferenceSheet.Of(span.Results)])]),
        new("Cars", ["car", "name", "first", "last", .. DifferenceSheet.WinLossColumns],
            [.. shown.History.Cars.Select(car => (IReadOnlyList<object?>)[car.CarId, car.Name, car.First, car.Last, .. DifferenceSheet.Of(car.Results)])]),
        new("Changes", ["at", "what", "playlist", "matches before", "win rate before", "matches after", "win rate after", "skill", "change", "low", "high", "clear"],
            [.. shown.Outcomes.Experiments.SelectMany(e => e.Skills.Select(s => (IReadOnlyList<object?>)
                [e.Change.At, SetupWords.Of(e.Change), e.Playlist, e.Before.Matches, e.Before.WinRate?.Value, e.After.Matches, e.After.WinRate?.Value, SetupWords.LabelOf(s.Group), s.Change.Value, s.Change.Low, s.Change.High, s.IsClear]))]),
    ];
}
