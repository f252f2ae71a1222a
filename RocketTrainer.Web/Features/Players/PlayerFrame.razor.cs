using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Features.Players;

/// <summary>What all pages of a player have around them: whose they are, the ways between them, and the filter row.</summary>
public sealed partial class PlayerFrame(ReplayQueries replays, Companions companions, NavigationManager navigation)
{
    private const int MostMates = 20;

    private static readonly string[] Kept = ["playlist", "season", "result", "map", "after", "before", "with", "account"];

    private IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
    private ReplayFilter? _filter;
    private Dictionary<string, object> _parameters = [];
    private ReplayChoices _choices = new([], []);
    private IReadOnlyList<ReplayChoice> _mates = [];
    private PlayerId? _choicesOf;

    [Parameter, EditorRequired]
    public required PlayerRoom Room { get; set; }

    [Parameter, EditorRequired]
    public required PlayerViewEntry View { get; set; }

    protected override void OnParametersSet()
    {
        var query = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query);
        _filter = ReplayFilter.Parse(name => name == "player" ? Room.Player.ToString() : query.TryGetValue(name, out var value) ? value.ToString() : null, out _errors);
        if (_filter is not null)
            _parameters = new(StringComparer.Ordinal) { ["Room"] = Room, ["Filter"] = _filter };
    }

    /// <summary>What can be chosen is read once the page stands: nobody should wait for it.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_choicesOf == Room.Player)
            return;
        _choicesOf = Room.Player;
        _choices = await replays.ChoicesAsync(Room.Viewer, CancellationToken.None);
        _mates = [.. (await companions.TeamMatesAsync(Room.Viewer, new ReplayFilter { Player = Room.Player }, MostMates, CancellationToken.None)).Select(m => new ReplayChoice(m.PlayerId, m.Name ?? m.PlayerId))];
        StateHasChanged();
    }

    private string At(PlayerViewEntry entry) => Address($"{Room.Base}/{entry.Path}".TrimEnd('/'), name => name);

    private string AtAccount(OwnPlayer player) => Address("/" + View.Path, name => name == "account" ? null : name, ("account", player.Id.ToString()));

    /// <summary>Another page with the same filter.</summary>
    private string Address(string path, Func<string, string?> keep, params (string Name, string Value)[] more)
    {
        var query = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query);
        var kept = Kept.Where(name => keep(name) is not null && query.ContainsKey(name)).Select(name => (Name: name, Value: query[name].ToString())).Concat(more)
            .ToDictionary(p => p.Name, p => (string?)p.Value, StringComparer.Ordinal);
        return QueryHelpers.AddQueryString(path, kept);
    }
}
