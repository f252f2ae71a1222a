using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Teams;

namespace RocketTrainer.Web.Features.Teams;

/// <summary>The teams that a person is in: who else, who shares, and invitations by their coaches.</summary>
public sealed partial class TeamsPage(TeamService teams, NavigationManager navigation)
{
    private IReadOnlyList<TeamView>? _teams;
    private (Guid Team, string Address)? _invitation;
    private (Guid Team, Guid Member)? _asked;
    private string? _name;

    protected override async Task LoadAsync() => _teams = await teams.ListAsync(Me, CancellationToken.None);

    private Task CreateAsync() => DoAsync(async () =>
    {
        var (team, errors) = await teams.CreateAsync(Me, _name, Caller, CancellationToken.None);
        if (team is not null)
            _name = null;
        return errors;
    }, "Made.");

    private Task InviteAsync(TeamView team, TeamRole role) => DoAsync(async () =>
    {
        if (await teams.InviteAsync(Me, team.Id, role, CancellationToken.None) is { } invitation)
            _invitation = (team.Id, navigation.ToAbsoluteUri($"/teams/join/{invitation.Secret}").ToString());
    }, "");

    private Task RemoveAsync(TeamView team, TeamMemberView member)
    {
        if (_asked != (team.Id, member.UserId))
        {
            _asked = (team.Id, member.UserId);
            return Task.CompletedTask;
        }

        _asked = null;
        return DoAsync(() => teams.RemoveAsync(Me, team.Id, member.UserId, CancellationToken.None), "");
    }
}
