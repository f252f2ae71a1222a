using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;

namespace RocketTrainer.Web.Features.Players.Coaching;

/// <summary>Asks a coach for his own verdict, once, before the other is told.</summary>
public sealed partial class LabelForm(WeaknessLabels labels, ILogger<LabelForm> logger)
{
    private const string Nothing = "Nothing";

    private string? _chosen;
    private string? _problem;
    private bool _busy;

    [Parameter, EditorRequired]
    public required PlayerRoom Room { get; set; }

    [Parameter, EditorRequired]
    public required string Playlist { get; set; }

    /// <summary>From now on the verdict is told.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnKept { get; set; }

    private Task KeepAsync() => _chosen is null ? Task.CompletedTask
        : Enum.TryParse<SkillGroup>(_chosen, out var group) ? LabelAsync(LabelKind.Group, group) : LabelAsync(LabelKind.Nothing, null);

    private Task SkipAsync() => LabelAsync(LabelKind.Skipped, null);

    private async Task LabelAsync(LabelKind kind, SkillGroup? group)
    {
        if (_busy || Room.Viewer is not Viewer.Person coach)
            return;
        (_busy, _problem) = (true, null);
        try
        {
            if (await labels.LabelAsync(coach, Room.Player, Playlist, kind, group, Gone) is LabelOutcome.NoVerdict)
                _problem = "By now there is nothing to say: matches were taken away, or filtered.";
            await OnKept.InvokeAsync(); // whatever came of it: the page says how it stands
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotKept(logger, e);
            _problem = "It could not be kept. Nothing is told yet; try it again in a moment.";
        }
        finally
        {
            _busy = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A label could not be kept")]
    private static partial void LogNotKept(ILogger logger, Exception exception);
}
