using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Players;

/// <summary>
/// A player's pages: one's own from the start page on, anybody else's under <c>/players</c>. Whoever has several accounts
/// chooses with <c>account</c>.
/// </summary>
public sealed partial class PlayerPage(OwnPlayers own, ReplayQueries replays, Profiles profiles, CurrentUser currentUser, NavigationManager navigation, ILogger<PlayerPage> logger)
{
    private PlayerRoom? _room;
    private PlayerViewEntry? _view;
    private bool _welcome;
    private bool _missing;
    private bool _failed;

    [Parameter]
    public string? Id { get; set; }

    [Parameter]
    public string? View { get; set; }

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += OnLocationChanged;
        await LoadAsync();
    }

    public void Dispose() => navigation.LocationChanged -= OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (Place() is not null)
            _ = InvokeAsync(async () => { await LoadAsync(); StateHasChanged(); });
    }

    private async Task LoadAsync()
    {
        try
        {
            var address = navigation.Uri;
            var (room, view, known) = Place() is var (id, entry) ? await FindAsync(id, entry) : (null, null, false);
            if (address != navigation.Uri)
                return; // the address has moved on, and its own answer comes
            (_room, _view, _welcome, _missing, _failed) = (room, view, room is null && !known, room is null && known, false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            (_room, _failed) = (null, true);
        }
    }

    /// <summary>Whose page, null for one's own, and which; null for addresses of other pages.</summary>
    private (string? Id, string View)? Place()
    {
        var parts = new Uri(navigation.Uri).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [] => (null, ""),
            ["players", var id] => (Uri.UnescapeDataString(id), ""),
            ["players", var id, var view] => (Uri.UnescapeDataString(id), view),
            [var view] when PlayerViews.Find(view) is not null => (null, view),
            _ => null,
        };
    }

    private async Task<(PlayerRoom? Room, PlayerViewEntry? View, bool Known)> FindAsync(string? id, string path)
    {
        var (viewer, view) = (await currentUser.ViewerAsync(), PlayerViews.Find(path));
        var players = await own.ListAsync(viewer, CancellationToken.None);
        if (id is null)
        {
            var asked = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue("account", out var text) ? text.ToString() : null;
            var mine = players.FirstOrDefault(p => p.Id.ToString() == asked) ?? (players.Count > 0 ? players[0] : null);
            return mine?.LastPlayedAt is null ? (null, view, false) : (new(viewer, mine.Id, mine.Name, mine.IsLinked, "", players) { MainPlaylist = await MainPlaylistAsync(viewer) }, view, true);
        }

        if (view is null || !PlayerId.TryParse(id, out var player, out _) || !await replays.IsSeenAsync(viewer, player, CancellationToken.None))
            return (null, null, true);
        var isMine = players.Any(p => p.IsLinked && p.Id == player);
        var name = await replays.PlayerNameAsync(viewer, player, CancellationToken.None);
        return (new(viewer, player, name, isMine, $"/players/{player}", []) { MainPlaylist = isMine ? await MainPlaylistAsync(viewer) : null }, view, true);
    }

    private async Task<string?> MainPlaylistAsync(Viewer.Person viewer) => (await profiles.FindAsync(viewer.UserId, CancellationToken.None))?.MainPlaylist;

    [LoggerMessage(Level = LogLevel.Error, Message = "A player's page could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
