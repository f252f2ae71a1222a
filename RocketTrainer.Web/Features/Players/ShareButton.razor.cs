using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Features.Players;

/// <summary>The address of what is shown, the filter included, and who gets in by it: as the player's privacy says.</summary>
public sealed partial class ShareButton(Profiles profiles, NavigationManager navigation, ILogger<ShareButton> logger)
{
    private string? _link;
    private string _who = "";
    private bool _change;
    private bool _failed;

    [Parameter, EditorRequired]
    public required PlayerRoom Room { get; set; }

    [Parameter, EditorRequired]
    public required PlayerViewEntry View { get; set; }

    private string Here => navigation.Uri;

    private async Task ToggleAsync()
    {
        if (_link is not null)
        {
            _link = null;
            return;
        }

        try
        {
            Offer(Room is { IsMine: true, Viewer: Viewer.Person me } ? await profiles.FindAsync(me.UserId, CancellationToken.None) : null);
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, Room.Player, e);
            _failed = true;
        }
    }

    private void Offer(Profile? profile)
    {
        _change = profile is not null;
        (_link, _who) = profile switch
        {
            { Visibility: ProfileVisibility.Public, ProfileLink: { } secret } => (Under($"/p/{secret}"), "Whoever has this link sees this, without signing in."),
            { Visibility: ProfileVisibility.Public } => (Under($"/players/{Room.Player}"), "Whoever is signed in here sees this. For everybody else make a link to your profile first."),
            { Visibility: ProfileVisibility.Team } => (Under($"/players/{Room.Player}"), "Your teams see this; for others only the matches count that they may see anyway."),
            not null => (Under($"/players/{Room.Player}"), "You show your matches to nobody: for others only those count that they may see anyway."),
            null when Room.Viewer is Viewer.Guest => (Here, "Whoever has this link sees this."),
            null => (Under($"/players/{Room.Player}"), "Whoever opens it sees as much of it as he may see of this player."),
        };
    }

    /// <summary>This view with its filter, in another room.</summary>
    private string Under(string room) => new Uri(new Uri(Here), (View.Path.Length == 0 ? room : $"{room}/{View.Path}") + new Uri(Here).Query).ToString();

    [LoggerMessage(Level = LogLevel.Error, Message = "Who sees the matches of {Player} could not be read")]
    private static partial void LogUnreadable(ILogger logger, Core.Players.PlayerId player, Exception exception);
}
