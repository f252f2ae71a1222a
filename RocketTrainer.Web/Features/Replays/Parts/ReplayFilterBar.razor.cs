using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>The filter row. The address is its only memory: each change goes there, and what it shows is read from there.</summary>
public sealed partial class ReplayFilterBar(NavigationManager navigation)
{
    private static readonly string[] Names = ["player", "playlist", "season", "result", "map", "after", "before", "with", "rankMin", "rankMax", "tag"];

    // Only phones fold the fields away.
    private bool _open;

    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string[]> Errors { get; set; }

    [Parameter, EditorRequired]
    public required ReplayChoices Choices { get; set; }

    private bool Shown => _open || Errors.Count > 0;

    // A result is somebody's.
    private string AnyResult => Get("player") is null ? "Player first" : "Any";

    private int Active => Names.Count(n => Get(n) is not null);

    private string? Get(string name) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    private void Set(string name, string? value)
    {
        var text = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
        if (text == Get(name))
            return;
        var change = new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = text, ["cursor"] = null };
        if (name == "player" && text is null)
            change["result"] = null; // a result is somebody's
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(change));
    }

    private string? Wrong(string name) => Errors.TryGetValue(name, out var messages) ? string.Join(" ", messages) : null;
}
