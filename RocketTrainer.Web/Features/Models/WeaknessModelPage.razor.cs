using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;

namespace RocketTrainer.Web.Features.Models;

/// <summary>How weaknesses are found, how well that was shown to work, and how often coaches here see the same.</summary>
public sealed partial class WeaknessModelPage(WeaknessLabels labels, ILogger<WeaknessModelPage> logger)
{
    private static readonly IReadOnlyList<EvaluationFigure> OfWeaknesses = [.. EvaluationFigures.All.Where(f => f.Evaluation == "weaknesses")];
    private static readonly IReadOnlyList<EvaluationFigure> OfProgress = [.. EvaluationFigures.All.Where(f => f.Evaluation == "progress")];
    private static readonly IReadOnlyList<EvaluationFigure> OfSpeed = [.. EvaluationFigures.All.Where(f => f.Evaluation == "speed")];

    private LabelAgreement? _agreement;
    private bool _failed;

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            (_agreement, _failed) = (await labels.AgreementAsync(Gone), false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Labels could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
