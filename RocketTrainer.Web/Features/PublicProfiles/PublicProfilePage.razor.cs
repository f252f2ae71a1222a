using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players;

namespace RocketTrainer.Web.Features.PublicProfiles;

/// <summary>A public profile, for whoever holds its link, signed in or not.</summary>
public sealed partial class PublicProfilePage(Profiles profiles, ReplayQueries replays, ILogger<PublicProfilePage> logger)
{
    private const int PageSize = 50;

    private PublicProfile? _profile;
    private PlayerRoom? _room;
    private PlayerViewEntry? _entry;
    private ReplayListing? _page;
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
        return shown is null ? null : new(viewer, shown.Id, await replays.PlayerNameAsync(viewer, shown.Id, CancellationToken.None) ?? shown.Name, IsMine: false, $"/p/{Link}", players);
    }

    private async Task ListAsync(PublicProfile profile, Viewer.Guest viewer)
    {
        // With one account each match has a winner's and a loser's side; with several the table leaves that open.
        _player = profile.Accounts is [{ PlayerId: { } only }] ? only : null;
        var filter = new ReplayFilter { Player = PlayerId.TryParse(_player, out var player, out _) ? player : null };
        ReplayCursor? cursor = ReplayCursor.TryParse(Cursor, out var place) ? place : null;
        _page = await replays.ListAsync(viewer, filter, cursor, PageSize, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A public profile could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
