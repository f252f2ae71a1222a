using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>
/// The filter row, the same on every page. The address is its only memory: each change goes there, and what it shows is
/// read from there. Its fields are the browser's own, which every phone and every screen reader knows.
/// </summary>
public sealed partial class ReplayFilterBar(NavigationManager navigation, TimeProvider time)
{
    private static readonly string[] Names = ["player", "playlist", "season", "result", "map", "after", "before", "with", "rankMin", "rankMax", "tag"];
    private static readonly int[] Periods = [7, 30, 90, 365];

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["player"] = "Player", ["playlist"] = "Playlist", ["season"] = "Season", ["result"] = "Result", ["map"] = "Map",
        ["period"] = "Period", ["after"] = "Played after", ["before"] = "Played before", ["with"] = "With team-mate",
    };

    // Only phones fold the fields away.
    private bool _open;

    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string[]> Errors { get; set; }

    [Parameter, EditorRequired]
    public required ReplayChoices Choices { get; set; }

    /// <summary>Which of its fields stand there, in this order. <c>period</c> offers the last days and sets <c>after</c>.</summary>
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

    private int Active => Names.Count(n => Get(n) is not null);

    private string Clear => navigation.GetUriWithQueryParameters(Names.Append("cursor").ToDictionary(n => n, _ => (object?)null, StringComparer.Ordinal));

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
            "period" => Periods.Select(days => new ReplayChoice(Day(days), string.Create(CultureInfo.CurrentCulture, $"Last {days} days"))),
            _ => [new("win", "Won"), new("loss", "Lost")],
        };
        // What stands in the address is shown, also when it is none of the usual.
        return Get(field) is { } value && options.All(o => o.Id != value) ? options.Prepend(new(value, field == "period" ? $"Since {value}" : value)) : options;
    }

    private string Day(int daysAgo) => time.GetUtcNow().UtcDateTime.AddDays(-daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string? Get(string field) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue(field == "period" ? "after" : field, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    private void Set(string field, ChangeEventArgs e)
    {
        var text = e.Value?.ToString() is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        if (text == Get(field))
            return;
        var change = new Dictionary<string, object?>(StringComparer.Ordinal) { [field == "period" ? "after" : field] = text, ["cursor"] = null };
        if (field == "player" && text is null)
            (change["result"], change["with"]) = (null, null); // these are somebody's
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(change));
    }

    private string? Wrong(string field) => Errors.TryGetValue(field == "period" ? "after" : field, out var messages) ? string.Join(" ", messages) : null;

    private string? Invalid(string field) => Wrong(field) is null ? null : "true";

    private string? Told(string field) => Wrong(field) is null ? null : "wrong-" + field;
}
