using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>Every stat of a match, block by block.</summary>
public sealed partial class StatBlocks
{
    private static readonly (StatBlock Block, string About)[] Order =
    [
        (StatBlock.Core, "what the scoreboard counts"),
        (StatBlock.Boost, "how it was collected, kept and burnt"),
        (StatBlock.Movement, "speed, air and powerslides"),
        (StatBlock.Positioning, "where on the field, and where to the ball"),
        (StatBlock.Demo, "demolitions"),
        (StatBlock.Ball, "the ball itself, by team"),
    ];

    private IReadOnlyList<Shown> _blocks = [];

    [Parameter, EditorRequired]
    public required ReplayDetail Replay { get; set; }

    /// <summary>Whose numbers are held against those of others of the rank; null where nobody's are.</summary>
    [Parameter]
    public HeldAgainst? Held { get; set; }

    private IReadOnlyList<Shown> Blocks => _blocks;

    protected override void OnParametersSet()
    {
        var attendance = new Attendance(Replay);
        StatColumn Team(ReplayTeam team) => new(PlayerNames.Of(team), team.Color, StatOwner.Team, team.Stats, WholeMatch: true);
        IEnumerable<StatColumn> Side(ReplayTeam team)
        {
            foreach (var player in team.Players)
                yield return new StatColumn(PlayerNames.Of(player), team.Color, StatOwner.Player, player.Stats, attendance.WholeMatch(player));
            if (team.Players.Count != 1) // a team of one would say everything twice
                yield return Team(team);
        }

        StatColumn[] all = [.. Side(Replay.Blue), .. Side(Replay.Orange)];
        StatColumn[] teams = [Team(Replay.Blue), Team(Replay.Orange)];
        _blocks =
        [
            .. Order.Select(o => new Shown(o.Block.ToString(), o.About,
                [.. StatCatalog.All.Where(s => s.Block == o.Block)], o.Block == StatBlock.Ball ? teams : all, o.Block != StatBlock.Ball)),
        ];
    }

    private sealed record Shown(string Name, string About, IReadOnlyList<Stat> Stats, IReadOnlyList<StatColumn> Columns, bool Players);
}
