using System.Collections.Immutable;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace RocketTrainer.Web.Components.Layout;

/// <summary>A way to somewhere, in the rail and, for the first five, in the bar on phones.</summary>
/// <param name="Icon">The inside of an SVG of 24 by 24.</param>
public sealed record NavigationEntry(string Href, string Label, string Icon, NavLinkMatch Match = NavLinkMatch.Prefix);

public static class Navigation
{
    public static readonly ImmutableArray<NavigationEntry> Entries =
    [
        new("", "Home", Icons.Material.Outlined.SpaceDashboard, NavLinkMatch.All),
        new("replays", "Matches", Icons.Material.Outlined.SportsScore),
        new("imports", "Imports", Icons.Material.Outlined.Downloading),
    ];
}
