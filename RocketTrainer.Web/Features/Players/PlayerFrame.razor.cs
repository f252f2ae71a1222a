using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Features.Players;

/// <summary>What all pages of a player have around them: whose they are, the ways between them, and the filter row.</summary>
public sealed partial class PlayerFrame(ReplayQueries replays, Companions companions, NavigationManager navigation, ILogger<PlayerFrame> logger)
{
    private const int MostMates = 20;

    private IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
    private ReplayFilter? _filter;
    private Dictionary<string, object> _parameters = [];
    private ReplayChoices _choices = new([], []);
    private IReadOnlyList<ReplayChoice> _mates = [];
    private PlayerId? _choicesOf;
    private string? _mainPlaylist;
    private DynamicComponent? _shown;
    private bool _reading;
    private bool _failed;

    [Parameter, EditorRequired]
    public required PlayerRoom Room { get; set; }

    [Parameter, EditorRequired]
    public required PlayerViewEntry View { get; set; }

    private string Title => View.Of(Room.DisplayName);

    private string Behind => View.Path.Length == 0 ? "" : $"/{View.Path}";

    /// <summary>Between an address and its filter nothing is drawn: the page would be read under a filter that isn't the address's.</summary>
    protected override bool ShouldRender() => !_reading;

    protected override async Task OnParametersSetAsync()
    {
        var address = navigation.Uri;
        try
        {
            _reading = true;
            var (filter, main, errors) = await ReadAsync();
            if (address != navigation.Uri)
                return; // the address has moved on, and its own answer comes
            (_filter, _mainPlaylist, _errors, _failed, _reading) = (filter, main, errors, false, false);
            if (filter is not null)
                _parameters = new(StringComparer.Ordinal) { ["Room"] = Room, ["Filter"] = filter };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNoFilter(logger, Room.Player, e);
            if (address == navigation.Uri)
                (_failed, _reading) = (true, false);
        }
    }

    private async Task<(ReplayFilter? Filter, string? Main, IReadOnlyDictionary<string, string[]> Errors)> ReadAsync()
    {
        var query = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query);
        var filter = ReplayFilter.Parse(name => name == "player" ? Room.Player.ToString() : query.TryGetValue(name, out var value) ? value.ToString() : null, out var errors);
        var main = filter is { Playlists: [] } && View.OnePlaylist ? await replays.MainPlaylistAsync(Room.Viewer, filter, CancellationToken.None, Room.MainPlaylist) : null;
        return (main is null ? filter : filter! with { Playlists = [main] }, main, errors);
    }

    /// <summary>What can be chosen is read once the page stands: nobody should wait for it.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_choicesOf == Room.Player)
            return;
        _choicesOf = Room.Player;
        try
        {
            _choices = await replays.ChoicesAsync(Room.Viewer, CancellationToken.None);
            _mates = [.. (await companions.TeamMatesAsync(Room.Viewer, new ReplayFilter { Player = Room.Player }, MostMates, CancellationToken.None)).Select(m => new ReplayChoice(m.PlayerId, m.Name ?? m.PlayerId))];
            StateHasChanged();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNoChoices(logger, Room.Player, e); // the page is whole without them
        }
    }

    private string At(PlayerViewEntry entry) => PlayerAddress.Of(navigation.Uri, $"{Room.Base}/{entry.Path}".TrimEnd('/'));

    private string AtAccount(OwnPlayer player) => PlayerAddress.Of(navigation.Uri, $"{Room.Base}/{View.Path}", player.Id.ToString());

    [LoggerMessage(Level = LogLevel.Error, Message = "The main playlist of {Player} could not be read")]
    private static partial void LogNoFilter(ILogger logger, PlayerId player, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What the matches of {Player} can be filtered by could not be read")]
    private static partial void LogNoChoices(ILogger logger, PlayerId player, Exception exception);
}
