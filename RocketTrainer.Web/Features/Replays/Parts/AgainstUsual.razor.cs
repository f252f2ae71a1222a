using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>What stood out in a match against what is usual of one of its players.</summary>
public sealed partial class AgainstUsual(MatchReadings readings, ILogger<AgainstUsual> logger)
{
    private const double Reach = 5; // steps to either edge

    private MatchReading? _reading;
    private (Guid, PlayerId)? _of;
    private bool _read;
    private bool _failed;

    [Parameter, EditorRequired]
    public required Viewer Viewer { get; set; }

    [Parameter, EditorRequired]
    public Guid Replay { get; set; }

    [Parameter, EditorRequired]
    public PlayerId Player { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    protected override Task OnParametersSetAsync() => _of == (Replay, Player) ? Task.CompletedTask : LoadAsync();

    private async Task LoadAsync()
    {
        var of = (Replay, Player);
        (_of, _reading, _read, _failed) = (of, null, false, false);
        try
        {
            var reading = await readings.ReadAsync(Viewer, Player, Replay, CancellationToken.None);
            if (_of == of)
                (_reading, _read) = (reading, true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, Replay, e);
            _failed = _of == of;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What stood out in match {ReplayId} could not be told")]
    private static partial void LogUnreadable(ILogger logger, Guid replayId, Exception exception);
}
