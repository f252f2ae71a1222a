using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Features.Players.Dashboard;

/// <summary>The viewer's import that runs, if one does, also one that starts later. A page is whole without it, also when it can't be read.</summary>
public sealed partial class RunningImport(ImportService imports, ImportFeed feed, ILogger<RunningImport> logger)
{
    private ImportProgress? _progress;
    private Guid? _followed;

    [Parameter, EditorRequired]
    public required PlayerRoom Room { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Room.Viewer is not Viewer.Person viewer)
            return;
        var running = feed.RunningOf(viewer.UserId); // asked first, so that none can start unheard
        try
        {
            if (await imports.ListAsync(viewer, before: null, limit: 1, CancellationToken.None) is [{ Receipt.IsOver: false } newest])
                Follow(newest);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
        }

        OnEach(running, started =>
        {
            if (started is not null && _progress is not { Receipt.IsOver: false })
                Follow(started);
            return Task.CompletedTask;
        });
    }

    private void Follow(ImportProgress import)
    {
        if (_followed == import.Receipt.Id)
            return; // it goes on, and its topic says so
        _followed = import.Receipt.Id;
        Watch(feed.Topic(import), progress =>
        {
            if (progress.Receipt.Id == _followed)
                _progress = progress;
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether an import runs could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
