using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Models;

/// <summary><c>/models</c>: what ranks are told by.</summary>
public static class ModelsApi
{
    public static void MapModels(this IEndpointRouteBuilder api)
    {
        var models = api.MapSection("Models", "What ranks are told by: the model that comes with the application, and those made of the matches stored here, with how well each did on players it hadn't seen.");
        models.MapGet("/models", ListAsync).RequireScope(ApiScopes.Read)
            .Describe("listModels", "List rank models", "The newest first, the one that comes with the application last.")
            .Returns(new Page<RankModelEntry>([ModelExamples.Own, ModelExamples.Shipped], null), "All of them.");
        models.MapGet("/models/{id}", FindAsync).RequireScope(ApiScopes.Read).Path("id", "The model's id.", ModelExamples.Shipped.Card.Id)
            .Describe("getModel", "Get a model card", "What it was made of, and its figures. Those of one made here come with the intervals of drawing the held-out players anew.")
            .Returns(ModelExamples.Own, "The card.").Fails(ProblemTypes.NotFound);
        models.MapGet("/models/{id}/figures", ListFigures).RequireScope(ApiScopes.Read).Path("id", "The shipped rank model's id, or weaknesses.", EvaluationFigures.OfWeaknesses)
            .Describe("listModelFigures", "List what the evaluations found", "Every figure with its 95 % interval, beside a baseline, the best published and what was set out for, reached or not. A model made here has its figures on its card.")
            .Returns(new Page<EvaluationFigure>([EvaluationFigures.Of(EvaluationFigures.OfWeaknesses)![0]], null), "All of them.").Fails(ProblemTypes.NotFound);
    }

    private static async Task<IResult> ListAsync(StoredRankModels models, CancellationToken cancellationToken) =>
        Api.Ok(new Page<RankModelEntry>(await models.ListAsync(cancellationToken), null));

    private static IResult ListFigures(string id) =>
        EvaluationFigures.Of(id) is { } figures ? Api.Ok(new Page<EvaluationFigure>(figures, null)) : Api.NotFound("No evaluation came with a model of this id.");

    private static async Task<IResult> FindAsync(string id, StoredRankModels models, CancellationToken cancellationToken) =>
        await models.FindAsync(id, cancellationToken) is { } model ? Api.Ok(model) : Api.NotFound("There is no model with this id.");
}
