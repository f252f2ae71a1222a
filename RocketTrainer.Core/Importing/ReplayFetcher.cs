using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>Ballchasing no longer takes the key, so nothing more can be fetched with it.</summary>
public sealed class KeyRefusedException(string message) : Exception(message);

/// <summary>Asks for one replay and says what came of it, in words that a player understands.</summary>
internal sealed class ReplayFetcher(BallchasingClient client, ImportingOptions options, TimeProvider time)
{
    /// <exception cref="KeyRefusedException">Ballchasing answered 401.</exception>
    public async Task<FetchedItem> FetchAsync(string ballchasingId, int attempts, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(ballchasingId, out var id))
            return new(ballchasingId, attempts, new FetchOutcome.Failed("Ballchasing listed it under an id that no replay can have.", Retryable: false));

        while (true)
        {
            attempts++;
            var reply = await client.GetReplayAsync(ballchasingId, cancellationToken);
            if (reply.Succeeded(out var found, out var error))
                return new(ballchasingId, attempts, Read(found, id));
            if (error.Kind == BallchasingErrorKind.Unauthorized)
                throw new KeyRefusedException(error.Message);
            if (error.Kind != BallchasingErrorKind.Unreadable || attempts >= options.UnreadableAttempts)
                return new(ballchasingId, attempts, Failure(error));
        }
    }

    private FetchOutcome Read(ReplayReply reply, Guid id) => reply.Detail.Status switch
    {
        "pending" => new FetchOutcome.Pending("Ballchasing is still reading the file."),
        "failed" => new FetchOutcome.Failed("Ballchasing could not read this replay file.", Retryable: false),
        _ => ReplayMapper.Map(reply.Detail, id, PayloadCompression.Compress(reply.Json.Span), time.GetUtcNow(), out var reason) is { } replay
            ? new FetchOutcome.Found(replay)
            : new FetchOutcome.Failed(reason!, Retryable: false),
    };

    private static FetchOutcome.Failed Failure(BallchasingError error) => error.Kind switch
    {
        BallchasingErrorKind.NotFound => new("Ballchasing no longer has this replay: it was deleted or made private.", Retryable: false),
        BallchasingErrorKind.Forbidden => new("This replay is private to somebody else.", Retryable: false),
        BallchasingErrorKind.BadRequest => new(error.Message, Retryable: false),
        _ => new(error.Message + " Nothing was stored; a retry can help.", Retryable: true),
    };
}
