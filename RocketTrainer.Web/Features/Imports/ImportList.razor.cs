using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Imports;

/// <summary>All imports, newest first, live, and the form that starts one.</summary>
public sealed partial class ImportList(ImportService imports, ImportFeed feed, CurrentUser currentUser, ILogger<ImportList> logger)
{
    private const int PageSize = 20;

    private IReadOnlyList<ImportProgress>? _imports;
    private Guid? _older;
    private bool _failed;

    /// <summary>The list goes on from before this import; anything else than an id is the newest page.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    protected override void OnInitialized() => OnEach(feed.Changes, _ => ReloadAsync());

    protected override Task OnParametersSetAsync() => ReloadAsync();

    private async Task ReloadAsync()
    {
        try
        {
            var page = await imports.ListAsync(await currentUser.ViewerAsync(), Guid.TryParse(Before, out var before) ? before : null, PageSize + 1, CancellationToken.None);
            _imports = [.. page.Take(PageSize)];
            _older = page.Count > PageSize ? _imports[^1].Receipt.Id : null;
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The list of imports could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
