using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>
/// Makes a rank model of the matches stored here when there are enough, and puts it in place when it beats the one in use on players that
/// it hasn't seen. A run that ends anywhere leaves everything as it was.
/// </summary>
public sealed partial class RankRetraining(IDbContextFactory<RocketTrainerDb> factory, StoredRankModels models, TimeProvider time, ILogger<RankRetraining> logger)
{
    /// <summary>After a model was made.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(7);

    /// <summary>After a look that found too little, or nothing new.</summary>
    public static readonly TimeSpan ShortPause = TimeSpan.FromDays(1);

    /// <summary>False leaves LightGBM out, for tests that have no time for it.</summary>
    internal bool WithTrees { get; init; } = true;

    /// <summary>Whether it is time to look again.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        if (await models.LastTrainingAsync(cancellationToken) is not { } last)
            return true;
        return time.GetUtcNow() - last.FinishedAt >= (last.Outcome is RankTrainingOutcome.NotEnough or RankTrainingOutcome.NothingNew ? ShortPause : Pause);
    }

    /// <summary>Looks, learns, compares and decides: some minutes of one core.</summary>
    public async Task<RankTrainingOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var games = await ReadAsync(cancellationToken);
        var split = RankSplit.Of(games);
        var outcome = split.Supply.IsEnough ? await TrainAsync(games, split, cancellationToken) : RankTrainingOutcome.NotEnough;
        await models.NoteAsync(outcome, split.Supply, cancellationToken);
        LogDone(logger, outcome, split.Supply);
        return outcome;
    }

    private async Task<IReadOnlyList<RankGame>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await RankGames.ReadAsync(db, cancellationToken);
    }

    private async Task<RankTrainingOutcome> TrainAsync(IReadOnlyList<RankGame> games, RankSplit split, CancellationToken cancellationToken)
    {
        var basis = await models.HeldAsync(cancellationToken);
        if (await models.IsKnownAsync(split.Hash, basis, cancellationToken))
            return RankTrainingOutcome.NothingNew;
        var data = FormattableString.Invariant($"Ranked 3v3 matches stored on this instance, played from {games[^1].PlayedAt.UtcDateTime:yyyy-MM-dd} to {games[0].PlayedAt.UtcDateTime:yyyy-MM-dd}");
        var model = new RankTrainer(time).Train(split.Learn, new RankTraining(data, RankSplit.Words, WithTrees: WithTrees), cancellationToken);
        var meanTier = split.Learn.Where(r => r.Tier > 0).Average(r => r.Tier);
        var trial = await models.AddAsync(model, RankTrials.Compare(basis.Model, model, split.HeldOut, split.HeldOutPlayers, meanTier), split.Hash, basis, cancellationToken);
        return trial.Verdict == RankVerdict.Better ? RankTrainingOutcome.PutInPlace : RankTrainingOutcome.NotBetter;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Looked for a better rank model: {Outcome}, with {Supply}")]
    private static partial void LogDone(ILogger logger, RankTrainingOutcome outcome, RankSupply supply);
}
