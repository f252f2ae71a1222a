using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>Both teams with the numbers that the game itself shows at the end.</summary>
public sealed partial class Scoreboard
{
    private static readonly ImmutableArray<(Stat Stat, string Head, string Initials)> Columns =
    [
        (StatCatalog.Get("core.score"), "Score", "Pts"),
        (StatCatalog.Get("core.goals"), "Goals", "G"),
        (StatCatalog.Get("core.assists"), "Assists", "A"),
        (StatCatalog.Get("core.saves"), "Saves", "Sv"),
        (StatCatalog.Get("core.shots"), "Shots", "Sh"),
        (StatCatalog.Get("demo.inflicted"), "Demos", "D"),
    ];

    private Attendance _attendance = null!;

    [Parameter, EditorRequired]
    public required ReplayDetail Replay { get; set; }

    /// <summary>Whose line to point out.</summary>
    [Parameter]
    public string? Player { get; set; }

    protected override void OnParametersSet() => _attendance = new Attendance(Replay);

    private int? Goals(ReplayTeam team) => team.Color == TeamColor.Blue ? Replay.Match.Blue.Goals : Replay.Match.Orange.Goals;

    private IEnumerable<string> Notes(ReplayPlayer player)
    {
        if (player.IsBot)
            yield return "bot";
        if (player.CarName is not null)
            yield return player.CarName;
        if (player.PlayerNumber > 0)
            yield return "guest on a split screen";
        if (_attendance.CameLate(player))
            yield return "came late";
        if (_attendance.LeftEarly(player))
            yield return "left early";
    }
}
