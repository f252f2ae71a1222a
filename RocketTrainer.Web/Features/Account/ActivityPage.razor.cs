using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Features.Account;

/// <summary>A person's own part of the audit log.</summary>
public sealed partial class ActivityPage(AuditLog audit, Users users, NavigationManager navigation)
{
    private const int PageSize = 50;

    private IReadOnlyList<AuditLine>? _lines;
    private Guid? _next;

    /// <summary>The list goes on from before this line; anything else than an id is the newest page.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    protected override Task OnParametersSetAsync() => Me == Guid.Empty ? Task.CompletedTask : ReloadAsync();

    protected override async Task LoadAsync()
    {
        var page = await audit.OfAsync(Me, Guid.TryParse(Before, out var before) ? before : null, PageSize + 1, CancellationToken.None);
        _lines = [.. page.Take(PageSize)];
        _next = page.Count > PageSize ? _lines[^1].Id : null;
    }

    private async Task SignOutEverywhereAsync()
    {
        await DoAsync(() => users.SignOutEverywhereAsync(Me, Caller, CancellationToken.None), "");
        if (IsDone)
            navigation.NavigateTo("/sign-in?out=yes", forceLoad: true);
    }
}
