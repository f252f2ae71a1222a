using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
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

    private static SemaphoreSlim LiveReads => PlayerViewTurns.Live;

    private string? _address;
    private ReplayFilter? _filter;

    [Parameter, EditorRequired]
    public required PlayerRoom Room { get; set; }

    /// <summary>Always names the player.</summary>
    [Parameter, EditorRequired]
    public required ReplayFilter Filter { get; set; }

    /// <summary>The reader's own; null where none is known.</summary>
    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ImportFeed Feed { get; set; } = null!;

    [Inject]
    private ILoggerFactory Logging { get; set; } = null!;

    /// <summary>What was read last.</summary>
    protected T? Shown { get; private set; }

    protected bool Failed { get; private set; }

    protected abstract Task<T> ReadAsync(CancellationToken cancellationToken);

    public IReadOnlyList<Sheet> Sheets() => Shown is { } shown ? SheetsOf(shown) : [];

    protected abstract IReadOnlyList<Sheet> SheetsOf(T shown);

    protected override void OnInitialized() => OnEach(Feed.StoredFor(Room.Player.ToString()), _ => LoadInTurnAsync(), Spacing);

    protected override async Task OnParametersSetAsync()
    {
        if (_address == Navigation.Uri && Same(_filter, Filter))
            return;
        (_address, _filter) = (Navigation.Uri, Filter);
        await LoadAsync();
    }

    /// <summary>A thousand pages that all hear of the same match must not keep what else goes on from its core.</summary>
    private async Task LoadInTurnAsync()
    {
        await LiveReads.WaitAsync();
        try
        {
            await LoadAsync();
        }
        finally
        {
            LiveReads.Release();
        }
    }

    protected async Task LoadAsync()
    {
        var (address, filter) = (Navigation.Uri, Filter);
        try
        {
            var read = await ReadAsync(CancellationToken.None);
            if (IsWanted())
                (Shown, Failed) = (read, false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            PlayerViewLog.Unreadable(Logging.CreateLogger(GetType()), Room.Player, e);
            Failed = Failed || IsWanted();
        }

        // Else the address has moved on, and its own answer comes.
        bool IsWanted() => address == Navigation.Uri && Same(filter, Filter);
    }

    private static bool Same(ReplayFilter? one, ReplayFilter other) =>
        one is not null && one.Playlists.SequenceEqual(other.Playlists, StringComparer.Ordinal) && one with { Playlists = other.Playlists } == other;

    /// <summary>An instant on the reader's clock.</summary>
    protected DateTime When(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone ?? TimeZoneInfo.Utc).DateTime;

    /// <summary>What the address says under a name, or null.</summary>
    protected string? Query(string name) =>
        QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    protected string With(string name, object? value) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value });
}

internal static class PlayerViewTurns
{
    /// <summary>How many pages may read again at once because matches came in: half of the cores.</summary>
    public static readonly SemaphoreSlim Live = new(Math.Max(1, Environment.ProcessorCount / 2));
}

internal static partial class PlayerViewLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A page of {Player} could not be read")]
    public static partial void Unreadable(ILogger logger, Core.Players.PlayerId player, Exception exception);
}
