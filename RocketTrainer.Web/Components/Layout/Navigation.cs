using System.Collections.Immutable;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Components.Layout;

/// <summary>A way to somewhere, in the rail and, for the first five, in the bar on phones.</summary>
/// <param name="Icon">The inside of an SVG of 24 by 24.</param>
/// <param name="Role">Who sees it; everybody when null.</param>
public sealed record NavigationEntry(string Href, string Label, string Icon, NavLinkMatch Match = NavLinkMatch.Prefix, string? Role = null);

public static class Navigation
{
    public static readonly ImmutableArray<NavigationEntry> Entries =
    [
        new("", "Dashboard", Icons.Material.Outlined.SpaceDashboard, NavLinkMatch.All),
        new("replays", "Matches", Icons.Material.Outlined.SportsScore),
        new("imports", "Imports", Icons.Material.Outlined.Downloading),
        new("teams", "Teams", Icons.Material.Outlined.Groups),
        new("admin/users", "Admin", Icons.Material.Outlined.AdminPanelSettings, Role: Roles.Administrator),
    ];
}
