using System.Globalization;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Web.Features.Models;

/// <summary>A rank model's card: what it was made of, what it is for, how good it is, and what it can't tell.</summary>
public sealed partial class ModelPage(StoredRankModels models, ILogger<ModelPage> logger)
{
    private static readonly IReadOnlyList<EvaluationFigure> OfRank = [.. EvaluationFigures.All.Where(f => f.Evaluation == "rank")];
    private static readonly IReadOnlyList<EvaluationFigure> OfLeague = [.. EvaluationFigures.All.Where(f => f.Evaluation == "league")];

    private RankModelEntry? _model;
    private bool _isLoading = true;
    private bool _failed;

    [Parameter]
    public string Id { get; set; } = "";

    private RankModelCard Card => _model!.Card;

    protected override async Task OnParametersSetAsync()
    {
        (_isLoading, _failed) = (true, false);
        try
        {
            _model = await models.FindAsync(Id, CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, Id, e);
            _failed = true;
        }

        _isLoading = false;
    }

    private static string Told(RankTrial trial) => string.Create(CultureInfo.CurrentCulture,
        $"on {trial.Games:N0} player-games of {trial.Players:N0} held-out players in {trial.Matches:N0} matches, none of which it had seen");

    [LoggerMessage(Level = LogLevel.Error, Message = "The card of model {Id} could not be read")]
    private static partial void LogUnreadable(ILogger logger, string id, Exception exception);
}
