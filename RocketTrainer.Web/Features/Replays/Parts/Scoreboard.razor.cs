using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>Both teams with the numbers that the game itself shows at the end.</summary>
public sealed partial class Scoreboard
{
    private static readonly ImmutableArray<Stat> Columns =
    [
        .. new[] { "core.score", "core.goals", "core.assists", "core.saves", "core.shots", "demo.inflicted" }.Select(StatCatalog.Get),
    ];

    private Attendance _attendance = null!;

    [Parameter, EditorRequired]
    public required ReplayDetail Replay { get; set; }

    protected override void OnParametersSet() => _attendance = new Attendance(Replay);

    private static string Short(Stat stat) => stat.Key == "demo.inflicted" ? "Demos" : stat.Label;

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
