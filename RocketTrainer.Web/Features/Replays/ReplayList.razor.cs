using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Export;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>Stored matches, newest first, under the filter in the address.</summary>
public sealed partial class ReplayList(ReplayQueries replays, OwnPlayers own, CurrentUser currentUser, NavigationManager navigation, ILogger<ReplayList> logger) : IDisposable
{
    private const int PageSize = 50;

    private ReplayListing? _page;
    private IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
    private ReplayChoices _choices = new([], []);
    private Viewer.Person? _viewer;
    private string? _player;
    private string? _playerName;
    private bool _any;
    private bool _failed;

    [SupplyParameterFromQuery(Name = "cursor")]
    public string? Cursor { get; set; }

    private string Heading => _player is null ? "Matches" : $"Matches of {_playerName ?? _player}";

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
            var address = navigation.Uri;
            var query = QueryHelpers.ParseQuery(new Uri(address).Query);
            var filter = ReplayFilter.Parse(name => query.TryGetValue(name, out var value) ? value.ToString() : null, out var errors);
            if (filter is null)
            {
                (_page, _errors, _failed) = (null, errors, false);
                return;
            }

            ReplayCursor? cursor = ReplayCursor.TryParse(query.TryGetValue("cursor", out var text) ? text.ToString() : null, out var place) ? place : null;
            var viewer = await currentUser.ViewerAsync();
            var page = await replays.ListAsync(viewer, filter, cursor, PageSize, CancellationToken.None);
            var any = page.Items.Count > 0 || await replays.AnyAsync(viewer, CancellationToken.None);
            var name = filter.Player is { } player ? await replays.PlayerNameAsync(viewer, player, CancellationToken.None) : null;
            var choices = await replays.ChoicesAsync(viewer, CancellationToken.None);
            if (navigation.Uri != address)
                return; // the filter has moved on, and its own answer comes
            (_page, _any, _choices, _errors, _failed) = (page, any, choices, errors, false);
            (_viewer, _player, _playerName) = (viewer, filter.Player?.ToString(), name);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    private async Task<bool> IsMineAsync(Viewer.Person me) => (await own.ListAsync(me, CancellationToken.None)).Any(p => p.IsLinked && p.Id.ToString() == _player);

    private IReadOnlyList<Sheet> Sheets() => _failed || _page is null ? [] : ReplaySheets.Of(_page.Items);

    private string With(string name, string? value) => navigation.GetUriWithQueryParameter(name, value);

    [LoggerMessage(Level = LogLevel.Error, Message = "The matches could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
