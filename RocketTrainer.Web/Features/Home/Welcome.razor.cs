using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Home;

/// <summary>The first page of somebody who has no dashboard yet: how to begin, what is coming in, what came in last.</summary>
public sealed partial class Welcome(ImportService imports, ImportFeed feed, ReplayQueries replays, CurrentUser currentUser, BallchasingAccess access, ILogger<Welcome> logger)
{
    private const int LatestMatches = 8;

    private IReadOnlyList<ReplayRow>? _latest;
    private ImportProgress? _import;
    private bool _failed;

    /// <summary>Called when imports moved: there may be a dashboard now.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        OnEach(feed.Changes, async _ =>
        {
            await LoadAsync();
            await OnChanged.InvokeAsync();
        });
    }

    private async Task LoadAsync()
    {
        try
        {
            var viewer = await currentUser.ViewerAsync();
            _import = await imports.ListAsync(viewer, before: null, limit: 1, CancellationToken.None) is [var newest, ..] ? newest : null;
            _latest = (await replays.ListAsync(viewer, ReplayFilter.All, cursor: null, LatestMatches, CancellationToken.None)).Items;
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The start page could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
