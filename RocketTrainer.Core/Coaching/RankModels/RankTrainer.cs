namespace RocketTrainer.Core.Coaching.RankModels;

/// <param name="Data">What the rows are, for people.</param>
/// <param name="Split">What rows of one group have in common, for people.</param>
/// <param name="Seed">The same seed and rows make the same model.</param>
/// <param name="WithTrees">False leaves LightGBM out.</param>
public sealed record RankTraining(string Data, string Split, int Seed = 1, bool WithTrees = true);

/// <summary>
/// Makes a rank model of player-games whose rank is known: some seconds of two cores, and less than 300 MB for 5,000 of them. Where LightGBM's native
/// library doesn't load it makes one without trees, and the card says so.
/// </summary>
public sealed class RankTrainer(TimeProvider time)
{
    public const int FewestRows = 200;

    private const int FoldsApart = 1000; // from folds that somebody evaluates with

    /// <param name="cancellationToken">Looked at between fits, each of which takes a second or more.</param>
    /// <exception cref="ArgumentException">Fewer than <see cref="FewestRows"/> rows have a rank, or fewer than two groups do.</exception>
    public RankModel Train(IReadOnlyList<RankRow> rows, RankTraining training, CancellationToken cancellationToken = default)
    {
        var known = rows.Where(r => r.Tier > 0).ToList();
        if (known.Count < FewestRows)
            throw new ArgumentException($"{known.Count} player-games with a rank; it takes {FewestRows}.", nameof(rows));
        if (known.Select(r => GroupFolds.Of(r.Group, training.Seed + FoldsApart)).Distinct().Count() < 2)
            throw new ArgumentException("All rows are of one fold; it takes more groups.", nameof(rows));
        var (lobby, lobbyFigures) = Make(RankRecipe.Lobby, rows, training, cancellationToken);
        var (own, ownFigures) = Make(RankRecipe.Own, rows, training, cancellationToken);
        var learners = (training.WithTrees, lobby.HasTrees && own.HasTrees) switch
        {
            (true, true) => "Kernel ridge regression and LightGBM",
            (true, false) => "Kernel ridge regression alone: LightGBM's native library did not load here",
            _ => "Kernel ridge regression alone, as asked",
        };
        var card = new RankModelCard(RankModel.IdOf(RankModel.Content(lobby, own)), time.GetUtcNow(), training.Data, $"{GroupFolds.Count} folds by group: {training.Split}", known.Count,
            known.Select(r => r.Match).Distinct(StringComparer.Ordinal).Count(), new(known.Min(r => r.Tier), known.Max(r => r.Tier)), training.Seed, learners, lobbyFigures, ownFigures);
        return new(card, lobby, own);
    }

    /// <summary>Predictions of unseen rows say how far the model, which has seen them all, is to be trusted.</summary>
    private static (RankEstimator, RankFigures) Make(RankRecipe recipe, IReadOnlyList<RankRow> rows, RankTraining training, CancellationToken cancellationToken)
    {
        var unseen = recipe.PredictUnseen(rows, training.Seed + FoldsApart, training.Seed, training.WithTrees, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var known = Enumerable.Range(0, rows.Count).Where(i => rows[i].Tier > 0).ToArray();
        var distribution = TierDistribution.Fit([.. known.Select(i => unseen[i])], [.. known.Select(i => rows[i].Tier)]);
        return (new(recipe, recipe.Fit(rows, training.Seed, training.WithTrees), distribution), RankFigures.Of(unseen, [.. rows.Select(r => r.Tier)]));
    }
}
