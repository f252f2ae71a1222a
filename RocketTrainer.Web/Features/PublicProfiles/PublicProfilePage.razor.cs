using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.PublicProfiles;

/// <summary>A public profile, for whoever holds its link, signed in or not.</summary>
public sealed partial class PublicProfilePage(Profiles profiles, ReplayQueries replays, ILogger<PublicProfilePage> logger)
{
    private const int PageSize = 50;

    private PublicProfile? _profile;
    private ReplayListing? _page;
    private string? _player;
    private bool _loaded;
    private bool _failed;

    /// <summary>The secret end of the link.</summary>
    [Parameter]
    public string Link { get; set; } = "";

    [SupplyParameterFromQuery(Name = "cursor")]
    public string? Cursor { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _failed = false;
            _profile = await profiles.FindByLinkAsync(Link, CancellationToken.None);
            if (_profile is not null)
            {
                // With one account each match has a winner's and a loser's side; with several the table leaves that open.
                _player = _profile.Accounts is [{ PlayerId: { } only }] ? only : null;
                var filter = new ReplayFilter { Player = PlayerId.TryParse(_player, out var player, out _) ? player : null };
                ReplayCursor? cursor = ReplayCursor.TryParse(Cursor, out var place) ? place : null;
                _page = await replays.ListAsync(new Viewer.Guest(_profile.UserId), filter, cursor, PageSize, CancellationToken.None);
            }

            _loaded = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A public profile could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
