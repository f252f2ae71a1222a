using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Web.Features.Imports;

/// <summary>One import, live: its receipt, its pace, what just came in and what failed.</summary>
public sealed partial class ImportPage(ImportService imports, ImportFeed feed, CurrentUser currentUser, ILogger<ImportPage> logger)
{
    private ImportProgress? _progress;
    private Guid _me;
    private bool _missing;
    private bool _failed;

    [Parameter]
    public Guid Id { get; set; }

    private string MatchesHref => _progress is { PlayerId: { } player }
        ? ReplayAddress.OfPlayer(player)
        : "/replays";

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _failed = false;
            var viewer = await currentUser.ViewerAsync();
            _me = viewer.UserId;
            if (await imports.FindAsync(viewer, Id, CancellationToken.None) is { } found)
                Watch(feed.Topic(found), progress => _progress = progress);
            else
                _missing = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, Id, e);
            _failed = true;
        }
    }

    private async Task CancelAsync() => await imports.CancelAsync(await currentUser.ViewerAsync(), Id, CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {ImportId} could not be read")]
    private static partial void LogUnreadable(ILogger logger, Guid importId, Exception exception);
}
