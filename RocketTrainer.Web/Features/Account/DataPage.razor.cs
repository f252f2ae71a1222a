using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Exports;

namespace RocketTrainer.Web.Features.Account;

/// <summary>Everything about a person as a file, and the end of it.</summary>
public sealed partial class DataPage(PersonalExports exports, AccountDeletion deletion, Users users, NavigationManager navigation)
{
    private ExportView? _export;
    private string? _name;
    private string? _confirmation;
    private bool _possible = true;

    protected override void OnInitialized() => OnEach(exports.Changes, _ => ReloadAsync());

    protected override async Task LoadAsync()
    {
        _export = await exports.FindAsync(Me, CancellationToken.None);
        _name = (await users.FindAsync(Me, CancellationToken.None))?.DisplayName;
        _possible = AccountDeletion.IsPossible(Me);
    }

    private Task ExportAsync() => DoAsync(() => exports.RequestAsync(Me, Caller, CancellationToken.None), "");

    private async Task DeleteAsync()
    {
        await DoAsync(() => deletion.DeleteAsync(Me, Caller, CancellationToken.None), "");
        if (IsDone)
            navigation.NavigateTo("/sign-in?out=deleted", forceLoad: true); // the session is nobody's any more
    }
}
