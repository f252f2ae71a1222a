using System.Collections.Concurrent;

namespace RocketTrainer.Core.Importing.Uploads;

/// <summary>Keeps few files in memory at once: one for each person, and a handful in all. Who comes later waits without one.</summary>
public sealed class UploadRoom : IDisposable
{
    private const int Places = 8;

    private readonly SemaphoreSlim _places = new(Places, Places);
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _people = new();

    /// <summary>Waits for a place, which is free again when what is returned is disposed.</summary>
    public async Task<IDisposable> EnterAsync(Guid userId, CancellationToken cancellationToken)
    {
        var mine = _people.GetOrAdd(userId, static _ => new(1, 1));
        await mine.WaitAsync(cancellationToken);
        try
        {
            await _places.WaitAsync(cancellationToken);
        }
        catch
        {
            mine.Release();
            throw;
        }

        return new Place(_places, mine);
    }

    public void Dispose()
    {
        _places.Dispose();
        foreach (var mine in _people.Values)
            mine.Dispose();
    }

    private sealed class Place(SemaphoreSlim places, SemaphoreSlim mine) : IDisposable
    {
        private bool _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, true))
                return;
            places.Release();
            mine.Release();
        }
    }
}
