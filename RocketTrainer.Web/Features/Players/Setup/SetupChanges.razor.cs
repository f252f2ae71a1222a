using System.Globalization;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Settings;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players.Coaching;

namespace RocketTrainer.Web.Features.Players.Setup;

/// <summary>What came with each change of settings or car: a sentence, and everything behind it one click away.</summary>
public sealed partial class SetupChanges
{
    private const int MostShown = 10;

    /// <summary>The edges of the drawing, in what one match varies by.</summary>
    private const double Reach = 1.5;

    [Parameter, EditorRequired]
    public required SetupOutcomes Outcomes { get; set; }

    /// <summary>An instant on the reader's clock.</summary>
    [Parameter, EditorRequired]
    public required Func<DateTimeOffset, DateTime> When { get; set; }

    private string? Missing => Outcomes switch
    {
        { Experiments.Count: > 0 } => null,
        { Thin: [var newest, ..] } => $"Not enough matches around any change yet. Around the newest, of {On(newest.Change.At)}: {Counted(newest)}. {Takes} {CoachingWords.Counted(Outcomes.Count)}",
        _ => "Neither settings nor car ever changed in these matches.",
    };

    private static string Takes => $"It takes {SetupExperiments.Fewest} of one ranked playlist on either side, in several sessions.";

    private string Thin => string.Create(CultureInfo.CurrentCulture, $"Around {Outcomes.Thin.Count:N0} further {(Outcomes.Thin.Count == 1 ? "change" : "changes")} there are too few matches. {Takes}");

    private static string Counted(ThinChange thin) => string.Create(CultureInfo.CurrentCulture, $"{thin.Before} before, {thin.After} after");

    private string On(DateTimeOffset at) => When(at).ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    private static string Matches(SetupExperiment experiment) => string.Create(CultureInfo.CurrentCulture,
        $"{experiment.Before.Matches} matches before, {experiment.After.Matches} after{(experiment.Playlist is { } playlist ? ", " + Playlists.NameOf(playlist) : null)}");

    /// <summary>What holds up, and whether it became better.</summary>
    private static List<(string Name, bool IsBetter)> Clear(SetupExperiment experiment) =>
    [
        .. experiment.IsWinRateClear ? [("win rate", experiment.After.WinRate!.Value > experiment.Before.WinRate!.Value)] : Array.Empty<(string, bool)>(),
        .. experiment.Skills.Where(s => s.IsClear).Select(s => (SetupWords.LabelOf(s.Group).ToLower(CultureInfo.CurrentCulture), s.Change.Value > 0)),
    ];

    private static Verdict Judge(SkillShift skill) => !skill.IsClear ? Components.Shared.Verdict.Noise : skill.Change.Value > 0 ? Components.Shared.Verdict.Better : Components.Shared.Verdict.Worse;

    private static Verdict Judge(SetupExperiment experiment) => !experiment.IsWinRateClear ? Components.Shared.Verdict.Noise
        : experiment.After.WinRate!.Value > experiment.Before.WinRate!.Value ? Components.Shared.Verdict.Better : Components.Shared.Verdict.Worse;

    private static IReadOnlyList<(double Value, string Name)> Before(SetupExperiment experiment) => experiment.Before.WinRate is { } rate ? [(rate.Value, $"before: {Rate(experiment.Before)}")] : [];

    private static string Rate(WinLoss results) => results.WinRate is { } rate ? rate.Value.ToString("P0", CultureInfo.CurrentCulture) : StatFormat.NotGiven;

    private static string Told(SkillShift skill) =>
        $"{SetupWords.LabelOf(skill.Group)}: {Signed(skill.Change.Value)} of what one match varies by, 80 % interval {Signed(skill.Change.Low!.Value)} to {Signed(skill.Change.High!.Value)}";

    private static string Signed(double value) => (Math.Round(value, 2) switch { > 0 => "+", < 0 => "−", _ => "±" }) + Math.Abs(value).ToString("0.00", CultureInfo.CurrentCulture);
}
