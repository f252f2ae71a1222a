using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Features.Admin;

/// <summary>Who is here, what each may do, and whose claimed accounts an administrator vouches for.</summary>
public sealed partial class UsersPage(UserAdministration administration, LinkedAccounts accounts, NavigationManager navigation)
{
    private const int PageSize = 50;

    private IReadOnlyList<UserLine>? _users;
    private string? _older;
    private string? _against;

    [SupplyParameterFromQuery(Name = "search")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    protected override Task OnParametersSetAsync() => Me == Guid.Empty ? Task.CompletedTask : ReloadAsync();

    protected override async Task LoadAsync()
    {
        var page = await administration.ListAsync(Search, Guid.TryParse(Before, out var before) ? before : null, PageSize + 1, CancellationToken.None);
        _users = [.. page.Take(PageSize)];
        _older = page.Count > PageSize ? navigation.GetUriWithQueryParameter("before", _users[^1].Id) : null;
    }

    private Task SetAsync(UserLine user, bool coach, bool administrator) => DoAsync(
        async () => { _against = await administration.SetRolesAsync(user.Id, coach, administrator, Caller, CancellationToken.None); }, $"The roles of {user.DisplayName} are changed.");

    private Task UnverifyAsync(LinkedAccountView account) => DoAsync(
        async () => { _against = await accounts.UnverifyAsync(account.Id, Caller, CancellationToken.None) ? null : "This account was not verified any more."; }, $"{account.Name} is a claim again.");

    private Task VerifyAsync(LinkedAccountView account) => DoAsync(
        async () => { _against = await accounts.VerifyAsync(account.Id, Caller, CancellationToken.None) ? null : "This account is proven to be somebody else's."; }, $"{account.Name} is verified.");
}
