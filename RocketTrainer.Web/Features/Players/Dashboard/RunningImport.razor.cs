using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Features.Players.Dashboard;

/// <summary>The viewer's import that runs, if one does. A page is whole without it, also when it can't be read.</summary>
public sealed partial class RunningImport(ImportService imports, ImportFeed feed, ILogger<RunningImport> logger)
{
    private ImportProgress? _progress;

    [Parameter, EditorRequired]
    public required PlayerRoom Room { get; set; }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            if (Room.Viewer is Viewer.Person viewer && await imports.ListAsync(viewer, before: null, limit: 1, CancellationToken.None) is [{ Receipt.IsOver: false } newest])
                Watch(feed.Topic(newest), progress => _progress = progress);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether an import runs could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
