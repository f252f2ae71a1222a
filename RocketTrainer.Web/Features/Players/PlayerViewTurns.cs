using System.Diagnostics;

namespace RocketTrainer.Web.Features.Players;

/// <summary>
/// The turns in which pages are read and drawn again because matches came in: one at a time, and after each a pause three
/// times as long, so that all of them together take a quarter of a core, however many there are.
/// </summary>
public sealed class PlayerViewTurns : IDisposable
{
    private const int PausePerTurn = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _place = new(1);
    private bool _gone;

    public void Dispose()
    {
        _gone = true;
        _place.Dispose();
    }

    /// <summary>Waits for a turn; disposing of it ends it.</summary>
    /// <exception cref="OperationCanceledException">It is no longer wanted.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _place.WaitAsync(cancellationToken);
        return new Turn(this);
    }

    private async Task EndAsync(TimeSpan taken)
    {
        var pause = taken * PausePerTurn;
        await Task.Delay(pause < LongestPause ? pause : LongestPause);
        if (!_gone)
            _place.Release();
    }

    private sealed class Turn(PlayerViewTurns turns) : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();

        public void Dispose() => _ = turns.EndAsync(Stopwatch.GetElapsedTime(_began));
    }
}
