using System.Globalization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Settings;

namespace RocketTrainer.Web.Features.Players.Setup;

/// <summary>Settings in plain words.</summary>
internal static class SetupWords
{
    private const int MostTold = 2;

    public static readonly (string Head, string Name, Func<SetupSpan, double?> Of)[] Settings =
    [
        ("FOV", "the field of view", s => s.Camera.Fov), ("Distance", "the camera's distance", s => s.Camera.Distance), ("Height", "the camera's height", s => s.Camera.Height),
        ("Angle", "the camera's angle", s => s.Camera.Pitch), ("Stiffness", "the camera's stiffness", s => s.Camera.Stiffness), ("Swivel", "the swivel speed", s => s.Camera.SwivelSpeed),
        ("Transition", "the transition speed", s => s.Camera.TransitionSpeed), ("Steering", "the steering sensitivity", s => s.SteeringSensitivity),
    ];

    /// <summary>What a change was: <c>lowering the camera's height from 110 to 100 and switching from Octane to Fennec</c>.</summary>
    public static string Of(SetupChange change) => string.Join(" and ", new[] { change.Camera is { } camera ? Of(camera) : null, change.Car is { } car ? $"switching from {NameOf(car.Before)} to {NameOf(car.After)}" : null }.OfType<string>());

    public static string LabelOf(string group) => SkillGroups.All.First(g => g.Group.ToString() == group).Label;

    public static string NameOf(CarSpan car) => car.Name ?? string.Create(CultureInfo.InvariantCulture, $"car {car.CarId}");

    private static string Of(Change<SetupSpan> change)
    {
        var changed = Settings.Where(s => s.Of(change.Before) != s.Of(change.After)).ToList();
        return changed.Count > MostTold
            ? "changing " + string.Join(", ", changed.SkipLast(1).Select(s => s.Name)) + " and " + changed[^1].Name
            : string.Join(" and ", changed.Select(s => (s.Of(change.Before), s.Of(change.After)) switch
            {
                ({ } before, { } after) => string.Create(CultureInfo.CurrentCulture, $"{(after > before ? "raising" : "lowering")} {s.Name} from {before:0.##} to {after:0.##}"),
                _ => "changing " + s.Name, // one side doesn't tell it
            }));
    }
}
