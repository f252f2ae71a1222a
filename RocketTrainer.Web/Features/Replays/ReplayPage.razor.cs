using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>One match: scoreboard, every stat of every player and team, and where it came from.</summary>
public sealed partial class ReplayPage(ReplayQueries replays, ILogger<ReplayPage> logger)
{
    private ReplayDetail? _replay;
    private bool _missing;
    private bool _failed;

    /// <summary>Ballchasing's id of any upload of the match.</summary>
    [Parameter]
    public Guid Id { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _failed = false;
            _replay = await replays.FindAsync(Id, CancellationToken.None);
            _missing = _replay is null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, Id, e);
            _failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Match {ReplayId} could not be read")]
    private static partial void LogUnreadable(ILogger logger, Guid replayId, Exception exception);
}
