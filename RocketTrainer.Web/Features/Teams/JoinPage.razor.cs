using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Teams;

namespace RocketTrainer.Web.Features.Teams;

/// <summary>Where an invitation's link leads: what it is to, and whether to share one's matches.</summary>
public sealed partial class JoinPage(TeamService teams, Profiles profiles, NavigationManager navigation)
{
    private InvitationView? _found;
    private bool _hidden;
    private bool _share;
    private bool _loaded;

    /// <summary>The secret end of the link.</summary>
    [Parameter]
    public string Invitation { get; set; } = "";

    protected override async Task LoadAsync()
    {
        _found = await teams.FindInvitationAsync(Invitation, CancellationToken.None);
        _hidden = (await profiles.FindAsync(Me, CancellationToken.None))?.Visibility == ProfileVisibility.Private;
        _loaded = true;
    }

    private Task JoinAsync() => DoAsync(async () =>
    {
        if (await teams.JoinAsync(Me, Invitation, Caller, CancellationToken.None) is null)
            return;
        if (_share && _hidden && await profiles.FindAsync(Me, CancellationToken.None) is { } profile)
            await profiles.ChangeAsync(Me, profile with { Visibility = ProfileVisibility.Team }, Caller, CancellationToken.None);
        navigation.NavigateTo("/teams");
    }, "");
}
