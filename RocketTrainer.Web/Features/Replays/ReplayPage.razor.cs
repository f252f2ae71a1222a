using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>One match, for whoever is signed in.</summary>
public sealed partial class ReplayPage(CurrentUser currentUser, OwnPlayers own)
{
    private Viewer.Person? _viewer;
    private string? _player;

    /// <summary>Ballchasing's id of any upload of the match.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The account from whose side the match is looked at; the viewer's own unless told. One that isn't in it changes nothing.</summary>
    [SupplyParameterFromQuery(Name = "player")]
    public string? Player { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        _viewer ??= await currentUser.ViewerAsync();
        _player = Player ?? await own.InAsync(_viewer, Id, CancellationToken.None);
    }
}
