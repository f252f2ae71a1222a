using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Features.Admin;

/// <summary>What is being brought in on this server, by whomever, live.</summary>
public sealed partial class AllImportsPage(ImportService imports, ImportFeed feed)
{
    private const int PageSize = 20;

    private IReadOnlyList<ImportProgress>? _imports;
    private Guid? _next;

    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    protected override void OnInitialized() => OnEach(feed.Changes, _ => ReloadAsync());

    protected override Task OnParametersSetAsync() => Me == Guid.Empty ? Task.CompletedTask : ReloadAsync();

    protected override async Task LoadAsync()
    {
        var page = await imports.ListAllAsync(Guid.TryParse(Before, out var before) ? before : null, PageSize + 1, CancellationToken.None);
        _imports = [.. page.Take(PageSize)];
        _next = page.Count > PageSize ? _imports[^1].Receipt.Id : null;
    }
}
