using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>Stored matches, newest first, under the filter in the address.</summary>
public sealed partial class ReplayList(ReplayQueries replays, NavigationManager navigation, ILogger<ReplayList> logger) : IDisposable
{
    private const int PageSize = 50;

    private ReplayListing? _page;
    private IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
    private IReadOnlyList<(string Code, string Name)> _maps = [];
    private bool _any;
    private bool _failed;

    [SupplyParameterFromQuery(Name = "cursor")]
    public string? Cursor { get; set; }

    protected override void OnInitialized() => navigation.LocationChanged += OnLocationChanged;

    protected override Task OnInitializedAsync() => LoadAsync();

    public void Dispose() => navigation.LocationChanged -= OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == "/replays")
            _ = InvokeAsync(async () => { await LoadAsync(); StateHasChanged(); });
    }

    private async Task LoadAsync()
    {
        try
        {
            _failed = false;
            var query = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query);
            var filter = ReplayFilter.Parse(name => query.TryGetValue(name, out var value) ? value.ToString() : null, out _errors);
            if (filter is null)
                return;
            ReplayCursor? cursor = ReplayCursor.TryParse(query.TryGetValue("cursor", out var text) ? text.ToString() : null, out var place) ? place : null;
            _page = await replays.ListAsync(filter, cursor, PageSize, CancellationToken.None);
            _any = _page.Items.Count > 0 || await replays.AnyAsync(CancellationToken.None);
            _maps = await replays.MapsAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    private string With(string name, string? value) => navigation.GetUriWithQueryParameter(name, value);

    [LoggerMessage(Level = LogLevel.Error, Message = "The matches could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
