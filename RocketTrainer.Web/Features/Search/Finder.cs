using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Layout;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Web.Features.Search;

/// <param name="Kind">What it is, in a word, as a heading: Players, Matches, Stats, Pages.</param>
public sealed record Finding(string Kind, string Text, string Href, string? About = null);

/// <summary>Finds players, matches, stats and pages by a few letters.</summary>
public sealed class Finder(PlayerSearch players, ReplayQueries replays)
{
    private const int MostOfAKind = 6;

    private static readonly (string Href, string Label)[] FurtherPages =
    [
        ("/account", "Your profile"), ("/account/accounts", "Linked accounts"), ("/account/privacy", "Privacy"), ("/account/notifications", "Notifications"), ("/account/keys", "API keys"),
        ("/account/ballchasing", "Your Ballchasing key"), ("/account/data", "Your data"), ("/account/activity", "Activity"), ("/api", "REST reference"), ("/models", "Models and how good they are"), ("/replays?tag=favourite", "Favourite matches"),
    ];

    /// <summary>What fits, kind by kind, the likeliest first; nothing for a single letter.</summary>
    /// <param name="isAdministrator">Whether pages of the administration are among the pages.</param>
    public async Task<IReadOnlyList<Finding>> FindAsync(Viewer viewer, string text, bool isAdministrator, CancellationToken cancellationToken)
    {
        text = text.Trim();
        if (text.Length < PlayerSearch.ShortestText)
            return [];
        var found = new List<Finding>();
        if (Upload(text) is { } upload && await replays.FindAsync(viewer, upload, cancellationToken) is { } match)
            found.Add(new("Matches", $"{match.Match.Map}, {match.Match.Playlist}", ReplayAddress.Of(match.Match.ReplayId, player: null)));
        found.AddRange((await players.FindAsync(viewer, text, MostOfAKind, cancellationToken))
            .Select(p => new Finding("Players", p.Name ?? p.Id.ToString(), ReplayAddress.DashboardOf(p.Id.ToString()), p.Id.Platform)));
        found.AddRange((await replays.ChoicesAsync(viewer, cancellationToken)).Maps.Where(m => Fits(m.Name)).Take(MostOfAKind)
            .Select(m => new Finding("Matches", $"Matches on {m.Name}", $"/replays?map={Uri.EscapeDataString(m.Id)}")));
        found.AddRange(Playlists.All.Where(p => Fits(p.Name)).Take(MostOfAKind).Select(p => new Finding("Matches", $"Matches of {p.Name}", $"/replays?playlist={p.Id}")));
        found.AddRange(StatCatalog.All.Where(s => Fits(s.Label) || Fits(s.Key)).OrderByDescending(s => s.Label.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Take(MostOfAKind)
            .Select(s => new Finding("Stats", s.Label, $"/glossary/{s.Key}", s.Block.ToString())));
        found.AddRange(Navigation.Entries.Where(e => e.Role is null || isAdministrator).Select(e => (Href: "/" + e.Href, e.Label)).Concat(FurtherPages).Where(p => Fits(p.Label)).Take(MostOfAKind)
            .Select(p => new Finding("Pages", p.Label, p.Href)));
        return found;

        bool Fits(string name) => name.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Ballchasing's id in a text that is one, or an address that ends with one.</summary>
    private static Guid? Upload(string text) => Guid.TryParse(text.TrimEnd('/').Split('/')[^1], out var id) ? id : null;
}
