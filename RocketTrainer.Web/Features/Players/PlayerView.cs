using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Caching.Memory;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Web.Features.Players;

/// <summary>
/// What one of a player's pages shows: read when the address changes, and again while matches of his come in. Null is
/// loading; nothing there is a value of its own.
/// </summary>
public abstract class PlayerView<T> : LiveComponentBase, IExportable where T : class
{
    /// <summary>Matches come in by the dozen; numbers that change faster than this can't be read.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(2);

    /// <summary>For as long pages that hear of the same news show what one of them read.</summary>
    private static readonly TimeSpan SharedFor = TimeSpan.FromSeconds(5);

    private string? _address;
    private ReplayFilter? _filter;
    private TimeZoneInfo? _zone;

    [Parameter, EditorRequired]
    public required PlayerRoom Room { get; set; }

    /// <summary>Always names the player.</summary>
    [Parameter, EditorRequired]
    public required ReplayFilter Filter { get; set; }

    /// <summary>The reader's own; null where none is known.</summary>
    [CascadingParameter]
    protected TimeZoneInfo? Zone { get; private set; }

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private PageAddress Address { get; set; } = null!;

    [Inject]
    private ImportFeed Feed { get; set; } = null!;

    [Inject]
    private PlayerViewTurns Turns { get; set; } = null!;

    [Inject]
    private IMemoryCache Cache { get; set; } = null!;

    [Inject]
    private ILoggerFactory Logging { get; set; } = null!;

    /// <summary>What was read last.</summary>
    protected T? Shown { get; private set; }

    /// <summary>The filter that <see cref="Shown"/> was read under: the address may have moved on.</summary>
    protected ReplayFilter ShownUnder { get; private set; } = ReplayFilter.All;

    protected bool Failed { get; private set; }

    protected abstract Task<T> ReadAsync(CancellationToken cancellationToken);

    public IReadOnlyList<Sheet> Sheets() => Shown is { } shown ? SheetsOf(shown) : [];

    protected abstract IReadOnlyList<Sheet> SheetsOf(T shown);

    protected override void OnInitialized() => OnEach(Feed.StoredFor(Room.Player.ToString()), LoadInTurnAsync, Spacing, render: false);

    protected override async Task OnParametersSetAsync()
    {
        if (_address == Navigation.Uri && Same(_filter, Filter) && Equals(_zone, Zone))
            return;
        (_address, _filter, _zone) = (Navigation.Uri, Filter, Zone);
        await LoadAsync(ReadFirstAsync);
    }

    /// <summary>
    /// A page is drawn twice, as a document and then by its circuit: what was read for the one is shown by the other, unless
    /// matches came in between.
    /// </summary>
    private async Task<T> ReadFirstAsync()
    {
        var seen = Seen(Feed.StoredFor(Room.Player.ToString()).Latest);
        if (RendererInfo.IsInteractive && Cache.TryGetValue(seen, out T? handed))
        {
            Cache.Remove(seen);
            return handed!;
        }

        var read = await ReadAsync(CancellationToken.None);
        return RendererInfo.IsInteractive ? read : Cache.Set(seen, read, SharedFor);
    }

    private object Seen(long news) =>
        (GetType(), Room.Viewer, Room.Player, Room.MainPlaylist, Navigation.Uri, string.Join(',', Filter.Playlists), Zone?.Id, CultureInfo.CurrentCulture.Name, news);

    /// <summary>
    /// A thousand pages that all hear of the same match must not keep what else goes on from its core: they take turns, and
    /// what one viewer sees at one address is read once for all pages of his.
    /// </summary>
    private async Task LoadInTurnAsync(long news)
    {
        using var turn = await Turns.TakeAsync(Gone);
        await LoadAsync(() => Cache.GetOrCreateAsync(Seen(news), entry =>
        {
            entry.SetAbsoluteExpiration(SharedFor);
            return ReadAsync(CancellationToken.None);
        })!);
        StateHasChanged();
    }

    protected Task LoadAsync() => LoadAsync(() => ReadAsync(CancellationToken.None));

    private async Task LoadAsync(Func<Task<T>> readAsync)
    {
        var (address, filter, zone) = (Navigation.Uri, Filter, Zone);
        try
        {
            var read = await readAsync();
            if (IsWanted())
                (Shown, ShownUnder, Failed) = (read, filter, false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            PlayerViewLog.Unreadable(Logging.CreateLogger(GetType()), Room.Player, e);
            Failed = Failed || IsWanted();
        }

        // Else the address has moved on, and its own answer comes.
        bool IsWanted() => address == Navigation.Uri && Same(filter, Filter) && Equals(zone, Zone);
    }

    private static bool Same(ReplayFilter? one, ReplayFilter other) =>
        one is not null && one.Playlists.SequenceEqual(other.Playlists, StringComparer.Ordinal) && one with { Playlists = other.Playlists } == other;

    /// <summary>An instant on the reader's clock.</summary>
    protected DateTime When(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone ?? TimeZoneInfo.Utc).DateTime;

    /// <summary>What the address says under a name, or null.</summary>
    protected string? Query(string name) =>
        QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Puts what was chosen into the address.</summary>
    protected void Go(params IEnumerable<(string Name, object? Value)> changes) => Address.Change(changes);

    /// <summary>The way to this page with something else chosen.</summary>
    protected string With(string name, object? value) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value });
}

internal static partial class PlayerViewLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A page of {Player} could not be read")]
    public static partial void Unreadable(ILogger logger, Core.Players.PlayerId player, Exception exception);
}
