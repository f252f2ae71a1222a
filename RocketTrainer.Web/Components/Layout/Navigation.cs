using System.Collections.Immutable;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Components.Layout;

/// <summary>A way to somewhere, in the rail; on phones the first four are in the bar, the others behind "More".</summary>
/// <param name="Icon">The inside of an SVG of 24 by 24.</param>
/// <param name="Role">Who sees it; everybody when null.</param>
public sealed record NavigationEntry(string Href, string Label, string Icon, NavLinkMatch Match = NavLinkMatch.Prefix, string? Role = null);

public static class Navigation
{
    /// <summary>How many stand in the bar on phones.</summary>
    public const int InBar = 4;

    public static readonly ImmutableArray<NavigationEntry> Entries =
    [
        new("", "Dashboard", Icons.Material.Outlined.SpaceDashboard, NavLinkMatch.All),
        new("replays", "Matches", Icons.Material.Outlined.SportsScore),
        new("coaching", "Coaching", Icons.Material.Outlined.Psychology),
        new("imports", "Imports", Icons.Material.Outlined.Downloading),
        new("trends", "Trends", Icons.Material.Outlined.ShowChart),
        new("sessions", "Sessions", Icons.Material.Outlined.Schedule),
        new("team-mates", "Team-mates", Icons.Material.Outlined.Handshake),
        new("compare", "Compare", Icons.Material.Outlined.CompareArrows),
        new("setup", "Settings and car", Icons.Material.Outlined.Tune),
        new("glossary", "Glossary", Icons.Material.Outlined.MenuBook),
        new("teams", "Teams", Icons.Material.Outlined.Groups),
        new("admin/users", "Admin", Icons.Material.Outlined.AdminPanelSettings, Role: Roles.Administrator),
    ];
}
