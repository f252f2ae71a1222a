using System.Globalization;
using RocketTrainer.Core.Progress;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Web.Features.Players.Setup;

/// <summary>What a player played with, and since when.</summary>
public sealed partial class SetupView(Setups setups)
{
    private const int MostSpans = 40;
    private const int MostCars = 30;

    private static readonly (string Name, Func<SetupSpan, double?> Of)[] Settings =
    [
        ("FOV", s => s.Camera.Fov), ("Distance", s => s.Camera.Distance), ("Height", s => s.Camera.Height), ("Angle", s => s.Camera.Pitch), ("Stiffness", s => s.Camera.Stiffness),
        ("Swivel", s => s.Camera.SwivelSpeed), ("Transition", s => s.Camera.TransitionSpeed), ("Steering", s => s.SteeringSensitivity),
    ];

    protected override Task<SetupHistory> ReadAsync(CancellationToken cancellationToken) => setups.ReadAsync(Room.Viewer, Filter, cancellationToken);

    /// <summary>Where a list ends before what there is.</summary>
    private static string? Of(int most, int all, string what) => all > most ? string.Create(CultureInfo.CurrentCulture, $"; the {what} {most} of {all:N0}") : null;

    private static string Share(WinLoss results) => results.Wins + results.Losses is > 0 and var decided ? ((double)results.Wins / decided).ToString("P0", CultureInfo.CurrentCulture) : StatFormat.NotGiven;

    protected override IReadOnlyList<Sheet> SheetsOf(SetupHistory shown) =>
    [
        new("Settings", ["since", "until", .. Settings.Select(s => s.Name), .. DifferenceSheet.WinLossColumns],
            [.. shown.Spans.Select(span => (IReadOnlyList<object?>)[span.Since, span.Until, .. Settings.Select(s => (object?)s.Of(span)), .. DifferenceSheet.Of(span.Results)])]),
        new("Cars", ["car", "name", "first", "last", .. DifferenceSheet.WinLossColumns],
            [.. shown.Cars.Select(car => (IReadOnlyList<object?>)[car.CarId, car.Name, car.First, car.Last, .. DifferenceSheet.Of(car.Results)])]),
    ];
}
