using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>
/// The filter row, the same on every page. The address is its only memory: each change goes there, and what it shows is
/// read from there. Its fields are the browser's own, which every phone and every screen reader knows.
/// </summary>
public sealed partial class ReplayFilterBar(NavigationManager navigation, PageAddress address, TimeProvider time)
{
    private static readonly int[] Periods = [7, 30, 90, 365];

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["player"] = "Player", ["playlist"] = "Playlist", ["season"] = "Season", ["result"] = "Result", ["map"] = "Map",
        ["period"] = "Period", ["after"] = "Played after", ["before"] = "Played before", ["with"] = "With team-mate",
        ["rankMin"] = "Ranks from", ["rankMax"] = "Ranks up to", ["tag"] = "Tag",
    };

    // Only phones fold the fields away.
    private bool _open;

    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string[]> Errors { get; set; }

    [Parameter, EditorRequired]
    public required ReplayChoices Choices { get; set; }

    /// <summary>
    /// Which of its fields stand there, in this order; behind them whatever else the address filters by. <c>period</c> offers
    /// the last days and sets <c>after</c>; with an end it is a date, too.
    /// </summary>
    [Parameter]
    public IReadOnlyList<string> Fields { get; set; } = ["player", "playlist", "season", "result", "map", "after", "before"];

    /// <summary>Team-mates to choose from, by account.</summary>
    [Parameter]
    public IReadOnlyList<ReplayChoice> Mates { get; set; } = [];

    /// <summary>Whether the page is about one player anyway, so that results and team-mates are his.</summary>
    [Parameter]
    public bool HasPlayer { get; set; }

    /// <summary>The playlist that the page is about while none is chosen; null where it is about all.</summary>
    [Parameter]
    public string? MainPlaylist { get; set; }

    private bool Shown => _open || Errors.Count > 0;

    private IEnumerable<string> Given => ReplayFilter.Names.Where(name => Get(name) is not null && !(HasPlayer && name == "player")); // there the player is the page's

    private int Active => Given.Count();

    private IReadOnlyList<string> Standing
    {
        get
        {
            var usual = Fields.Select(f => f == "period" && Get("before") is not null ? "after" : f).ToList();
            return [.. usual, .. Given.Where(name => !usual.Contains(name, StringComparer.Ordinal) && !(name == "after" && usual.Contains("period", StringComparer.Ordinal)))];
        }
    }

    private string Clear => navigation.GetUriWithQueryParameters(ReplayFilter.Names.Append("cursor").ToDictionary(n => n, _ => (object?)null, StringComparer.Ordinal));

    // Who has no player yet has no results and no team-mates.
    private bool Disabled(string field) => field is "result" or "with" && !HasPlayer && Get("player") is null && Get(field) is null;

    private string Nothing(string field) => field switch
    {
        _ when Disabled(field) => "Player first",
        "playlist" when MainPlaylist is { } main => $"Main: {Playlists.NameOf(main)}",
        _ => "Any",
    };

    private IEnumerable<ReplayChoice> Options(string field)
    {
        var options = field switch
        {
            "playlist" => Playlists.All.Select(p => new ReplayChoice(p.Id, p.Name)),
            "season" => Choices.Seasons,
            "map" => Choices.Maps,
            "with" => Mates,
            "rankMin" or "rankMax" => Ranks.Ranked.Select(id => new ReplayChoice(id, RankName.Tier(new Rank(Ranks.TierOf(id), null, null, null)))),
            "period" => Periods.Select(days => new ReplayChoice(Day(days), string.Create(CultureInfo.CurrentCulture, $"Last {days} days"))),
            _ => [new("win", "Won"), new("loss", "Lost")],
        };
        // What stands in the address is shown, also when it is none of the usual.
        return Get(field) is { } value && options.All(o => o.Id != value) ? options.Prepend(new(value, field == "period" ? $"Since {value}" : value)) : options;
    }

    /// <summary>What its wider fields need beyond the others' width.</summary>
    private int Wider(IReadOnlyList<string> standing) =>
        standing.Sum(field => field switch { "player" => 66, "after" or "before" => 24, "playlist" when HasPlayer => 76, _ => 0 });

    private string Day(int daysAgo) => time.GetUtcNow().UtcDateTime.AddDays(-daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string? Get(string field) => Get(navigation.Uri, field);

    private static string? Get(string uri, string field) =>
        QueryHelpers.ParseQuery(new Uri(uri).Query).TryGetValue(field == "period" ? "after" : field, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    private void Set(string field, ChangeEventArgs e)
    {
        var text = e.Value?.ToString() is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        if (text == Get(address.Next, field))
            return;
        List<(string, object?)> change = [(field == "period" ? "after" : field, text), ("cursor", null)];
        if (field == "player" && text is null)
            change.AddRange([("result", null), ("with", null)]); // these are somebody's
        address.Change(change);
    }

    private string? Wrong(string field) => Errors.TryGetValue(field == "period" ? "after" : field, out var messages) ? string.Join(" ", messages) : null;

    private string? Invalid(string field) => Wrong(field) is null ? null : "true";

    private string? Told(string field) => Wrong(field) is null ? null : "wrong-" + field;
}
