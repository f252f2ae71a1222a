using Microsoft.AspNetCore.Components;
using MudBlazor;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Web.Features.Imports;

/// <summary>One import, live: its receipt, its pace, what just came in and what failed.</summary>
public sealed partial class ImportPage(ImportService imports, ImportControl control, GroupSync groups, ImportFeed feed, CurrentUser currentUser, ISnackbar snackbar, ILogger<ImportPage> logger)
{
    private ImportProgress? _progress;
    private Guid _me;
    private bool _missing;
    private bool _followed;
    private bool _failed;

    [Parameter]
    public Guid Id { get; set; }

    private string MatchesHref => _progress is { PlayerId: { } player }
        ? ReplayAddress.OfPlayer(player)
        : "/replays";

    private static string Nothing(ImportReceipt receipt) => receipt switch
    {
        { IsOver: true } => "Nothing is on its way any more. What came in is among the matches.",
        { State: ImportState.Paused } => "Nothing comes in while it is paused.",
        { Error: not null } => "Nothing comes in before there is a key.",
        _ => "The first matches are on their way.",
    };

    protected override Task OnInitializedAsync()
    {
        OnEach(feed.Changes, _ => MoveUpAsync());
        return LoadAsync();
    }

    /// <summary>While it waits in line, others that begin or end move it up.</summary>
    private async Task MoveUpAsync()
    {
        if (_progress is { Receipt.State: ImportState.Queued } && await imports.FindAsync(await currentUser.ViewerAsync(), Id, CancellationToken.None) is { Receipt.State: ImportState.Queued } now)
            _progress = now;
    }

    private async Task LoadAsync()
    {
        try
        {
            _failed = false;
            var viewer = await currentUser.ViewerAsync();
            _me = viewer.UserId;
            if (await imports.FindAsync(viewer, Id, CancellationToken.None) is { } found)
            {
                _followed = found.GroupId is { } group && (await groups.ListAsync(_me, CancellationToken.None)).Any(g => g.GroupId == group);
                Watch(feed.Topic(found), progress => _progress = progress);
            }
            else
                _missing = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, Id, e);
            _failed = true;
        }
    }

    private async Task FollowAsync(string group)
    {
        try
        {
            var (_, errors) = await groups.FollowAsync(_me, group, CancellationToken.None);
            _followed = errors.Count == 0;
            snackbar.Add(_followed ? "What is added to this group comes in by itself from now on." : string.Join(" ", errors.Values.SelectMany(e => e)), Severity.Info);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotSteered(logger, Id, e);
            snackbar.Add("That did not work. Try it again in a moment.", Severity.Error);
        }
    }

    private Task CancelAsync() => SteerAsync(control.CancelAsync);

    private Task PauseAsync() => SteerAsync(control.PauseAsync);

    private Task ResumeAsync() => SteerAsync(control.ResumeAsync);

    private Task RetryAsync(string? replay) => SteerAsync((viewer, id, cancellationToken) => control.RetryAsync(viewer, id, replay, cancellationToken));

    /// <summary>Does what was asked for, or says why not; the page itself hears of it from the import's topic.</summary>
    private async Task SteerAsync(Func<Viewer.Person, Guid, CancellationToken, Task<Refusal?>> what)
    {
        try
        {
            if (await what(await currentUser.ViewerAsync(), Id, CancellationToken.None) is { Why: { } why })
                snackbar.Add(why, Severity.Info);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotSteered(logger, Id, e);
            snackbar.Add("That did not work; the import is as it was. Try it again in a moment.", Severity.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {ImportId} could not be read")]
    private static partial void LogUnreadable(ILogger logger, Guid importId, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {ImportId} could not be steered")]
    private static partial void LogNotSteered(ILogger logger, Guid importId, Exception exception);
}
