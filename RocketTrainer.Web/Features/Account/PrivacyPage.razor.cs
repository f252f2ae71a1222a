using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Privacy;

namespace RocketTrainer.Web.Features.Account;

/// <summary>Who sees a person's matches, the public link, and not being named in others'.</summary>
public sealed partial class PrivacyPage(Profiles profiles, LinkedAccounts accounts, NameRemovals removals, NavigationManager navigation)
{
    private static readonly (ProfileVisibility Visibility, string Label, string Means)[] Choices =
    [
        (ProfileVisibility.Private, "Only you", "Nobody else finds your matches here."),
        (ProfileVisibility.Team, "Your teams", "Coaches and players of your teams can look at your matches."),
        (ProfileVisibility.Public, "Everybody", "Everybody who is signed in here can look at your matches."),
    ];

    private Profile? _profile;
    private IReadOnlyList<LinkedAccountView> _accounts = [];
    private IReadOnlyList<RemovalView> _removals = [];
    private Guid? _asked;

    protected override void OnInitialized() => OnEach(removals.Changes, _ => ReloadAsync());

    protected override async Task LoadAsync()
    {
        _accounts = [.. (await accounts.ListAsync(Me, CancellationToken.None)).Where(a => a.Verified)];
        _removals = await removals.OfAsync(Me, CancellationToken.None);
        _profile = await profiles.FindAsync(Me, CancellationToken.None);
    }

    private Task ShowAsync(ProfileVisibility visibility) =>
        DoAsync(() => profiles.ChangeAsync(Me, _profile! with { Visibility = visibility }, Caller, CancellationToken.None), "Saved. It holds from now on.");

    private Task MakeLinkAsync() => DoAsync(() => profiles.MakeLinkAsync(Me, Caller, CancellationToken.None), "The link works from now on.");

    private Task TakeBackAsync() => DoAsync(() => profiles.TakeBackLinkAsync(Me, Caller, CancellationToken.None), "The link is dead: whoever has it sees nothing any more.");

    private string Deed(LinkedAccountView account) => _asked == account.Id ? "Really take it out, for good" : "Take my name out";

    private Task RemoveAsync(LinkedAccountView account)
    {
        if (_asked != account.Id)
        {
            _asked = account.Id;
            return Task.CompletedTask;
        }

        _asked = null;
        return DoAsync(async () => (await removals.RequestAsync(account.PlayerId, message: null, Caller, CancellationToken.None)).Errors, "Your name is being taken out.");
    }

    private string Address(string link) => navigation.ToAbsoluteUri($"/p/{link}").ToString();
}
