namespace RocketTrainer.Core.Ballchasing.Budget;

/// <summary>
/// Which of several processes uses a key: one at a time sends with it, so that all of them together never exceed its
/// budget, and one runs the imports that use it, so that it needn't change hands while they run.
/// </summary>
public interface IKeyTurns
{
    /// <summary>
    /// Sees to it that the key's lanes let requests through: at once when this process uses the key, else as soon as it is
    /// its turn. What waits in a lane by then goes on.
    /// </summary>
    ValueTask JoinAsync(BallchasingKey key, RateBudget budget, CancellationToken cancellationToken);

    /// <summary>Has imports that use the key run here until what is returned is disposed; null when another process runs some.</summary>
    ValueTask<IAsyncDisposable?> TrySettleAsync(BallchasingKey key, CancellationToken cancellationToken);

    /// <summary>Whether another process runs imports that use the key.</summary>
    /// <param name="fingerprint">The key's <see cref="BallchasingKey.Fingerprint"/>.</param>
    ValueTask<bool> IsSettledElsewhereAsync(string fingerprint, CancellationToken cancellationToken);
}

/// <summary>One process alone: every key is its own. Only what an earlier one sent this hour must be counted first.</summary>
internal sealed class SoleKeyTurns(RequestLedger ledger) : IKeyTurns
{
    public async ValueTask JoinAsync(BallchasingKey key, RateBudget budget, CancellationToken cancellationToken) =>
        await ledger.RecallAsync(key, budget, cancellationToken);

    public ValueTask<IAsyncDisposable?> TrySettleAsync(BallchasingKey key, CancellationToken cancellationToken) => new(new Settlement());

    public ValueTask<bool> IsSettledElsewhereAsync(string fingerprint, CancellationToken cancellationToken) => new(false);

    private sealed class Settlement : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
