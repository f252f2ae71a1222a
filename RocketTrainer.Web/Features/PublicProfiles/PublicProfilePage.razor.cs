using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players;

namespace RocketTrainer.Web.Features.PublicProfiles;

/// <summary>A public profile, for whoever holds its link, signed in or not.</summary>
public sealed partial class PublicProfilePage(Profiles profiles, ReplayQueries replays, NavigationManager navigation, ILogger<PublicProfilePage> logger)
{
    private const int PageSize = 50;

    private PublicProfile? _profile;
    private PlayerRoom? _room;
    private PlayerViewEntry? _entry;
    private ReplayListing? _page;
    private IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
    private ReplayChoices _choices = new([], []);
    private string? _player;
    private bool _loaded;
    private bool _failed;

    /// <summary>The secret end of the link.</summary>
    [Parameter]
    public string Link { get; set; } = "";

    /// <summary>One of <see cref="PlayerViews"/>, or <c>matches</c>.</summary>
    [Parameter]
    public string? View { get; set; }

    /// <summary>Which of the profile's accounts, for one that has several.</summary>
    [SupplyParameterFromQuery(Name = "account")]
    public string? Account { get; set; }

    [SupplyParameterFromQuery(Name = "cursor")]
    public string? Cursor { get; set; }

    private IReadOnlyList<string> Fields => _player is null ? ["playlist", "season", "map", "after", "before"] : ["playlist", "season", "result", "map", "after", "before"];

    private string At(ReplayCursor? place) => navigation.GetUriWithQueryParameter("cursor", place?.ToString());

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _failed = false;
            _profile = await profiles.FindByLinkAsync(Link, CancellationToken.None);
            (_room, _entry, _page) = (null, PlayerViews.Find(View ?? ""), null);
            if (_profile is not null)
            {
                var viewer = new Viewer.Guest(_profile.UserId);
                _room = await RoomAsync(_profile, viewer);
                if (_room is not null && View == "matches")
                    await ListAsync(_profile, viewer);
            }

            _loaded = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    /// <summary>The account that is looked at: the one asked for, or the first with matches.</summary>
    private async Task<PlayerRoom?> RoomAsync(PublicProfile profile, Viewer.Guest viewer)
    {
        var players = new List<OwnPlayer>();
        foreach (var account in profile.Accounts)
        {
            if (PlayerId.TryParse(account.PlayerId, out var id, out _) && await replays.IsSeenAsync(viewer, id, CancellationToken.None))
                players.Add(new(id, account.Name, IsLinked: true, LastPlayedAt: null));
        }

        var shown = players.Find(p => p.Id.ToString() == Account) ?? (players.Count > 0 ? players[0] : null);
        return shown is null ? null : new(viewer, shown.Id, await replays.PlayerNameAsync(viewer, shown.Id, CancellationToken.None) ?? shown.Name, IsMine: false, $"/p/{Link}", players) { MainPlaylist = profile.MainPlaylist };
    }

    private async Task ListAsync(PublicProfile profile, Viewer.Guest viewer)
    {
        // With one account each match has a winner's and a loser's side; with several the table leaves that open until one is chosen.
        var query = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query);
        _player = profile.Accounts is [{ PlayerId: { } only }] ? only : profile.Accounts.FirstOrDefault(a => a.PlayerId is not null && a.PlayerId == query["player"].ToString())?.PlayerId;
        _choices = await replays.ChoicesAsync(viewer, CancellationToken.None);
        if (ReplayFilter.Parse(name => name == "player" ? _player : query.TryGetValue(name, out var value) ? value.ToString() : null, out _errors) is not { } filter)
            return;
        ReplayCursor? cursor = ReplayCursor.TryParse(Cursor, out var place) ? place : null;
        _page = await replays.ListAsync(viewer, filter, cursor, PageSize, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A public profile could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
