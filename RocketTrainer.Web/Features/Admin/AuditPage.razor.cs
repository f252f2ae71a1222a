using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Features.Admin;

/// <summary>Who did what, of everybody or of one user.</summary>
public sealed partial class AuditPage(AuditLog audit, NavigationManager navigation)
{
    private const int PageSize = 100;

    private IReadOnlyList<AuditLine>? _lines;
    private string? _older;

    /// <summary>A user's id.</summary>
    [SupplyParameterFromQuery(Name = "user")]
    public string? User { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    protected override Task OnParametersSetAsync() => Me == Guid.Empty ? Task.CompletedTask : ReloadAsync();

    protected override async Task LoadAsync()
    {
        var page = await audit.ListAsync(
            Guid.TryParse(User, out var user) ? user : null, Guid.TryParse(Before, out var before) ? before : null, PageSize + 1, CancellationToken.None);
        _lines = [.. page.Take(PageSize)];
        _older = page.Count > PageSize ? navigation.GetUriWithQueryParameter("before", _lines[^1].Id) : null;
    }
}
