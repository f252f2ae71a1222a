using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing;

/// <summary>Does what needs the database again for as long as that is away, busy or full: an import waits for it.</summary>
/// <param name="tell">Told what the matter is, and null once it is over.</param>
internal sealed partial class DatabasePatience(TimeProvider time, ILogger logger, Action<string?> tell)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <inheritdoc cref="DoAsync{T}"/>
    public Task DoAsync(Func<Task> work, CancellationToken cancellationToken) => DoAsync(
        async () =>
        {
            await work();
            return true;
        },
        cancellationToken);

    /// <param name="work">Leaves nothing behind when it fails.</param>
    public async Task<T> DoAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var result = await work();
                if (pause > FirstPause)
                    tell(null);
                return result;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && DatabaseTrouble.Of(e) is { } trouble)
            {
                LogWaiting(logger, trouble, e.Message);
                tell(trouble);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An import waits: {Trouble} {Reason}")]
    private static partial void LogWaiting(ILogger logger, string trouble, string reason);
}
