using System.Globalization;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Web.Jobs;

namespace RocketTrainer.Web.Features.Models;

/// <summary>All models: which is in use, and what a better one would take.</summary>
public sealed partial class ModelsPage(StoredRankModels models, IRankTrainingScheduler training, ILogger<ModelsPage> logger)
{
    private IReadOnlyList<RankModelEntry>? _models;
    private RankTrainingReport? _report;
    private bool _failed;
    private bool _asked;
    private string? _said;

    protected override async Task OnInitializedAsync()
    {
        OnEach(models.Changes, _ => AgainAsync());
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            (_models, _report) = (await models.ListAsync(CancellationToken.None), await models.LastTrainingAsync(CancellationToken.None));
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    private async Task AgainAsync()
    {
        (_asked, _said) = (false, null);
        await ReadAsync();
    }

    private async Task TrainAsync()
    {
        try
        {
            await training.RunSoonAsync(CancellationToken.None);
            (_asked, _said) = (true, "It is looked, and learnt where there is enough. That takes some minutes.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotStarted(logger, e);
            _said = "It could not be started; the server's log says why.";
        }
    }

    private static string Told(RankModelEntry model)
    {
        var (lobby, own) = model.Trial is { } trial ? (trial.Lobby.Error.Now.Value, trial.PlaysLike.Error.Now.Value) : (model.Card.Lobby.MeanError, model.Card.Own.MeanError);
        return string.Create(CultureInfo.CurrentCulture, $"{lobby:0.00} tiers off; by own stats {own:0.00}");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The list of models could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The training of a rank model could not be started")]
    private static partial void LogNotStarted(ILogger logger, Exception exception);
}
