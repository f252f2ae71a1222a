using System.Collections.Immutable;
using MudBlazor;
using RocketTrainer.Web.Features.Players.Coaching;
using RocketTrainer.Web.Features.Players.Compare;
using RocketTrainer.Web.Features.Players.Dashboard;
using RocketTrainer.Web.Features.Players.Sessions;
using RocketTrainer.Web.Features.Players.Setup;
using RocketTrainer.Web.Features.Players.TeamMates;
using RocketTrainer.Web.Features.Players.Trend;

namespace RocketTrainer.Web.Features.Players;

/// <summary>One of the pages that every player has.</summary>
/// <param name="Path">The end of its address; empty for the first.</param>
/// <param name="Icon">The inside of an SVG of 24 by 24.</param>
/// <param name="Component">A <see cref="PlayerView{T}"/>.</param>
/// <param name="Filters">The fields of its filter row.</param>
/// <param name="OnePlaylist">Whether it holds matches against each other that must be of one playlist: the main one unless another is chosen.</param>
public sealed record PlayerViewEntry(string Path, string Label, string Icon, Type Component, IReadOnlyList<string> Filters, bool OnePlaylist = false)
{
    /// <summary>The heading of this page of somebody.</summary>
    public string Of(string player) => Path switch { "" => player, "compare" => $"Compare {player}", _ => $"{Label} of {player}" };
}

public static class PlayerViews
{
    private static readonly string[] Usual = ["playlist", "season", "result", "period", "before", "with"];

    public static readonly ImmutableArray<PlayerViewEntry> All =
    [
        new("", "Dashboard", Icons.Material.Outlined.SpaceDashboard, typeof(DashboardView), Usual),
        new("coaching", "Coaching", Icons.Material.Outlined.Psychology, typeof(CoachingView), ["playlist", "season", "period"], OnePlaylist: true),
        new("trends", "Trends", Icons.Material.Outlined.ShowChart, typeof(TrendsView), Usual, OnePlaylist: true),
        new("sessions", "Sessions", Icons.Material.Outlined.Schedule, typeof(SessionsView), Usual),
        new("team-mates", "Team-mates", Icons.Material.Outlined.Handshake, typeof(TeamMatesView), Usual, OnePlaylist: true),
        new("compare", "Compare", Icons.Material.Outlined.CompareArrows, typeof(CompareView), Usual, OnePlaylist: true),
        new("setup", "Settings and car", Icons.Material.Outlined.Tune, typeof(SetupView), Usual),
    ];

    public static PlayerViewEntry? Find(string path) => All.FirstOrDefault(v => v.Path == path);
}
