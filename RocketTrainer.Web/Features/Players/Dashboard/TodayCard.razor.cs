using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Caching.Memory;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Players.Dashboard;

/// <summary>The first thing that the coach says. It takes longer than the rest of the page, so that it is read once that stands; pages of one viewer share what was read.</summary>
public sealed partial class TodayCard(CoachingReports reports, ImportFeed feed, IMemoryCache cache, NavigationManager navigation, ILogger<TodayCard> logger)
{
    private static readonly TimeSpan SharedFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(30);

    private CoachingReport? _report;
    private string? _read;
    private bool _failed;

    [Parameter, EditorRequired]
    public required PlayerRoom Room { get; set; }

    [Parameter, EditorRequired]
    public required ReplayFilter Filter { get; set; }

    [Parameter, EditorRequired]
    public required string Playlist { get; set; }

    private NavigationManager Navigation => navigation;

    private string Of => $"{Room.Player} {Playlist} {Navigation.Uri}";

    protected override void OnInitialized() => OnEach(feed.StoredFor(Room.Player.ToString()), _ => ReadAsync(), Spacing);

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _read == Of)
            return;
        (_read, _report) = (Of, null);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var of = Of;
        try
        {
            var report = await cache.GetOrCreate((typeof(TodayCard), Room.Viewer, of, feed.StoredFor(Room.Player.ToString()).Latest), entry =>
            {
                entry.SetAbsoluteExpiration(SharedFor);
                var (viewer, filter, playlist) = (Room.Viewer, Filter, Playlist);
                return new Lazy<Task<CoachingReport>>(() => Task.Run(() => reports.ReadAsync(viewer, filter, playlist, CancellationToken.None))); // whoever waits for the same holds no thread
            })!.Value;
            if (of == Of)
                (_report, _failed) = (report, false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The coach could not be asked")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
