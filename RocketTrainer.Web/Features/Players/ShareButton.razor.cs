using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Players;

/// <summary>The address of what is shown, the filter included, and who gets in by it: as the player's privacy says.</summary>
public sealed partial class ShareButton(Profiles profiles, ReplayQueries replays, NavigationManager navigation, ILogger<ShareButton> logger)
{
    private string? _link;
    private string _who = "";
    private bool _change;
    private bool _failed;

    [Parameter, EditorRequired]
    public required Viewer Viewer { get; set; }

    /// <summary>Whether it is the viewer's own, so that his privacy counts.</summary>
    [Parameter, EditorRequired]
    public required Func<Viewer.Person, Task<bool>> IsMine { get; set; }

    /// <summary>Where whoever is signed in finds it.</summary>
    [Parameter, EditorRequired]
    public required string Page { get; set; }

    /// <summary>Where it stands behind the link of a profile; the first page there when empty.</summary>
    [Parameter, EditorRequired]
    public required string Behind { get; set; }

    /// <summary>The match, if it is one.</summary>
    [Parameter]
    public Guid? Match { get; set; }

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
            Offer(Viewer is Viewer.Person me && await IsMine(me) ? await ProfileAsync(me) : null);
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, Page, e);
            _failed = true;
        }
    }

    /// <summary>The viewer's profile, if it decides who gets in: a match with an account that he only says is his it doesn't show.</summary>
    private async Task<Profile?> ProfileAsync(Viewer.Person me)
    {
        var profile = await profiles.FindAsync(me.UserId, CancellationToken.None);
        return profile is { Visibility: ProfileVisibility.Public } && Match is { } match && await replays.FindAsync(new Viewer.Guest(me.UserId), match, CancellationToken.None) is null ? null : profile;
    }

    private void Offer(Profile? profile)
    {
        _change = profile is not null;
        (_link, _who) = profile switch
        {
            { Visibility: ProfileVisibility.Public, ProfileLink: { } secret } => (At($"/p/{secret}{Behind}"), "Whoever has this link sees this, without signing in."),
            { Visibility: ProfileVisibility.Public } => (At(Page), "Whoever is signed in here sees this. For everybody else make a link to your profile first."),
            { Visibility: ProfileVisibility.Team } => (At(Page), "Your teams see this; for others only the matches count that they may see anyway."),
            not null => (At(Page), "You show your matches to nobody: for others only those count that they may see anyway."),
            null when Viewer is Viewer.Guest => (Here, "Whoever has this link sees this."),
            null when Match is not null => (At(Page), "Whoever opens it sees it if he may see this match."),
            null => (At(Page), "Whoever opens it sees as much of it as he may see of this player."),
        };
    }

    /// <summary>The same filter at another address.</summary>
    private string At(string path) => new Uri(new Uri(Here), path + new Uri(Here).Query).ToString();

    [LoggerMessage(Level = LogLevel.Error, Message = "Who sees {Page} could not be read")]
    private static partial void LogUnreadable(ILogger logger, string page, Exception exception);
}
