using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>One match, for whoever is signed in.</summary>
public sealed partial class ReplayPage(CurrentUser currentUser)
{
    private Viewer? _viewer;

    /// <summary>Ballchasing's id of any upload of the match.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The account from whose side the match is looked at; one that isn't in it changes nothing.</summary>
    [SupplyParameterFromQuery(Name = "player")]
    public string? Player { get; set; }

    protected override async Task OnInitializedAsync() => _viewer = await currentUser.ViewerAsync();
}
