using System.Collections.Immutable;
using MudBlazor;
using RocketTrainer.Web.Features.Players.Dashboard;

namespace RocketTrainer.Web.Features.Players;

/// <summary>One of the pages that every player has.</summary>
/// <param name="Path">The end of its address; empty for the first.</param>
/// <param name="Icon">The inside of an SVG of 24 by 24.</param>
/// <param name="Component">A <see cref="PlayerView{T}"/>.</param>
/// <param name="Filters">The fields of its filter row.</param>
public sealed record PlayerViewEntry(string Path, string Label, string Icon, Type Component, IReadOnlyList<string> Filters);

public static class PlayerViews
{
    private static readonly string[] Usual = ["playlist", "season", "period", "with"];

    public static readonly ImmutableArray<PlayerViewEntry> All =
    [
        new("", "Dashboard", Icons.Material.Outlined.SpaceDashboard, typeof(DashboardView), Usual),
    ];

    public static PlayerViewEntry? Find(string path) => All.FirstOrDefault(v => v.Path == path);
}
