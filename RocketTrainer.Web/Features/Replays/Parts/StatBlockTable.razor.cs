using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>One block of stats: a row per stat, a column per player and team. Wider than the page, it scrolls under its first column.</summary>
public sealed partial class StatBlockTable
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Stat> Stats { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<StatColumn> Columns { get; set; }

    /// <summary>Whose numbers are held against those of others of the rank; null where nobody's are.</summary>
    [Parameter]
    public HeldAgainst? Held { get; set; }

    // Of two teams one is nearly always ahead: beside players that mark would say nothing.
    private IReadOnlyList<StatColumn> Compared => TeamsOnly ? Columns : [.. Columns.Where(c => c.Owner == StatOwner.Player)];

    private bool TeamsOnly => Columns.All(c => c.Owner == StatOwner.Team);

    // "Boost stolen, boost" and "Score, points" say nothing new.
    private static string Unit(Stat stat) => stat.Unit is StatUnit.Boost or StatUnit.Points ? "" : StatFormat.Unit(stat.Unit);

    private bool IsBest(StatColumn column, Stat stat, double value, double? best) =>
        value == best && (column.Owner == StatOwner.Player || TeamsOnly) && (column.WholeMatch || !stat.GrowsWithTime);

    private string Class(StatColumn column)
    {
        var side = column.Team == TeamColor.Blue ? "team-blue" : "team-orange";
        return column.Owner == StatOwner.Team && !TeamsOnly ? side + " total" : side;
    }
}
